import { fitted } from "../fitted.ts";
import type { Size } from "../useSize.ts";
import type { Frame } from "./geometry.ts";

/** What stands beside a network: names of what it reads and of what it tells apart. */
export interface Beside {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Whether values stand between inputs and their names, and marks before those of the outputs. */
  readonly hasValues: boolean;
}

/** Where a network has room in its box, and how much of the names. */
export interface NetworkRoom {
  readonly frame: Frame;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Where bars of the answers begin after the outputs, and their length; null where they lie under the names. */
  readonly bars: { readonly from: number; readonly length: number } | null;
  /** Room of values, 0 for none, and of the marks of classes. */
  readonly values: number;
  readonly mark: number;
}

/** Boxes of inputs and outputs reach so far to both sides, and names stand a little off. */
const reach = 23;
const off = 8;
/** Before the name of a class that has one stands its mark. */
const markRoom = 14;

/** Most values are no wider. */
const widestValue = "10,000.0";

/** Divides a box among the network and the names beside it. `thumbs` is the room that pictures of data take at the left, `lanes` what
 *  controls take above and what stays free below; `measure` says how wide a word is. */
export function roomFor(
  { width, height }: Size,
  beside: Beside,
  options: {
    readonly thumbs: number;
    readonly above: number;
    readonly below: number;
    /** Of a plane: inputs and outputs are boxes, else dots. */
    readonly isPlane: boolean;
    readonly measure: (word: string) => number;
  },
): NetworkRoom {
  const { thumbs, above, below, isPlane, measure } = options;
  const ends = isPlane ? reach : 5;
  const widest = (words: readonly string[], least: number, most: number) =>
    Math.min(most, Math.max(least, ...words.map(measure)));
  const roomy = width >= 520;
  const names = widest(beside.inputs, 12, width * (roomy ? 0.16 : 0.24));
  const classes = widest(beside.outputs, 12, width * (roomy ? 0.16 : 0.22));
  const mark = isPlane || beside.hasValues ? markRoom : 0;
  const values = roomy && beside.hasValues ? measure(widestValue) + off : 0;
  const barRoom = roomy && !isPlane ? 76 : 0;
  const left = thumbs + names + values + off + ends;
  const right = ends + off + mark + classes + barRoom + 4;
  return {
    frame: { left, right: width - right, top: above + 4, bottom: height - below },
    inputs: beside.inputs.map((word) => fitted(word, names + 1, measure)),
    outputs: beside.outputs.map((word) => fitted(word, classes + 1, measure)),
    bars: barRoom > 0 ? { from: ends + off + mark + classes + 10, length: barRoom - 14 } : null,
    values,
    mark,
  };
}
