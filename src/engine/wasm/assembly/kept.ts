import { addDeltas, sumOverTiles } from "./gradients";
import { addProduct, featureBytes, laneSums, laneSumsAt, tanh } from "./simd";
import { updateBiases, updateWeights } from "./update";

// Kept weights unit by unit: those of unit j stand from `starts[j]` to `starts[j + 1]`. For each, `places` tells where its input
// lies from the patch's first feature, in bytes.

/** Sums of every unit over its kept weights alone, four tiles at a time, through the activation: 0 none, 1 ReLU, 2 tanh. Where
 *  `side` is above 1 only the largest of each square of pixels is written. No `biases` (0) mean none. `isStale`, unless 0, has a
 *  byte a unit: those with 0 are left as they are. */
export function convolveKept(
  input: usize,
  inputPixel: usize,
  inputRow: usize,
  inputTile: usize,
  starts: usize,
  places: usize,
  weights: usize,
  biases: usize,
  isStale: usize,
  units: i32,
  output: usize,
  outputPixel: usize,
  outputRow: usize,
  outputTile: usize,
  height: i32,
  width: i32,
  tiles: i32,
  side: i32,
  activation: i32,
): void {
  const tile2 = 2 * inputTile;
  const tile3 = 3 * inputTile;
  const toWeight = weights - places;
  for (let t = 0; t < tiles; t += 4)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const square = input + <usize>t * inputTile + <usize>(y * side) * inputRow + <usize>(x * side) * inputPixel;
        const to = output + <usize>t * outputTile + <usize>y * outputRow + <usize>x * outputPixel;
        for (let j: usize = 0; j < <usize>units; j++) {
          if (isStale && !load<u8>(isStale + j)) continue;
          const begin = places + ((<usize>load<u32>(starts + (j << 2))) << 2);
          const end = places + ((<usize>load<u32>(starts + (j << 2), 4)) << 2);
          const bias = biases ? v128.load_splat<f32>(biases + (j << 2)) : f32x4.splat(0);
          const q = to + j * featureBytes;
          for (let dy = 0; dy < side; dy++)
            for (let dx = 0; dx < side; dx++) {
              const patch = square + <usize>dy * inputRow + <usize>dx * inputPixel;
              let a0 = bias;
              let a1 = bias;
              let a2 = bias;
              let a3 = bias;
              let a4 = bias;
              let a5 = bias;
              let a6 = bias;
              let a7 = bias;
              for (let e = begin; e < end; e += 4) {
                const p = patch + <usize>load<u32>(e);
                const w = v128.load_splat<f32>(e + toWeight);
                a0 = addProduct(a0, v128.load(p), w);
                a1 = addProduct(a1, v128.load(p, 16), w);
                a2 = addProduct(a2, v128.load(p + inputTile), w);
                a3 = addProduct(a3, v128.load(p + inputTile, 16), w);
                a4 = addProduct(a4, v128.load(p + tile2), w);
                a5 = addProduct(a5, v128.load(p + tile2, 16), w);
                a6 = addProduct(a6, v128.load(p + tile3), w);
                a7 = addProduct(a7, v128.load(p + tile3, 16), w);
              }
              const isFirst = (dy | dx) === 0;
              keepLargest(q, a0, a1, isFirst);
              keepLargest(q + outputTile, a2, a3, isFirst);
              keepLargest(q + 2 * outputTile, a4, a5, isFirst);
              keepLargest(q + 3 * outputTile, a6, a7, isFirst);
            }
          if (activation) for (let k: usize = 0; k < 4; k++) activate(q + k * outputTile, activation);
        }
      }
}

/** Writes the feature of a tile, or what is larger of it and the one that is there. */
function keepLargest(to: usize, a: v128, b: v128, isFirst: bool): void {
  v128.store(to, isFirst ? a : f32x4.max(a, v128.load(to)));
  v128.store(to, isFirst ? b : f32x4.max(b, v128.load(to, 16)), 16);
}

function activate(feature: usize, activation: i32): void {
  const zero = f32x4.splat(0);
  const a = v128.load(feature);
  const b = v128.load(feature, 16);
  v128.store(feature, activation === 1 ? f32x4.max(a, zero) : tanh(a));
  v128.store(feature, activation === 1 ? f32x4.max(b, zero) : tanh(b), 16);
}

/** Writes floats in another order: `order` tells where each comes from, in bytes. */
export function reorder(from: usize, order: usize, count: i32, to: usize): void {
  for (let i: usize = 0; i < <usize>count; i++)
    store<f32>(to + (i << 2), load<f32>(from + <usize>load<u32>(order + (i << 2))));
}

/** Gradient and update of a dense layer's kept weights, four at a time: the entries of a unit are filled up to fours with
 *  places that hold no weight, which the mask keeps at 0. */
