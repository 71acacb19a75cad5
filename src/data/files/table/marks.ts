/** What stands for no value, in small letters; an empty value always does. */
const marks: ReadonlySet<string> = new Set([
  "na",
  "n/a",
  "#n/a",
  "n.a.",
  "n.a",
  "n.d.",
  "nd",
  "k.a.",
  "k. a.",
  "<na>",
  "nan",
  "null",
  "(null)",
  "nil",
  "none",
  "?",
  ".",
  "-",
  "--",
  "–",
  "—",
  "missing",
  "unknown",
  "not available",
  "keine angabe",
  "*",
  "..",
  "...",
  ":",
  // Excel's errors, in its English, German and French.
  "#div/0!",
  "#value!",
  "#ref!",
  "#name?",
  "#num!",
  "#null!",
  "#wert!",
  "#bezug!",
  "#zahl!",
  "#nv",
  "#valeur!",
  "#nombre!",
  "\\n",
]);

const longest = Math.max(...[...marks].map(({ length }) => length));

/** The mark that a text is, or null. */
export function markOf(text: string): string | null {
  if (text.length > longest) return null;
  const small = text.toLowerCase();
  return marks.has(small) ? small : null;
}

/** Whether a mark that stands among words is likely to be one of them: "none" and "unknown" are answers, "-" the other one of "+", and "NA" may be
 *  a code among codes of two capital letters. */
export function isWord(mark: string, others: readonly string[]): boolean {
  if (mark === "none" || mark === "unknown") return true;
  if (mark === "-") return others.includes("+");
  if (mark === "na") return others.length >= 3 && others.every((other) => /^[A-Z]{2}$/.test(other));
  return false;
}
