import type { Dataset } from "./dataset.ts";

/** A table's numbers with mean 0 and standard deviation 1 on the given rows (of the training set: the others must not be looked at);
 *  a missing one gets the mean. Categories, and data that is no table, stay as they are. */
export function standardised(dataset: Dataset, rows: Uint32Array): Dataset {
  const { columns, inputs, count } = dataset;
  if (!columns) return dataset;
  const size = columns.length;
  const scaled = Float32Array.from(inputs);
  columns.forEach(({ isNumber }, c) => {
    if (!isNumber) return;
    const known = Array.from(rows, (row) => inputs[row * size + c]).filter((value) => !Number.isNaN(value));
    const mean = known.reduce((sum, value) => sum + value / known.length, 0);
    const variance = known.reduce((sum, value) => sum + (value - mean) ** 2 / known.length, 0);
    const deviation = Math.sqrt(variance) || 1;
    for (let i = c; i < count * size; i += size)
      scaled[i] = Number.isNaN(inputs[i]) ? 0 : (inputs[i] - mean) / deviation;
  });
  return { ...dataset, inputs: scaled };
}
