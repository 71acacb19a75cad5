import { maximumClasses } from "../fault.ts";
import type { Report } from "../reading.ts";
import type { ColumnFacts } from "./columns.ts";
import { type PartRows, visitRows } from "./parts.ts";
import { valueReader } from "./values.ts";

/** What a column has to do with the label: it is the same by another name, its value follows from the class, or the class from its value;
 *  it measures, and every class has a range of its own; or it is one of the columns of a one-hot label. */
export type Relation = "copy" | "follows" | "tells" | "apart" | "part";

/** Rows, and rows of each value on average, that must go together before it says something; more where the class follows from the value. */
const fewestRows = 10;
const fewestPerValue = { copy: 2, tells: 5 } as const;
/** With fewer classes and rows of each, ranges may well lie apart. */
const fewestApart = { classes: 3, rows: 10, values: 4 } as const;

/** How columns of few values go with the label, over all rows that have both. */
export function relationsTo(
  label: number,
  parts: readonly PartRows[],
  columns: readonly ColumnFacts[],
  from: number,
  report: Report,
): Map<number, Relation> {
  const found = new Map<number, Relation>();
  const classes = columns[label].values;
  if (classes.size < 2 || classes.size > maximumClasses) return found;
  const rows = columns[label].numbers + columns[label].words;
  const open = columns.flatMap(({ values, numbers, words }, c) => {
    // Where most rows lack a value, those that have one prove little.
    const isKnown = numbers + words >= rows / 2;
    return c !== label && values.size >= 2 && values.size <= maximumClasses && isKnown
      ? [
          {
            c,
            classOf: new Map<number | string, number | string>(),
            valueOf: new Map<number | string, number | string>(),
            tells: true,
            follows: true,
          },
        ]
      : [];
  });
  const readers = columns.map(valueReader);
  let left = open;
  const isMany = classes.size >= fewestApart.classes && rows >= fewestApart.rows * classes.size;
  let measures = columns.flatMap(({ isNumeric, values }, c) =>
    isMany && c !== label && isNumeric && values.size > fewestApart.values * classes.size
      ? [{ c, ranges: createRanges() }]
      : [],
  );
  for (const part of parts) {
    if (part.place[label] < 0) continue;
    visitRows(part, from, report, "comparing-columns", (scanner) => {
      const one = readers[label](scanner, part.place[label]);
      if (one === null) return true;
      let isOver = false;
      for (const pair of left) {
        const at = part.place[pair.c];
        const value = at < 0 ? null : readers[pair.c](scanner, at);
        if (value === null) continue;
        if ((pair.classOf.get(value) ?? one) !== one) pair.tells = false;
        if ((pair.valueOf.get(one) ?? value) !== value) pair.follows = false;
        pair.classOf.set(value, one);
        pair.valueOf.set(one, value);
        isOver ||= !pair.tells && !pair.follows;
      }
      if (isOver) left = left.filter(({ tells, follows }) => tells || follows);
      const isApart = ({ c, ranges }: (typeof measures)[number]) => {
        const value = part.place[c] < 0 ? null : readers[c](scanner, part.place[c]);
        return typeof value !== "number" || ranges.take(one, value);
      };
      if (measures.length > 0) measures = measures.filter(isApart);
      return left.length + measures.length > 0;
    });
  }
  for (const { c, tells, follows, classOf } of left) {
    if (rows < Math.max(fewestRows, fewestPerValue.copy * classOf.size)) continue;
    if (tells && follows) found.set(c, "copy");
    else if (follows) found.set(c, "follows");
    else if (tells && rows >= fewestPerValue.tells * classOf.size) found.set(c, "tells");
  }
  for (const { c } of measures) if (!found.has(c)) found.set(c, "apart");
  return found;
}

/** The ranges of a measure by class; `take` tells whether they still lie apart. */
function createRanges() {
  const ranges = new Map<number | string, { least: number; most: number }>();
  return {
    take(one: number | string, value: number): boolean {
      const own = ranges.get(one) ?? { least: value, most: value };
      own.least = Math.min(own.least, value);
      own.most = Math.max(own.most, value);
      ranges.set(one, own);
      for (const [other, { least, most }] of ranges)
        if (other !== one && least <= own.most && own.least <= most) return false;
      return true;
    },
  };
}
