import { sumOverTiles } from "./convolve";
import { addProduct, featureBytes, laneSums } from "./simd";
import { updateBiases, updateWeights } from "./update";

// Kept weights unit by unit: those of unit j stand from `starts[j]` to `starts[j + 1]`. For each, `places` tells where its input
// lies from the patch's first feature, in bytes.

/** Sums of every unit over its kept weights alone, rectified when asked, four tiles at a time. */
export function convolveKept(
  input: usize,
  inputPixel: usize,
  inputRow: usize,
  inputTile: usize,
  starts: usize,
  places: usize,
  weights: usize,
  biases: usize,
  units: i32,
  output: usize,
  outputPixel: usize,
  outputRow: usize,
  outputTile: usize,
  height: i32,
  width: i32,
  tiles: i32,
  rectify: bool,
): void {
  const zero = f32x4.splat(0);
  const tile2 = 2 * inputTile;
  const tile3 = 3 * inputTile;
  const toWeight = weights - places;
  for (let t = 0; t < tiles; t += 4)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const patch = input + <usize>t * inputTile + <usize>y * inputRow + <usize>x * inputPixel;
        let to = output + <usize>t * outputTile + <usize>y * outputRow + <usize>x * outputPixel;
        let e = places + ((<usize>load<u32>(starts)) << 2);
        for (let j: usize = 0; j < <usize>units; j++) {
          const end = places + ((<usize>load<u32>(starts + (j << 2), 4)) << 2);
          let a0 = v128.load_splat<f32>(biases + (j << 2));
          let a1 = a0;
          let a2 = a0;
          let a3 = a0;
          let a4 = a0;
          let a5 = a0;
          let a6 = a0;
          let a7 = a0;
          for (; e < end; e += 4) {
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
          if (rectify) {
            a0 = f32x4.max(a0, zero);
            a1 = f32x4.max(a1, zero);
            a2 = f32x4.max(a2, zero);
            a3 = f32x4.max(a3, zero);
            a4 = f32x4.max(a4, zero);
            a5 = f32x4.max(a5, zero);
            a6 = f32x4.max(a6, zero);
            a7 = f32x4.max(a7, zero);
          }
          let q = to;
          v128.store(q, a0);
          v128.store(q, a1, 16);
          q += outputTile;
          v128.store(q, a2);
          v128.store(q, a3, 16);
          q += outputTile;
          v128.store(q, a4);
          v128.store(q, a5, 16);
          q += outputTile;
          v128.store(q, a6);
          v128.store(q, a7, 16);
          to += featureBytes;
        }
      }
}

/** Gradient of a dense layer's input through its kept weights, four tiles at a time. Input i's entries stand from `starts[i]` to
 *  `starts[i + 1]`: where the unit's gradient lies (bytes), and where the weight lies (bytes). */
export function convolveBackKept(
  delta: usize,
  deltaTile: usize,
  starts: usize,
  entries: usize,
  weights: usize,
  rows: i32,
  gradient: usize,
  gradientTile: usize,
  tiles: i32,
): void {
  const tile2 = 2 * deltaTile;
  const tile3 = 3 * deltaTile;
  for (let t = 0; t < tiles; t += 4) {
    const deltas = delta + <usize>t * deltaTile;
    let to = gradient + <usize>t * gradientTile;
    let e = entries + ((<usize>load<u32>(starts)) << 3);
    for (let i: usize = 0; i < <usize>rows; i++) {
      const end = entries + ((<usize>load<u32>(starts + (i << 2), 4)) << 3);
      let a0 = f32x4.splat(0);
      let a1 = a0;
      let a2 = a0;
      let a3 = a0;
      let a4 = a0;
      let a5 = a0;
      let a6 = a0;
      let a7 = a0;
      for (; e < end; e += 8) {
        const p = deltas + <usize>load<u32>(e);
        const w = v128.load_splat<f32>(weights + <usize>load<u32>(e, 4));
        a0 = addProduct(a0, v128.load(p), w);
        a1 = addProduct(a1, v128.load(p, 16), w);
        a2 = addProduct(a2, v128.load(p + deltaTile), w);
        a3 = addProduct(a3, v128.load(p + deltaTile, 16), w);
        a4 = addProduct(a4, v128.load(p + tile2), w);
        a5 = addProduct(a5, v128.load(p + tile2, 16), w);
        a6 = addProduct(a6, v128.load(p + tile3), w);
        a7 = addProduct(a7, v128.load(p + tile3, 16), w);
      }
      let q = to;
      v128.store(q, a0);
      v128.store(q, a1, 16);
      q += gradientTile;
      v128.store(q, a2);
      v128.store(q, a3, 16);
      q += gradientTile;
      v128.store(q, a4);
      v128.store(q, a5, 16);
      q += gradientTile;
      v128.store(q, a6);
      v128.store(q, a7, 16);
      to += featureBytes;
    }
  }
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
