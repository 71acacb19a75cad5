/** All weights in pruning order, seen through `columns` columns: for each, the largest |w| and the mean sign. */
export interface StripColumns {
  readonly size: Float32Array;
  /** Share of positive weights, 0..1. */
  readonly positive: Float32Array;
}

/** Sums up values in pruning order by column; fewer values than columns give one column a value. */
export function stripColumns(values: Float32Array, columns: number): StripColumns {
  const n = Math.min(columns, values.length);
  const size = new Float32Array(n);
  const positive = new Float32Array(n);
  for (let c = 0; c < n; c++) {
    const from = Math.floor((c * values.length) / n);
    const to = Math.floor(((c + 1) * values.length) / n);
    let sum = 0;
    let above = 0;
    for (let i = from; i < to; i++) {
      sum += Math.abs(values[i]);
      if (values[i] > 0) above++;
    }
    size[c] = sum / (to - from);
    positive[c] = above / (to - from);
  }
  return { size, positive };
}
