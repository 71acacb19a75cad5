import { featureBytes } from "./simd";
import { updateBiases } from "./update";

// Batch norm of a plane, channel by channel, over the pixels of all examples of the batch. `parameters` are four rows of floats, one a channel:
// shift, scale, running mean, running variance. `batch` holds what the forward pass knows, three such rows (mean, 1 / deviation and the
// gain, scale / deviation), and `sums` room for two sums of float64 a channel.

let count: i32 = 0;
let momentum: f64 = 0;
let epsilon: f64 = 0;
let l1: f32 = 0;

/** Sets how many examples the batch has, the share of a batch in running figures, what is added to variances, and the penalty on scales. */
export function setBatchNorm(examples: i32, share: f64, added: f64, penalty: f32): void {
  count = examples;
  momentum = share;
  epsilon = added;
  l1 = penalty;
}

/** Bit masks of the lanes of tile `t` that hold an example. */
function lanesBelow(end: i32, t: i32): v128 {
  return i32x4.lt_s(i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(t << 3)), i32x4.splat(end));
}

function addTo(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}

function lanes64(v: v128): f64 {
  const low = f64x2.promote_low_f32x4(v);
  const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 2, 3));
  const both = f64x2.add(low, high);
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
}

/** to = shift + gain (from - mean), rectified when asked; running mean and variance move by `momentum`. */
export function batchNorm(
  from: usize,
  fromRow: usize,
  fromTile: usize,
  to: usize,
  toRow: usize,
  toTile: usize,
  channels: i32,
  height: i32,
  width: i32,
  parameters: usize,
  batch: usize,
  sums: usize,
  rectify: bool,
): void {
  const tiles = (count + 7) >> 3;
  const row = (<usize>channels) << 2;
  const n: f64 = <f64>count * <f64>height * <f64>width;
  memory.fill(sums, 0, (<usize>channels) << 4);
  for (let pass = 0; pass < 2; pass++) {
    for (let t = 0; t < tiles; t++) {
      const low = lanesBelow(count, t);
      const high = lanesBelow(count - 4, t);
      for (let y = 0; y < height; y++) {
        let p = from + <usize>t * fromTile + <usize>y * fromRow;
        for (let x = 0; x < width; x++)
          for (let c = 0; c < channels; c++, p += featureBytes) {
            const at = sums + ((<usize>c) << 4);
            if (pass === 0) {
              addTo(at, lanes64(v128.and(v128.load(p), low)) + lanes64(v128.and(v128.load(p, 16), high)));
              continue;
            }
            const mean = f32x4.splat(load<f32>(batch + ((<usize>c) << 2)));
            const a = v128.and(f32x4.sub(v128.load(p), mean), low);
            const b = v128.and(f32x4.sub(v128.load(p, 16), mean), high);
            addTo(at + 8, lanes64(f32x4.mul(a, a)) + lanes64(f32x4.mul(b, b)));
          }
      }
    }
    for (let c: usize = 0; c < <usize>channels; c++) {
      const at = sums + (c << 4);
      const slot = c << 2;
      if (pass === 0) {
        store<f32>(batch + slot, <f32>(load<f64>(at) / n));
        continue;
      }
      const variance = load<f64>(at + 8) / n;
      const inverse = 1 / Math.sqrt(variance + epsilon);
      store<f32>(batch + row + slot, <f32>inverse);
      store<f32>(batch + 2 * row + slot, <f32>(<f64>load<f32>(parameters + row + slot) * inverse));
      // One example says nothing about a spread.
      if (n < 2) continue;
      const mean = parameters + 2 * row + slot;
      const running = parameters + 3 * row + slot;
      store<f32>(mean, <f32>(<f64>load<f32>(mean) * (1 - momentum) + momentum * <f64>load<f32>(batch + slot)));
      store<f32>(running, <f32>(<f64>load<f32>(running) * (1 - momentum) + (momentum * variance * n) / (n - 1)));
    }
  }
  const least = f32x4.splat(rectify ? 0 : -Infinity);
  for (let t = 0; t < tiles; t++)
    for (let y = 0; y < height; y++) {
      let p = from + <usize>t * fromTile + <usize>y * fromRow;
      let q = to + <usize>t * toTile + <usize>y * toRow;
      for (let x = 0; x < width; x++)
        for (let c: usize = 0; c < <usize>channels; c++, p += featureBytes, q += featureBytes) {
          const slot = c << 2;
          const mean = v128.load32_splat(batch + slot);
          const gain = v128.load32_splat(batch + 2 * row + slot);
          const shift = v128.load32_splat(parameters + slot);
          v128.store(q, f32x4.max(f32x4.add(f32x4.mul(f32x4.sub(v128.load(p), mean), gain), shift), least));
          v128.store(q, f32x4.max(f32x4.add(f32x4.mul(f32x4.sub(v128.load(p, 16), mean), gain), shift), least), 16);
        }
    }
}

