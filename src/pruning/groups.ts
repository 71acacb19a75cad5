/** Rank of each entry of a kernel ([..., in, out], flat) within its group: 0 for the best. Groups are `size` consecutive entries
 *  along the input axis, for each output and tap; the last may be shorter. Order as everywhere: by score, and of equals the lower
 *  index is the worse. Where `kept` is 0, an entry is worse than all kept ones (N:M, Zhou et al. 2021). */
export function ranksInGroups(
  scores: ArrayLike<number>,
  kept: Uint8Array,
  shape: readonly number[],
  size: number,
): Uint8Array {
  const [inputs, outputs] = shape.slice(-2);
  const ranks = new Uint8Array(scores.length);
  const isBetter = (a: number, b: number) =>
    kept[a] !== kept[b] ? kept[a] > kept[b] : scores[a] !== scores[b] ? scores[a] > scores[b] : a > b;
  for (let tap = 0; tap < scores.length; tap += inputs * outputs)
    for (let first = 0; first < inputs; first += size)
      for (let output = 0; output < outputs; output++) {
        const start = tap + first * outputs + output;
        const end = start + Math.min(size, inputs - first) * outputs;
        for (let i = start; i < end; i += outputs)
          for (let j = start; j < end; j += outputs) if (isBetter(j, i)) ranks[i]++;
      }
  return ranks;
}