export function updateKept(
  input: usize,
  inputTile: usize,
  delta: usize,
  deltaTile: usize,
  starts: usize,
  places: usize,
  weights: usize,
  biases: usize,
  units: i32,
  tiles: i32,
): void {
  const toWeight = weights - places;
  for (let j: usize = 0; j < <usize>units; j++) {
    const unit = delta + j * featureBytes;
    let e = places + ((<usize>load<u32>(starts + (j << 2))) << 2);
    const end = places + ((<usize>load<u32>(starts + (j << 2), 4)) << 2);
    for (; e < end; e += 16) {
      let p0 = input + <usize>load<u32>(e);
      let p1 = input + <usize>load<u32>(e, 4);
      let p2 = input + <usize>load<u32>(e, 8);
      let p3 = input + <usize>load<u32>(e, 12);
      let d = unit;
      let a0 = f32x4.splat(0);
      let a1 = a0;
      let a2 = a0;
      let a3 = a0;
      let b0 = a0;
      let b1 = a0;
      let b2 = a0;
      let b3 = a0;
      for (let t = 0; t < tiles; t++) {
        const d0 = v128.load(d);
        const d1 = v128.load(d, 16);
        a0 = addProduct(a0, v128.load(p0), d0);
        b0 = addProduct(b0, v128.load(p0, 16), d1);
        a1 = addProduct(a1, v128.load(p1), d0);
        b1 = addProduct(b1, v128.load(p1, 16), d1);
        a2 = addProduct(a2, v128.load(p2), d0);
        b2 = addProduct(b2, v128.load(p2, 16), d1);
        a3 = addProduct(a3, v128.load(p3), d0);
        b3 = addProduct(b3, v128.load(p3, 16), d1);
        p0 += inputTile;
        p1 += inputTile;
        p2 += inputTile;
        p3 += inputTile;
        d += deltaTile;
      }
      updateWeights(e + toWeight, laneSums(f32x4.add(a0, b0), f32x4.add(a1, b1), f32x4.add(a2, b2), f32x4.add(a3, b3)));
    }
  }
  for (let j: usize = 0; j < <usize>units; j += 4)
    updateBiases(biases + (j << 2), sumOverTiles(delta + j * featureBytes, deltaTile, tiles));
}

/** As `updateKept` for a convolution. `sums` has room for 16 bytes a place and a unit: lanes are summed up at the end only, so that a
 *  row of pixels at a time stays in the nearest cache. */
export function updateKeptConvolution(
  input: usize,
  inputPixel: usize,
  inputRow: usize,
  inputTile: usize,
  delta: usize,
  deltaPixel: usize,
  deltaRow: usize,
  deltaTile: usize,
  starts: usize,
  places: usize,
  weights: usize,
  biases: usize,
  units: i32,
  height: i32,
  width: i32,
  tiles: i32,
  sums: usize,
): void {
  const listed = (<usize>load<u32>(starts + ((<usize>units) << 2))) << 2;
  const biasSums = sums + (listed << 2);
  memory.fill(sums, 0, (listed << 2) + ((<usize>units) << 4));
  for (let t = 0; t < tiles; t++)
    for (let y = 0; y < height; y++) {
      const pixels = input + <usize>t * inputTile + <usize>y * inputRow;
      const deltas = delta + <usize>t * deltaTile + <usize>y * deltaRow;
      for (let j: usize = 0; j < <usize>units; j++) {
        const end = places + ((<usize>load<u32>(starts + (j << 2), 4)) << 2);
        for (let e = places + ((<usize>load<u32>(starts + (j << 2))) << 2); e < end; e += 16)
          addFour(sums + ((e - places) << 2), pixels, e, inputPixel, deltas + j * featureBytes, deltaPixel, width);
      }
      for (let j: usize = 0; j < <usize>units; j += 4)
        addDeltas(biasSums + (j << 4), deltas + j * featureBytes, deltaPixel, width);
    }
  for (let e: usize = 0; e < listed; e += 16) updateWeights(weights + e, laneSumsAt(sums + (e << 2)));
  for (let j: usize = 0; j < <usize>units; j += 4) updateBiases(biases + (j << 2), laneSumsAt(biasSums + (j << 4)));
}

/** Adds the products of four kept inputs with their unit along a row of pixels. */
function addFour(
  sum: usize,
  input: usize,
  places: usize,
  inputPixel: usize,
  delta: usize,
  deltaPixel: usize,
  width: i32,
): void {
  let p0 = input + <usize>load<u32>(places);
  let p1 = input + <usize>load<u32>(places, 4);
  let p2 = input + <usize>load<u32>(places, 8);
  let p3 = input + <usize>load<u32>(places, 12);
  let d = delta;
  let a0 = v128.load(sum);
  let a1 = v128.load(sum, 16);
  let a2 = v128.load(sum, 32);
  let a3 = v128.load(sum, 48);
  let b0 = f32x4.splat(0);
  let b1 = b0;
  let b2 = b0;
  let b3 = b0;
  for (let x = 0; x < width; x++) {
    const d0 = v128.load(d);
    const d1 = v128.load(d, 16);
    a0 = addProduct(a0, v128.load(p0), d0);
    b0 = addProduct(b0, v128.load(p0, 16), d1);
    a1 = addProduct(a1, v128.load(p1), d0);
    b1 = addProduct(b1, v128.load(p1, 16), d1);
    a2 = addProduct(a2, v128.load(p2), d0);
    b2 = addProduct(b2, v128.load(p2, 16), d1);
    a3 = addProduct(a3, v128.load(p3), d0);
    b3 = addProduct(b3, v128.load(p3, 16), d1);
    p0 += inputPixel;
    p1 += inputPixel;
    p2 += inputPixel;
    p3 += inputPixel;
    d += deltaPixel;
  }
  v128.store(sum, f32x4.add(a0, b0));
  v128.store(sum, f32x4.add(a1, b1), 16);
  v128.store(sum, f32x4.add(a2, b2), 32);
  v128.store(sum, f32x4.add(a3, b3), 48);
}
