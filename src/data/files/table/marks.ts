/** What stands for no value, in small letters; an empty value always does. */
const marks: ReadonlySet<string> = new Set([
  "na",
  "n/a",
  "#n/a",
  "n.a.",
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
  // Excel's errors.
  "#div/0!",
  "#value!",
  "#ref!",
  "#name?",
  "#num!",
  "#null!",
  "\\n",
]);

/** The mark that a text is, or null. */
export function markOf(text: string): string | null {
  if (text.length > 7) return null;
  const small = text.toLowerCase();
  return marks.has(small) ? small : null;
}

/** Whether a mark that stands among words is likely to be one of them: "none" is an answer, "-" the other one of "+", and "NA" may be
 *  a code among codes of two capital letters. */
export function isWord(mark: string, others: readonly string[]): boolean {
  if (mark === "none") return true;
  if (mark === "-") return others.includes("+");
  if (mark === "na") return others.length >= 3 && others.every((other) => /^[A-Z]{2}$/.test(other));
  return false;
}
