import { maximumClasses } from "../fault.ts";
import type { ColumnKind } from "../reading.ts";
import type { ColumnFacts } from "./columns.ts";
import { isWord } from "./marks.ts";
import type { Relation } from "./relations.ts";
import type { OmitReason } from "./said.ts";

/** Most values of a category, each of which becomes an input. */
export const mostValues = 32;
/** Names of columns that are likely to hold the classes, the likeliest first. */
const labelNames = [
  /^(label|labels|class|classes|target|y|class[ _]?label|y_true)$/i,
  /^(species|category|diagnosis|outcome|variety|kind|klasse|classe|clase|ziel|etikett|digit|letter|survived)$/i,
];
const mayBeLabel = /class|label|target|categor|type|species|klasse/i;
/** Names of columns that tell rows apart. */
const idName =
  /^(column 1|.*[ _.-]id|id|.*[a-z]Id|idx|index|unnamed:? ?\d*|row([ _.]?(names?|number|no|id))?|nr\.?|no\.?|#|n°|uuid|guid|key|serial([ _.]?(no|nr|number))?\.?|lfd.*)$/;

export const isIdName = (name: string) => idName.test(name);

/** Different values that a column has as classes or a category. */
export const distinctOf = ({ values, marks }: ColumnFacts, words: readonly string[]): number =>
  values.size + [...marks.keys()].filter((mark) => words.includes(mark)).length;

/** Values that are not missing, whatever they are taken for. */
export const knownOf = ({ numbers, words }: ColumnFacts): number => numbers + words;

/** The marks that are likely to be values among the words of some column. */
export function guessWords(columns: readonly ColumnFacts[]): string[] {
  const found = columns.flatMap(({ marks, values, isNumeric }) =>
    isNumeric ? [] : [...marks.keys()].filter((mark) => isWord(mark, [...values.values()])),
  );
  return [...new Set(found)];
}

/** Whether a column of numbers measures something, instead of naming classes. */
export function isMeasure(column: ColumnFacts): boolean {
  const { isNumeric, isWhole, values } = column;
  return isNumeric && (values.size > knownOf(column) / 3 || (!isWhole && values.size > 12));
}

export function canBeLabel(column: ColumnFacts, words: readonly string[]): boolean {
  const distinct = distinctOf(column, words);
  return distinct >= 2 && distinct <= maximumClasses && !isMeasure(column);
}

/** By its name, else the last column if it can be, else the first if it has no name that says otherwise, else the last of words. */
export function guessLabel(columns: readonly ColumnFacts[], words: readonly string[], hasHeader: boolean): number {
  const canBe = (column: ColumnFacts) => canBeLabel(column, words);
  for (const names of labelNames) {
    const named = columns.findLastIndex((column) => names.test(column.name) && canBe(column));
    if (named >= 0) return named;
  }
  const last = columns.length - 1;
  const ofWords = columns.findLastIndex((column) => !column.isNumeric && canBe(column));
  // Classes by number are whole and leave none out.
  const isNumbered = (c: number) => {
    const { isWhole, most, least, values } = columns[c];
    return canBe(columns[c]) && (!columns[c].isNumeric || (isWhole && most - least + 1 === values.size));
  };
  const wordy = columns.flatMap(({ isNumeric, numbers }, c) => (isNumeric || numbers > 0 ? [] : [c]));
  // As UCI's letters and scales have it: the only words are the classes, in front.
  if (!hasHeader && wordy.length === 1 && wordy[0] === 0 && canBe(columns[0])) return 0;
  if (isNumbered(last)) return last;
  if (isNumbered(0) && (!hasHeader || mayBeLabel.test(columns[0].name))) return 0;
  if (canBe(columns[last])) return last;
  if (ofWords >= 0) return ofWords;
  const likely = columns.findLastIndex((column) => canBe(column) && mayBeLabel.test(column.name));
  return likely >= 0 ? likely : last;
}

/** Why a column is left out; null for no reason. */
export function reasonToOmit(
  column: ColumnFacts,
  words: readonly string[],
  relation: Relation | undefined,
): OmitReason | null {
  const { name, isNumeric, isWhole, isCounting, isUnique, least } = column;
  const known = knownOf(column);
  const distinct = distinctOf(column, words);
  if (distinct === 0) return { what: "empty" };
  if (distinct < 2) return { what: column.empty + column.marks.size > 0 ? "oneValue" : "same" };
  const isNamed = isIdName(name);
  if (isNumeric && isWhole && known > 2 && isCounting && least <= 1) return { what: "numbersRows" };
  // Shuffled row numbers, and ids.
  if (isNumeric && isWhole && isNamed && isUnique) return { what: "tellsRows" };
  if (!isNumeric && known >= 10 && distinct === known) return { what: "tellsRows" };
  if (relation === "part") return { what: "oneHot" };
  if (relation === "copy") return { what: "copy" };
  if (relation === "follows") return { what: "follows" };
  if (!isNumeric && distinct > mostValues) return { what: "many", most: mostValues };
  return null;
}

export function guessKind(column: ColumnFacts, words: readonly string[], relation: Relation | undefined): ColumnKind {
  if (reasonToOmit(column, words, relation)) return "omit";
  return column.isNumeric ? "number" : "category";
}
