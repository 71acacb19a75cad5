import type { OmitReason, Remark, RowNumbers, TableFigures } from "../../data/files/table/said.ts";
import { encodingNames } from "../encodings.ts";
import { english, have, listed, quoted, short } from "./filesSay.ts";
import type { Texts } from "./texts.ts";

const rowsHave = (some: number, all: number) => `${english(some)} of ${english(all)} rows ${have(some)}`;

/** "Rows 3, 5 and 7 are". */
function rowsAre({ rows, count }: RowNumbers): string {
  if (count === 1) return `Row ${rows[0]} is`;
  return `Rows ${rows.join(", ")}${count > rows.length ? ` and ${english(count - rows.length)} more` : ""} are`;
}

const reasons: Readonly<Record<Exclude<OmitReason["what"], "many">, string>> = {
  empty: "is empty",
  oneValue: "has but one value, in the rows that have any",
  same: "is the same in every row",
  numbersRows: "numbers the rows",
  tellsRows: "tells the rows apart",
  oneHot: "is one of the columns of a one-hot label",
  copy: "is the label by another name",
  follows: "follows from the label",
};

/** What follows a reason. */
const leftOut: Partial<Record<OmitReason["what"], string>> = {
  empty: " and left out",
  oneValue: ", and is left out",
  same: " and left out",
  numbersRows: " and is left out: it would give away their order",
  oneHot: " and left out",
  copy: " and left out",
  follows: " and is left out: it would give it away",
};

/** What is said of a column, to follow its name. */
function remarkOf(remark: Remark, example: string | null): string {
  const such = example === null ? "" : ` (${quoted(example)}, …)`;
  switch (remark.what) {
    case "many":
      return `has more than ${remark.most} different values that are no numbers${such} and is left out.`;
    case "worthless":
      return `${remark.why === "many" ? "" : reasons[remark.why]}: what is learned from it is worth nothing.`;
    case "tells":
      return "alone tells the class of every row. Is it known before the label is?";
    case "apart":
      return "has a range of its own for every class. Was the label made from it?";
    case "standIn":
      return `holds ${remark.value}, which often stands for no value.`;
    case "order":
      return `${remark.order} from row to row, and the rows are sorted by class: it may give the class away. Leave it out if it only numbers or dates the rows.`;
    default:
      return `${reasons[remark.what]}${such}${leftOut[remark.what] ?? " and is left out"}.`;
  }
}

const classes = (count: number) => (count === 1 ? "Class" : "Classes");
const counted = (values: number) => `${english(values)} ${values === 1 ? "value" : "values"}`;
const atMost = (distinct: number, most: number) => (distinct > most ? `more than ${most}` : String(distinct));

