import * as v from "valibot";
import { LinkFault } from "./said.ts";
import { fieldNames, rows, type Setup, textOf } from "./setup.ts";

const byKey: ReadonlyMap<string, keyof Setup> = new Map(fieldNames.map((name) => [rows[name].key, name]));

/** The setting that a key of links stands for. */
export const nameOf = (key: string): keyof Setup | undefined => byKey.get(key);

/** The value of a setting that a text says, in an object; null for what is not possible. */
export function parse(name: keyof Setup, text: string): { readonly value: unknown } | null {
  const result = v.safeParse(rows[name].codec.schema, text);
  return result.success ? { value: result.output } : null;
}

/** Keys and texts, as links write them, of those settings that are said and differ from the base. */
export function writeFields(
  setup: Partial<Setup>,
  base: Setup,
  ofThese: readonly (keyof Setup)[] = fieldNames,
): [key: string, text: string][] {
  const said = { ...base, ...setup };
  return ofThese
    .filter((name) => textOf(said, name) !== textOf(base, name))
    .map((name) => [rows[name].key, textOf(said, name)]);
}

/** The setting that a key and its text say; throws a LinkFault where they say none. */
export function readField(key: string, text: string): Partial<Setup> {
  const name = nameOf(key);
  if (name === undefined) throw new LinkFault({ id: "text-key", key: clip(key) });
  const read = parse(name, text);
  if (!read) throw new LinkFault({ id: "text-value", key, text: clip(text), takes: rows[name].codec.takes });
  return { [name]: read.value };
}

/** As it is told: not too long, and without signs that are not seen or turn the others around. */
export const clip = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text).replace(/\p{C}/gu, "\ufffd");
