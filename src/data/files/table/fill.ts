import type { InputColumn } from "../../dataset.ts";
import type { Report, TableOptions } from "../reading.ts";
import type { ColumnFacts } from "./columns.ts";
import type { KeptRows } from "./keep.ts";
import { type PartRows, readRow, scannerOf } from "./parts.ts";
import type { Scanner } from "./scan.ts";
import { numberReader } from "./values.ts";

/** Rows between two reports. */
const chunk = 5000;

/** The inputs that columns become: a number each, a category one for each of its values. */
export function inputColumns(
  { categories }: KeptRows,
  { columns: kinds }: TableOptions,
  used: readonly number[],
  columns: readonly ColumnFacts[],
): InputColumn[] {
  return used.flatMap((c): InputColumn[] => {
    const { name } = columns[c];
    if (kinds[c] === "number") return [{ name, isNumber: true }];
    return categories
      .get(c)!
      .texts()
      .map((text) => ({ name: `${name} = ${text}`, isNumber: false }));
  });
}

/** Numbers of the kept rows, one row of inputs after another; NaN for a missing number, all 0 for a missing category. */
export function fillInputs(
  kept: KeptRows,
  { columns: kinds }: TableOptions,
  used: readonly number[],
  columns: readonly ColumnFacts[],
  size: number,
  report: Report,
): Float64Array {
  const inputs = new Float64Array(kept.rows.length * size);
  const writers: ((scanner: Scanner, at: number, to: number) => void)[] = [];
  let next = 0;
  for (const c of used) {
    const place = next;
    const read = numberReader(columns[c].format);
    const lexicon = kept.categories.get(c);
    if (kinds[c] === "number" || !lexicon) {
      writers.push((scanner, at, to) => {
        inputs[to + place] = read(scanner, at);
      });
      next++;
    } else {
      writers.push((scanner, at, to) => {
        const number = read(scanner, at);
        const found = lexicon.find(Number.isNaN(number) ? scanner.text(at) : number);
        if (found !== undefined) inputs[to + place + found] = 1;
      });
      next += lexicon.texts().length;
    }
  }
  visitKept(kept, report, (scanner, place, i) => {
    for (let u = 0; u < used.length; u++) writers[u](scanner, place[used[u]], i * size);
  });
  return inputs;
}

/** Goes through the kept rows. */
export function visitKept(
  { rows }: KeptRows,
  report: Report,
  visit: (scanner: Scanner, place: readonly number[], i: number) => void,
): void {
  const scanners = new Map<PartRows, Scanner>();
  rows.forEach(({ part, row }, i) => {
    if (i % chunk === 0) report({ id: "taking", file: part.grid.name }, i, rows.length);
    const scanner = scanners.get(part) ?? scannerOf(part.grid);
    scanners.set(part, scanner);
    readRow(scanner, part.grid, row);
    visit(scanner, part.place, i);
  });
}
