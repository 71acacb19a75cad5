import type { DataKind } from "../data/dataset.ts";
import { counted } from "../pruning/method.ts";
import type { Codec, Limits, NumberCodec } from "./codecs.ts";
import { type Field, type FieldGroup, type FieldScope, fields, type ValueOf } from "./fields.ts";
import type { LinkSaid } from "./said.ts";

type Fields = typeof fields;

/** What to do: everything a link carries. What happened is never part of it. */
export type Setup = { readonly [Name in keyof Fields]: ValueOf<Fields[Name]["codec"]> };

export type BackendChoice = Setup["backend"];
export type Difficulty = Setup["difficulty"];
export type Theme = Setup["theme"];

/** All that is known of each. */
export const rows: Readonly<Record<keyof Setup, Field<Codec<unknown>, FieldScope, FieldGroup>>> = fields;
/** Every setting, in the order of links. */
export const fieldNames = Object.keys(fields) as (keyof Setup)[];

type FieldSet = FieldScope | FieldGroup;
/** Names of the settings of some scopes or groups. */
export type FieldOf<P extends FieldSet> = {
  [Name in keyof Fields]: Fields[Name] extends Field<infer _, infer S, infer G>
    ? [Extract<P, S | G>] extends [never]
      ? never
      : Name
    : never;
}[keyof Fields];

/** The settings of some scopes or groups, in the order of links. */
export const fieldsOf = <P extends FieldSet>(...parts: readonly P[]): readonly FieldOf<P>[] =>
  fieldNames.filter((name) => {
    const { scope, groups = [] } = rows[name];
    return [scope, ...groups].some((part) => (parts as readonly FieldSet[]).includes(part));
  }) as FieldOf<P>[];

/** What a setup says of some scopes or groups. */
export const settingsOf = <P extends FieldSet>(setup: Setup, ...parts: readonly P[]): Pick<Setup, FieldOf<P>> =>
  Object.fromEntries(fieldsOf(...parts).map((name) => [name, setup[name]])) as Pick<Setup, FieldOf<P>>;

/** Whether two setups say the same of some settings. */
export const areAlike = (one: Setup, other: Setup, ofThese: readonly (keyof Setup)[]): boolean =>
  ofThese.every((name) => textOf(one, name) === textOf(other, name));

/** A setting as links write it. */
export const textOf = (setup: Setup, name: keyof Setup): string => rows[name].codec.write(setup[name]);

type Numeric = { [Name in keyof Fields]: Fields[Name]["codec"] extends NumberCodec ? Name : never }[keyof Fields];

/** Limits of the numeric settings; links and inputs are clamped to them. */
export const limits = Object.fromEntries(
  fieldNames.flatMap((name) => {
    const { codec } = rows[name];
    return "range" in codec ? [[name, codec.range]] : [];
  }),
) as Readonly<Record<Numeric, Limits>>;

/** Settings that suit the data: chosen anew when the kind of data changes. */
const defaultsFor = (kind: DataKind) =>
  Object.fromEntries(
    fieldNames.flatMap((name) => {
      const values = rows[name].defaults;
      return values ? [[name, values[kind]]] : [];
    }),
  ) as Partial<Setup> & Pick<Setup, "hidden">;
export const defaults = {
  points: defaultsFor("points"),
  images: defaultsFor("images"),
  signals: defaultsFor("signals"),
  table: defaultsFor("table"),
} satisfies Record<DataKind, Partial<Setup>>;

export const defaultSetup: Setup = {
  ...(Object.fromEntries(fieldNames.map((name) => [name, rows[name].default])) as unknown as Setup),
  ...defaults.points,
};

/** The settings that made a state's cut: they come back with it. All others are wishes for what comes next. */
export const ofCut = (setup: Setup) => settingsOf(setup, "ranking", "shares", "cut");

/** Ways to look, of which the weights know nothing. */
export const ofView = (setup: Setup) => settingsOf(setup, "compare", "view");

/** Names how weights are ranked, but for the shares of layers set by hand, which any ranking by hand can be cut by. */
export const rankingOf = (setup: Setup): string => Object.values(settingsOf(setup, "ranking")).join();

/** Why no network can be trained with such a penalty at such a rate; null when it may be. SGD multiplies a weight by
 *  1 - rate x l2 at every step, which must not exceed 1 in size; momentum m holds up to 2 (1 + m). L1 moves it, or a scale,
 *  by rate x l1. */
export function whyUnstable({
  optimizer,
  learningRate,
  l1,
  l2,
  scaleL1,
}: Pick<Setup, "optimizer" | "learningRate" | "l1" | "l2" | "scaleL1">): LinkSaid | null {
  if (optimizer === "adam") return null;
  if (learningRate * l2 >= (optimizer === "sgd" ? 2 : 3.8)) return { id: "unstable-l2", optimizer, l2 };
  if (learningRate * l1 > 1) return { id: "unstable-l1", optimizer, l1 };
  if (learningRate * scaleL1 > 1) return { id: "unstable-scales", optimizer, scaleL1 };
  return null;
}

/** Names the axis of the slider: the same sparsity means the same on one axis alone. */
export function axisOf({
  granularity,
  groupSize,
  protect,
}: Pick<Setup, "granularity" | "groupSize" | "protect">): string {
  const what = granularity === "group" ? `groups of ${groupSize}` : counted[granularity];
  return protect === "none" ? what : `${what}, ${protect} protected`;
}

/** A share in percent, as settings and links write it: fine enough for one of five million weights. */
export const percentOf = (share: number): number => Math.round(share * 1e7) / 1e5;

/** The shares by hand, 0..1, of so many layers. */
export const sharesOf = ({ layerSparsity }: Pick<Setup, "layerSparsity">, layers: number): number[] =>
  Array.from({ length: layers }, (_, l) => (layerSparsity[l] ?? 0) / 100);
