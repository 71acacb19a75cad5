/** Three digits make a word of 32 bits; so few buckets stay in the nearest cache. */
const digitBits = 11;
const lastBucket = 2 ** digitBits - 1;

/** Indexes of the scores, lowest first; equal scores keep the lower index first; -0 equals 0, denormals are numbers.
 *  Stable radix sort on the order-preserving bits: linear in the number of scores. */
export function sortByScore(scores: Float32Array | Float64Array): Uint32Array {
  const n = scores.length;
  const words = scores instanceof Float64Array ? 2 : 1;
  const clean = words === 2 ? new Float64Array(n) : new Float32Array(n);
  // Adding 0 turns -0 into 0.
  for (let i = 0; i < n; i++) clean[i] = scores[i] + 0;
  const bits = new Uint32Array(clean.buffer);
  let order: Uint32Array = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  for (let word = 0; word < words; word++) order = sortByKey(keysOf(bits, words, word, order), order);
  return order;
}

/** A word of every score, in the given order, so that whole numbers stand as the scores do. */
function keysOf(bits: Uint32Array, words: number, word: number, order: Uint32Array): Uint32Array {
  const keys = new Uint32Array(order.length);
  const sign = word === words - 1 ? 0x80000000 : 0;
  for (let r = 0; r < order.length; r++) {
    const first = words * order[r];
    const isNegative = bits[first + words - 1] >> 31;
    keys[r] = bits[first + word] ^ (isNegative | sign);
  }
  return keys;
}

/** Entries in the order of their keys, equal keys as they stood; writes over both arrays. Keys move along with their entries, so
 *  that every pass reads them in a row. */
function sortByKey(keys: Uint32Array, entries: Uint32Array): Uint32Array {
  const n = keys.length;
  const [low, middle, high] = startsOf(keys);
  const otherKeys = new Uint32Array(n);
  const otherEntries = new Uint32Array(n);
  for (let r = 0; r < n; r++) {
    const key = keys[r];
    const to = low[key & lastBucket]++;
    otherKeys[to] = key;
    otherEntries[to] = entries[r];
  }
  for (let r = 0; r < n; r++) {
    const key = otherKeys[r];
    const to = middle[(key >>> digitBits) & lastBucket]++;
    keys[to] = key;
    entries[to] = otherEntries[r];
  }
  for (let r = 0; r < n; r++) otherEntries[high[keys[r] >>> (2 * digitBits)]++] = entries[r];
  return otherEntries;
}

/** For each digit, where the entries of every bucket begin. */
function startsOf(keys: Uint32Array): Uint32Array[] {
  const digits = [0, 1, 2].map(() => new Uint32Array(lastBucket + 1));
  const [low, middle, high] = digits;
  for (let r = 0; r < keys.length; r++) {
    const key = keys[r];
    low[key & lastBucket]++;
    middle[(key >>> digitBits) & lastBucket]++;
    high[key >>> (2 * digitBits)]++;
  }
  for (const counts of digits) {
    let start = 0;
    for (let b = 0; b <= lastBucket; b++) {
      const count = counts[b];
      counts[b] = start;
      start += count;
    }
  }
  return digits;
}