/** Takes gradients by what `batchNorm` gave to those by what it read, in place, and steps shift and scale. Lanes without an example get 0. */
export function batchNormBack(
  values: usize,
  valuesRow: usize,
  valuesTile: usize,
  delta: usize,
  deltaRow: usize,
  deltaTile: usize,
  channels: i32,
  height: i32,
  width: i32,
  parameters: usize,
  batch: usize,
  sums: usize,
): void {
  const tiles = (count + 7) >> 3;
  const row = (<usize>channels) << 2;
  const n: f64 = <f64>count * <f64>height * <f64>width;
  memory.fill(sums, 0, (<usize>channels) << 4);
  for (let pass = 0; pass < 2; pass++) {
    for (let t = 0; t < tiles; t++) {
      const low = lanesBelow(count, t);
      const high = lanesBelow(count - 4, t);
      for (let y = 0; y < height; y++) {
        let p = values + <usize>t * valuesTile + <usize>y * valuesRow;
        let d = delta + <usize>t * deltaTile + <usize>y * deltaRow;
        for (let x = 0; x < width; x++)
          for (let c: usize = 0; c < <usize>channels; c++, p += featureBytes, d += featureBytes) {
            const slot = c << 2;
            const at = sums + (c << 4);
            const mean = v128.load32_splat(batch + slot);
            const inverse = v128.load32_splat(batch + row + slot);
            const a = v128.and(f32x4.mul(f32x4.sub(v128.load(p), mean), inverse), low);
            const b = v128.and(f32x4.mul(f32x4.sub(v128.load(p, 16), mean), inverse), high);
            const g = v128.load(d);
            const h = v128.load(d, 16);
            if (pass === 0) {
              addTo(at, lanes64(g) + lanes64(h));
              addTo(at + 8, lanes64(f32x4.mul(g, a)) + lanes64(f32x4.mul(h, b)));
              continue;
            }
            const gain = v128.load32_splat(batch + 2 * row + slot);
            const first = f32x4.splat(<f32>(load<f64>(at) / n));
            const second = f32x4.splat(<f32>(load<f64>(at + 8) / n));
            v128.store(d, v128.and(f32x4.mul(gain, f32x4.sub(f32x4.sub(g, first), f32x4.mul(a, second))), low));
            v128.store(d, v128.and(f32x4.mul(gain, f32x4.sub(f32x4.sub(h, first), f32x4.mul(b, second))), high), 16);
          }
      }
    }
  }
  for (let c: usize = 0; c < <usize>channels; c += 4) {
    const at = sums + (c << 4);
    const shift = f32x4(<f32>load<f64>(at), <f32>load<f64>(at, 16), <f32>load<f64>(at, 32), <f32>load<f64>(at, 48));
    const scale = f32x4(<f32>load<f64>(at, 8), <f32>load<f64>(at, 24), <f32>load<f64>(at, 40), <f32>load<f64>(at, 56));
    const scaleAt = parameters + row + (c << 2);
    const g = v128.load(scaleAt);
    const zero = f32x4.splat(0);
    const one = f32x4.splat(1);
    const sign = f32x4.sub(v128.and(f32x4.gt(g, zero), one), v128.and(f32x4.lt(g, zero), one));
    updateBiases(parameters + (c << 2), shift);
    updateBiases(scaleAt, f32x4.add(scale, f32x4.mul(f32x4.splat(l1), sign)));
  }
}
