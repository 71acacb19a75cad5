/** Units corrected together: their sums stay in the processor's cache while the pixels stream by. */
const unitBlock = 16;

/** First-layer sums of pixel images under a changing mask: a weight that goes or comes costs one addition for every
 *  example whose pixel is not 0.
 *
 *  The sums are exact, so corrected ones equal sums made anew bit for bit, however many corrections went before: pixels are
 *  whole numbers, weights are rounded to a grid so coarse (about 2^-36 of the largest weight, finer than float32 training
 *  can tell) that every partial sum fits the 53 bits of a double. */
export class PixelSums {
  /** Units x examples, in pixel values (0..255). */
  readonly sums: Float64Array;
  #columns: Columns;
  #units: number;
  /** The kernel on the grid, features x units. */
  #weights: Float64Array;
  /** The mask that the sums stand for, features x units. */
  #summed: Uint8Array;

  constructor(pixels: Uint8Array, features: number, units: number) {
    this.#columns = nonzeroPixels(pixels, features);
    this.#units = units;
    this.sums = new Float64Array((units * pixels.length) / features);
    this.#weights = new Float64Array(0);
    this.#summed = new Uint8Array(features * units);
  }

  /** Takes the kernel (features x units); the sums stand for nothing until the next `update`. */
  setWeights(kernel: Float32Array): void {
    this.#weights = gridWeights(kernel, this.#columns.largestRow);
    this.sums.fill(0);
    this.#summed.fill(0);
  }

  /** Brings the sums to a mask (features x units). */
  update(mask: Uint8Array): void {
    this.#restartUnits(mask);
    const { sums } = this;
    const [units, weights, summed, columns] = [this.#units, this.#weights, this.#summed, this.#columns];
    const features = mask.length / units;
    const count = sums.length / units;
    for (let first = 0; first < units; first += unitBlock) {
      const last = Math.min(units, first + unitBlock);
      for (let feature = 0; feature < features; feature++)
        for (let j = first; j < last; j++) {
          const i = feature * units + j;
          if (mask[i] === summed[i]) continue;
          addFeature(sums, j * count, mask[i] ? weights[i] : -weights[i], columns, feature);
        }
    }
    summed.set(mask);
  }

  /** Empties units that are cheaper to sum anew than to correct. */
  #restartUnits(mask: Uint8Array): void {
    const units = this.#units;
    const summed = this.#summed;
    const changed = new Uint32Array(units);
    const kept = new Uint32Array(units);
    for (let i = 0; i < mask.length; i += units)
      for (let j = 0; j < units; j++) {
        changed[j] += mask[i + j] ^ summed[i + j];
        kept[j] += mask[i + j];
      }
    const count = this.sums.length / units;
    for (let j = 0; j < units; j++) {
      if (changed[j] <= kept[j]) continue;
      this.sums.fill(0, j * count, (j + 1) * count);
      for (let i = j; i < summed.length; i += units) summed[i] = 0;
    }
  }
}

/** Adds a feature times a weight to the sums that begin at `row`. Four pixels a turn: V8 looks up the arrays once a turn. */
function addFeature(sums: Float64Array, row: number, weight: number, columns: Columns, feature: number): void {
  const { start, example, value } = columns;
  const end = start[feature + 1];
  let e = start[feature];
  for (; e + 3 < end; e += 4) {
    sums[row + example[e]] += weight * value[e];
    sums[row + example[e + 1]] += weight * value[e + 1];
    sums[row + example[e + 2]] += weight * value[e + 2];
    sums[row + example[e + 3]] += weight * value[e + 3];
  }
  for (; e < end; e++) sums[row + example[e]] += weight * value[e];
}

/** A kernel rounded to the grid on which sums over rows of pixels, `largestRow` in all at most, are exact. */
function gridWeights(kernel: Float32Array, largestRow: number): Float64Array {
  let largest = 0;
  for (const weight of kernel) largest = Math.max(largest, Math.abs(weight));
  // Adding and taking away 1.5 * 2^52 grid steps rounds to the grid.
  const grid = 2 ** (Math.ceil(Math.log2(Math.max(largest, 1e-30) * largestRow)) - 52);
  const rounder = 1.5 * 2 ** 52 * grid;
  const weights = new Float64Array(kernel.length);
  for (let i = 0; i < kernel.length; i++) weights[i] = kernel[i] + rounder - rounder;
  return weights;
}

type Columns = ReturnType<typeof nonzeroPixels>;

/** Nonzero pixels, feature by feature, and the largest sum of one example's pixels. */
function nonzeroPixels(pixels: Uint8Array, features: number) {
  const count = pixels.length / features;
  const start = new Uint32Array(features + 1);
  let largestRow = 1;
  for (let row = 0; row < pixels.length; row += features) {
    let sum = 0;
    for (let i = 0; i < features; i++) {
      const pixel = pixels[row + i];
      sum += pixel;
      if (pixel !== 0) start[i + 1]++;
    }
    largestRow = Math.max(largestRow, sum);
  }
  for (let i = 0; i < features; i++) start[i + 1] += start[i];
  const next = start.slice();
  const example = new Uint32Array(start[features]);
  const value = new Float64Array(start[features]);
  for (let n = 0; n < count; n++)
    for (let i = 0; i < features; i++) {
      const pixel = pixels[n * features + i];
      if (pixel === 0) continue;
      example[next[i]] = n;
      value[next[i]++] = pixel;
    }
  return { start, example, value, largestRow };
}