export const tableTexts: Texts<TableFigures> = {
  "reading-table": ({ file }) => `Reading ${file}`,
  "looking-at": ({ file }) => `Looking at ${file}`,
  "comparing-columns": ({ file }) => `Comparing columns of ${file}`,
  taking: ({ file }) => `Taking ${file}`,

  "table-one-value": ({ file }) =>
    `${file}: row 1 has one value. A table has at least an input and a label, separated by commas, semicolons, tabs, bars or spaces, the same number in every row.`,
  "table-columns": ({ file, count, most }) =>
    `${file}: ${english(count)} columns; at most ${english(most)} can be opened. Leave columns out, and open the smaller table.`,
  "table-rows": ({ file, most }) =>
    `${file}: more than ${english(most)} rows. Open a smaller part of the data, such as ${english(most)} rows drawn at random.`,
  "table-values": ({ file, rows, columns, most }) =>
    `${file}: ${english(rows)} rows of ${english(columns)} columns; at most ${english(most)} values can be opened. Open fewer rows or columns.`,
  "table-above": ({ file, above }) => `${file}: no row is left below the ${above} that are left out. Leave out fewer.`,
  "tables-many": ({ names, count }) =>
    `${english(count)} tables (${names.map(short).join(", ")}${count > names.length ? `, ${english(count - names.length)} more` : ""}). Open one of them, or call them train.csv, validation.csv and test.csv where they are that.`,
  "tables-taken": ({ tables }) => {
    const roles = { train: "for training", validation: "for validation", test: "as the test set" } as const;
    return `${tables.map(({ file, role }) => `${file} is taken ${roles[role]}`).join(", ")}.`;
  },
  "rows-above": ({ rows, titles, count }) => {
    const read = titles.length > 0 ? `: ${titles.map(quoted).join(", ")}${count > titles.length ? ", …" : ""}` : "";
    return `${rows === 1 ? "The row" : `${rows} rows`} above the table ${rows === 1 ? "is" : "are"} left out${read}.`;
  },
  "rows-comments": (rows) => `${rowsAre(rows)} a comment (#) and left out.`,
  "rows-below": (rows) => `${rowsAre(rows)} below the table and left out.`,
  "names-again": (rows) => `${rowsAre(rows)} the names once more, and left out.`,
  "units-row": ({ row, isLong, ...units }) =>
    `Row ${row} ${isLong ? "describes the columns" : "holds units"} (${listed(units, short)}) and is left out.`,
  "one-hot-read": ({ label, ...columns }) =>
    `${listed(columns)} are read as one label, “${label}”: one of them is set in every row (one-hot).`,
  "encoding-old": ({ encoding }) =>
    `It is not in UTF-8 and is read as ${encodingNames[encoding].replace(/ \(.*/, "")}: where letters look wrong, choose another encoding.`,
  "quote-open": ({ file, row }) => `${file}, row ${row}: a quotation mark that is never closed.`,
  "row-single": ({ file }) => `${file}: one value a row. Choose what separates the values.`,
  "row-length": ({ file, row, values, width, as, isShortHead, count }) => {
    const usual = as === "others" ? "the other rows have" : as === "most" ? "most rows have" : `row ${as} has`;
    const hint = isShortHead ? " Numbers with commas need quotation marks, or semicolons between them." : "";
    const others = count > 1 ? ` So it is in ${english(count)} rows.` : "";
    return `${file}, row ${row}: ${counted(values)} where ${usual} ${english(width)}. Look for a missing separator or quotation mark.${hint}${others}`;
  },

  "label-measured": ({ file, column, distinct, most, known }) =>
    `${file}, column “${column}”: ${atMost(distinct, most)} different numbers in ${english(known)} rows are a measurement, but classes are needed. Choose a label column with 2 to ${most} different values, or put these numbers into classes (such as low, middle, high) and open that.`,
  "label-classes": ({ file, column, distinct, most }) =>
    `${file}, column “${column}”: ${atMost(distinct, most)} different ${distinct === 1 ? "value" : "values"}. Choose a label column with 2 to ${most}.`,
  "column-values": ({ file, column, most }) =>
    `${file}, column “${column}”: more than ${most} different values. Leave it out.`,
  "no-input": ({ file }) => `${file}: no input is left. Take at least one column beside the label.`,
  "not-a-number": ({ file, row, column, text }) =>
    `${file}, row ${english(row)}, column “${column}”: “${text}” is no number. Correct it, take the column as a category, or leave it out.`,
  "more-not-numbers": ({ count }) => `… and ${english(count)} more such values.`,
  "rows-unlabelled": ({ rows, all }) => `${rowsHave(rows, all)} no label and ${rows === 1 ? "is" : "are"} left out.`,
  "rows-incomplete": ({ rows, all, missing }) =>
    `${rowsHave(rows, all)} missing values and ${
      missing === "omit"
        ? `${rows === 1 ? "is" : "are"} left out.`
        : "the mean of the training rows stands in for numbers, none of the values for categories."
    }`,
  "column-remark": ({ column, remark, example }) => `“${column}” ${remarkOf(remark, example)}`,
  "columns-remark": ({ remark, ...columns }) => `${listed(columns)}: each ${remarkOf(remark, null)}`,
  "part-lacks": ({ file, column }) => `${file} has no column “${column}” and is left out.`,
  "rows-few": ({ file, rows, all, least, mayFill }) =>
    `${file}: ${english(rows)} ${rows === 1 ? "row" : "rows"} to learn from, of ${english(all)}; at least ${least} are needed.${mayFill ? " Fill missing values instead of leaving their rows out." : ""}`,
  "rows-strange": ({ rows, ...strange }) =>
    `${english(rows)} ${rows === 1 ? "row is" : "rows are"} of ${strange.count === 1 ? "a class" : "classes"} that nothing is there to learn from (${listed(strange)}); left out.`,
  "class-alone": ({ file, column, name }) =>
    `${file}, column “${column}”: “${name}” is the only class of the rows that are kept. At least 2 are needed.`,
  "inputs-many": ({ file, inputs, most }) =>
    `${file}: ${english(inputs)} inputs; at most ${most} can be opened. Leave columns out.`,
  "numbers-many": ({ file, rows, inputs, most }) =>
    `${file}: ${english(rows)} rows of ${english(inputs)} inputs; at most ${english(most)} numbers can be opened. Leave columns out, or open fewer rows.`,
  "repeats-dropped": ({ count }) => `${english(count)} repeated rows are left out.`,
  "classes-alike": (names) => `The classes ${listed(names)} differ in capitals or blanks alone: are they one?`,
  "classes-merged": (names) => `${listed(names)} are taken as one class.`,
  "classes-single": (names) =>
    `${classes(names.count)} ${listed(names)} ${have(names.count)} one row: it can be learned or validated, not both.`,
  "classes-rare": ({ least, ...names }) =>
    `${classes(names.count)} ${listed(names)} ${have(names.count)} fewer than ${least} rows: what is said of ${names.count === 1 ? "it" : "them"} rests on one or two.`,
  "class-large": ({ share, name }) =>
    `${Math.round(100 * share)} % of the rows are “${name}”: to say so every time is right as often. That is the accuracy to beat.`,
  "label-numbers": ({ label, count }) =>
    `The label “${label}” has ${english(count)} different numbers. Is it a measurement?`,
  "column-lacks": ({ column, rows, all, missing }) =>
    `“${column}” alone lacks a value in ${english(rows)} of ${english(all)} rows${
      missing === "omit"
        ? ": leave the column out, or fill missing values, to keep them."
        : ", which are filled: leave the column out if that says nothing."
    }`,
};
