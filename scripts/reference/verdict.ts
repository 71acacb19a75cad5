import {
  denseFigure,
  type Expected,
  type Experiment,
  effectiveFigure,
  emptiestFigure,
  figureOf,
  type Order,
} from "./experiment.ts";

/** A line of the table; no verdict where nothing is asserted. */
export interface Line {
  readonly cells: readonly string[];
  readonly verdict: "ok" | "MISSED" | null;
}

/** Every seed's figures by name. */
export type Seeds = readonly ReadonlyMap<string, number>[];

/** Bands are never narrower than this, in percent: the smallest difference that so few seeds can tell. */
const narrowest = 0.6;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sample standard deviation. */
function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

const told = (value: number, sd: number | null) => value.toFixed(2) + (sd === null ? "" : ` ± ${sd.toFixed(2)}`);

/** The figures of an experiment, in the order of its cuts; those of criteria that are not offered have none. */
export function figureLines({ dense, cuts, connectivity }: Experiment, seeds: Seeds): Line[] {
  const rows: [string, Expected | null][] = [
    ...(dense ? ([[denseFigure, dense]] as [string, Expected][]) : []),
    ...cuts.flatMap((cut): [string, Expected | null][] => [
      ...Object.entries(cut.expected).map(([epochs, expected]): [string, Expected] => [
        figureOf(cut, Number(epochs)),
        expected,
      ]),
      ...(connectivity ? [effectiveFigure(cut), emptiestFigure(cut)].map((name): [string, null] => [name, null]) : []),
    ]),
  ];
  return rows.flatMap(([name, expected]) => {
    const values = valuesOf(seeds, name);
    return values ? [figureLine(name, values, expected)] : [];
  });
}

function figureLine(name: string, values: readonly number[], expected: Expected | null): Line {
  const measured = told(mean(values), deviation(values));
  if (!expected || expected.mean === null) return { cells: [name, measured, "", ""], verdict: null };
  const reference = told(expected.mean, expected.sdOf ? null : expected.sd);
  if (!expected.judged) return { cells: [name, measured, reference, "ordering only"], verdict: null };
  const band = Math.max(narrowest, 3 * expected.sd!);
  const from = expected.sdOf && band > narrowest ? ` (sd of ${expected.sdOf})` : "";
  const cells = [name, measured, reference, `±${band.toFixed(2)}${from}`];
  return { cells, verdict: Math.abs(mean(values) - expected.mean) <= band ? "ok" : "MISSED" };
}

/** Orderings hold between means; how many seeds agree is told beside. */
export function orderLine({ title, figures, atLeast = 0, slack = 0 }: Order, seeds: Seeds): Line | null {
  const all = figures.map((name) => valuesOf(seeds, name));
  if (!all.every((values) => values !== null)) return null;
  const holds = (values: readonly number[]) =>
    values[0] >= atLeast && values.every((value, i) => i === 0 || value <= values[i - 1] + slack);
  const means = all.map(mean);
  const agreeing = seeds.filter((_, seed) => holds(all.map((values) => values[seed]))).length;
  return {
    cells: [
      title,
      means.map((value) => value.toFixed(2)).join(slack > 0 ? ` >= -${slack} + ` : " >= "),
      `${agreeing} of ${seeds.length} seeds`,
      "",
    ],
    verdict: holds(means) ? "ok" : "MISSED",
  };
}

function valuesOf(seeds: Seeds, name: string): number[] | null {
  const values = seeds.map((figures) => figures.get(name));
  return values.every((value) => value !== undefined) ? values : null;
}
