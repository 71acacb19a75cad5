import type { Names } from "../../data/files/told.ts";

export const english = (n: number): string => n.toLocaleString("en");

export const have = (count: number): string => (count === 1 ? "has" : "have");

export const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** In quotation marks, and in short. */
export const quoted = (text: string): string => `“${short(text)}”`;

/** "“a”, “b” and “c”", or the first and how many more there are. */
export function listed({ names, count }: Names, word: (name: string) => string = quoted): string {
  const shown = names.map(word);
  if (count > names.length) return `${shown.join(", ")} and ${english(count - names.length)} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

/** "a, b, …": the first of them as they are. */
export const begun = ({ names, count }: Names): string => `${names.join(", ")}${count > names.length ? ", …" : ""}`;
