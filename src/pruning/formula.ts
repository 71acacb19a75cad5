/** A formula as a tree of MathML: what a tag holds, words and numbers as they stand. Views draw it. */
export type Formula = string | readonly [tag: MathTag, ...parts: Formula[]];

export type MathTag = "mi" | "mn" | "mo" | "mtext" | "mrow" | "mfrac" | "msub" | "msup" | "msubsup" | "munder";

export const name = (text: string): Formula => ["mi", text];
export const number = (text: string): Formula => ["mn", text];
export const sign = (text: string): Formula => ["mo", text];
/** A word, by what it does: `text/explained.ts` says it. */
export const words = (text: "round" | "min" | "kept"): Formula => ["mtext", text];
export const row = (...parts: Formula[]): Formula => ["mrow", ...parts];
export const below = (base: Formula, index: Formula): Formula => ["msub", base, index];
export const power = (base: Formula, exponent: Formula): Formula => ["msup", base, exponent];
export const over = (top: Formula, bottom: Formula): Formula => ["mfrac", top, bottom];
/** The sum or product of a term over what is written below the sign. */
export const all = (symbol: "∑" | "∏", what: Formula, term: Formula): Formula =>
  row(["munder", sign(symbol), what], term);
export const absolute = (what: Formula): Formula => row(sign("|"), what, sign("|"));
