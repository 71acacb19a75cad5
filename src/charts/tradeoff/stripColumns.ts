/** All weights in pruning order, seen through columns: for each, the mean |w| and the share of positive weights. */
export interface StripColumns {
  readonly size: Float32Array;
  /** Share of positive weights, 0..1. */
  readonly positive: Float32Array;
}

/** Sums up values in pruning order by column. `edges` are the columns' borders as shares of the row, ascending, one more than
 *  there are columns; a column narrower than a value shows the value it lies in. */
export function stripColumns(values: Float32Array, edges: readonly number[]): StripColumns {
  const columns = values.length === 0 ? 0 : edges.length - 1;
  const size = new Float32Array(columns);
  const positive = new Float32Array(columns);
  for (let c = 0; c < columns; c++) {
    const from = Math.min(values.length - 1, Math.floor(edges[c] * values.length + 1e-6));
    const to = Math.max(from + 1, Math.floor(edges[c + 1] * values.length + 1e-6));
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
