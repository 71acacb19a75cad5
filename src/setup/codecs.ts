import * as v from "valibot";
import type { LayerSpec } from "../network/network.ts";
import { readLayers, writeLayers } from "../network/notation.ts";
import { areOffered } from "./ranges.ts";
import type { Takes } from "./said.ts";

/** How values are written as the text of a link, and read from it. */
export interface Codec<T> {
  readonly schema: v.GenericSchema<string, T>;
  write(value: T): string;
  /** What text it reads. */
  readonly takes: Takes;
}

export type Limits = readonly [least: number, most: number];

export interface NumberCodec extends Codec<number> {
  readonly range: Limits;
  readonly isWhole: boolean;
}

export interface ChoiceCodec<T extends string> extends Codec<T> {
  readonly options: readonly T[];
}

/** -0 is 0, as it is written. */
const numeric = ([least, most]: Limits) =>
  v.pipe(
    v.string(),
    v.regex(/^-?\d+(\.\d+)?(e-?\d+)?$/i),
    v.transform((text) => Number(text) + 0),
    v.minValue(least),
    v.maxValue(most),
  );

export const number = (...range: Limits): NumberCodec => ({
  schema: numeric(range),
  write: String,
  takes: { takes: "number", range },
  range,
  isWhole: false,
});

export const whole = (...range: Limits): NumberCodec => ({
  schema: v.pipe(numeric(range), v.integer()),
  write: String,
  takes: { takes: "whole", range },
  range,
  isWhole: true,
});

export const choice = <const T extends string>(options: readonly T[]): ChoiceCodec<T> => ({
  schema: v.picklist(options),
  write: String,
  takes: { takes: "choice", options },
  options,
});

/** One word for yes and one for no. */
export const flag = (yes: string, no: string): Codec<boolean> => ({
  schema: v.pipe(
    v.picklist([yes, no]),
    v.transform((text) => text === yes),
  ),
  write: (value) => (value ? yes : no),
  takes: { takes: "either", options: [yes, no] },
});

/** Up to so many values with commas between them; `none` stands for no value. */
export const list = <T>(codec: Codec<T>, most: number, none: string): Codec<readonly T[]> => ({
  schema: v.pipe(
    v.string(),
    v.transform((text) => (text === none ? [] : text.split(","))),
    v.array(codec.schema),
    v.maxLength(most),
  ),
  write: (values) => (values.length === 0 ? none : values.map((value) => codec.write(value)).join(",")),
  takes: { takes: "list", most, each: codec.takes },
});

/** Hidden layers that the page offers, in the notation of `writeLayers`. */
export const hiddenLayers: Codec<readonly LayerSpec[]> = {
  schema: v.pipe(
    v.string(),
    v.transform(readLayers),
    v.custom<LayerSpec[]>((layers) => layers !== null && areOffered(layers as LayerSpec[])),
  ),
  write: writeLayers,
  takes: { takes: "layers" },
};
