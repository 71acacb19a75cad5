/** Three digits make a word of 32 bits; so few buckets stay in the nearest cache. */
const digitBits = 11;
const buckets = 2 ** digitBits;

/** Indexes of the scores, lowest first; equal scores keep the lower index first; -0 equals 0, denormals are numbers.
 *  Stable radix sort on the order-preserving bits: linear in the number of scores. */
export function sortByScore(scores: Float32Array | Float64Array): Uint32Array {
  const n = scores.length;
  const words = scores instanceof Float64Array ? 2 : 1;
  // Adding 0 turns -0 into 0.
  const clean = scores.map((score) => score + 0);
  const keys = new Uint32Array(clean.buffer);
  for (let i = 0; i < n; i++) {
    const high = words * i + words - 1;
    const negative = keys[high] >>> 31;
    keys[high] = negative ? ~keys[high] : keys[high] | 0x80000000;
    if (words === 2 && negative) keys[high - 1] = ~keys[high - 1];
  }
  let order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  let other = new Uint32Array(n);
  const starts = new Uint32Array(buckets + 1);
  for (let word = 0; word < words; word++)
    for (const shift of [0, digitBits, 2 * digitBits]) {
      starts.fill(0);
      for (let i = 0; i < n; i++) starts[((keys[words * i + word] >>> shift) & (buckets - 1)) + 1]++;
      for (let b = 0; b < buckets; b++) starts[b + 1] += starts[b];
      for (let i = 0; i < n; i++) {
        const entry = order[i];
        other[starts[(keys[words * entry + word] >>> shift) & (buckets - 1)]++] = entry;
      }
      [order, other] = [other, order];
    }
  return order;
}
