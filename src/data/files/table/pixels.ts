import type { Report, TableOptions } from "../reading.ts";
import type { ColumnFacts } from "./columns.ts";
import { visitKept } from "./fill.ts";
import type { KeptRows } from "./keep.ts";
import { numberReader } from "./values.ts";

/** Sides of square images that can be opened. */
const sides = { least: 8, most: 64 } as const;
/** Names that columns of pixels have, and those that only many columns make likely. */
const pixelName = /^(pixels?|pix|px)[ _.-]?\d+([ _.x-]\d+)?$|^\d+x\d+$/i;
const mnistPixels = 784;

/** How the columns of a table may be pixels: whole numbers from 0 to 255, or shares of 1, as many as a square has. */
export interface PixelOffer {
  readonly side: number;
  /** Whether they are sure to be meant so. */
  readonly isLikely: boolean;
}

/** Whether all columns but the label can be the pixels of square images, row by row. */
export function offerPixels(columns: readonly ColumnFacts[], label: number): PixelOffer | null {
  const pixels = columns.filter((_, c) => c !== label);
  const side = Math.sqrt(pixels.length);
  if (!Number.isInteger(side) || side < sides.least || side > sides.most) return null;
  const isPixel = ({ numbers, words, isNumeric, least, most }: ColumnFacts) =>
    (isNumeric && least >= 0 && most <= 255) || numbers + words === 0;
  if (!pixels.every(isPixel)) return null;
  const isNamed = pixels.every(({ name }) => pixelName.test(name));
  const isGrey = pixels.every(({ isWhole, most }) => isWhole || most <= 1);
  return { side, isLikely: isNamed || (pixels.length === mnistPixels && isGrey) };
}

/** The pixels of the kept rows as bytes, 0 to 255, stretched where the largest is far below. */
export function fillPixels(
  kept: KeptRows,
  used: readonly number[],
  columns: readonly ColumnFacts[],
  { side, isTurned }: NonNullable<TableOptions["images"]>,
  report: Report,
): Uint8Array {
  const inputs = new Uint8Array(kept.rows.length * used.length);
  const most = used.reduce((high, c) => Math.max(high, columns[c].most), 0);
  // Such as 0 to 16 or 0 to 1: as shares of 255 they would hardly be seen, by networks too.
  const factor = most > 0 && most < 128 ? 255 / most : 1;
  const read = used.map((c) => numberReader(columns[c].format));
  const places = used.map((_, u) => (isTurned ? (u % side) * side + Math.floor(u / side) : u));
  visitKept(kept, report, (scanner, place, i) => {
    for (let u = 0; u < used.length; u++) {
      const value = read[u](scanner, place[used[u]]);
      inputs[i * used.length + places[u]] = Number.isNaN(value) ? 0 : Math.round(value * factor);
    }
  });
  return inputs;
}
