import type { Dataset, InputColumn, RawDataset } from "./dataset.ts";

/** How far beyond the training rows' range another row may lie, in standard deviations: farther ones are taken back to there. */
const farthest = 10;
/** Relative to the values themselves: a smaller deviation is rounding. */
const rounding = 1e-12;
/** Numbers below this have few digits left. */
const tiny = 1e-290;

/** A value as it stood in the table, from the one that the network reads. */
export const asInTable = (value: number, { scale }: InputColumn): number =>
  scale ? value * scale.deviation + scale.mean : value;

/** A table's numbers, from float64, with mean 0 and standard deviation 1 on the given rows (of the training set: the others must not be
 *  looked at); a missing one gets the mean, and a column that is the same in all of them is 0 throughout, for nothing can be learned
 *  from it. Categories, and data that is no table, stay as they are. */
export function standardised(dataset: RawDataset, rows: Uint32Array): Dataset {
  const { columns, inputs } = dataset;
  if (!columns) {
    if (inputs instanceof Float64Array) throw new Error("data in float64 must name its columns");
    return { ...dataset, inputs };
  }
  const scaled = Float32Array.from(inputs);
  const known = columns.map((column, c) =>
    column.isNumber ? { ...column, scale: scale(scaled, inputs, columns, c, rows) } : column,
  );
  return { ...dataset, inputs: scaled, columns: known };
}

function scale(
  to: Float32Array,
  inputs: RawDataset["inputs"],
  { length: size }: readonly InputColumn[],
  c: number,
  rows: Uint32Array,
): NonNullable<InputColumn["scale"]> {
  const known = Float64Array.from(rows, (row) => inputs[row * size + c]).filter((value) => !Number.isNaN(value));
  // Sums of distances from one of the values keep the digits of large ones.
  const origin = known[0] ?? 0;
  const mean = origin + known.reduce((sum, value) => sum + (value - origin), 0) / (known.length || 1);
  const deviation = rootMeanSquare(known.map((value) => value - mean));
  const least = known.reduce((low, value) => Math.min(low, value), Infinity) - farthest * deviation;
  const most = known.reduce((high, value) => Math.max(high, value), -Infinity) + farthest * deviation;
  const isConstant = !(deviation > rounding * Math.max(Math.abs(mean), tiny));
  for (let i = c; i < to.length; i += size)
    to[i] = isConstant || Number.isNaN(inputs[i]) ? 0 : (Math.min(most, Math.max(least, inputs[i])) - mean) / deviation;
  return { mean, deviation: isConstant ? 0 : deviation };
}

function rootMeanSquare(distances: Float64Array): number {
  const meanSquare = (unit: number) =>
    distances.reduce((sum, one) => sum + (one / unit) ** 2, 0) / (distances.length || 1);
  const plain = meanSquare(1);
  if (plain > tiny && plain < Infinity) return Math.sqrt(plain);
  // Squares of what is tiny or huge are lost: distances count as shares of the farthest.
  const reach = distances.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  return reach * Math.sqrt(meanSquare(reach || 1));
}
