/** One value for each column of the queue, where more stand in line than there are columns: the one in its middle. `edges` are the
 *  columns' borders as shares of the queue, ascending, one more than there are columns. */
export function queueColumns(values: Float32Array, edges: readonly number[]): Float32Array {
  if (values.length === 0) return new Float32Array();
  return Float32Array.from(edges.slice(1), (to, c) => {
    const middle = ((edges[c] + to) / 2) * values.length;
    return values[Math.min(values.length - 1, Math.floor(middle + 1e-6))];
  });
}

/** How many columns a cut takes which takes a share of the queue: those whose middle it has passed. */
export function columnsBefore(edges: readonly number[], share: number): number {
  let [from, to] = [0, edges.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((edges[middle] + edges[middle + 1]) / 2 < share) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Height of a bar, 0..1 of the tallest: small weights are told apart. */
export const heightOf = (value: number, largest: number): number => Math.sqrt(Math.abs(value) / largest);
