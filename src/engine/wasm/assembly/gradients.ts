import { addProduct, featureBytes, laneSums, laneSumsAt } from "./simd";
import { isIdleWithoutGradient, updateBiases, updateWeights } from "./update";

// Gradients of kernels in panels (convolve.ts), which are updated on the spot.

/** Gradient of a dense kernel and its update in one go: two rows and four units at a time, over all tiles. Where there is a `list`
 *  (a count, then rows), the gradient of the rows that `inBatch` has no byte for is 0. */
export function updateDense(
  input: usize,
  inputTile: usize,
  delta: usize,
  deltaTile: usize,
  kernel: usize,
  rows: i32,
  units: i32,
  tiles: i32,
  list: usize,
  inBatch: usize,
): void {
  const panel = (<usize>(rows + 1)) << 4;
  const count = list ? <usize>load<u32>(list) : <usize>rows;
  const skipsOthers = !list || isIdleWithoutGradient();
  let weights = kernel;
  for (let j = 0; j < units; j += 4) {
    const d = delta + <usize>j * featureBytes;
    for (let i: usize = 0; i < count; i += 2) {
      const isLast = i + 1 === count;
      const row = list ? <usize>load<u32>(list + (i << 2), 4) : i;
      const other = isLast ? row : list ? <usize>load<u32>(list + (i << 2), 8) : i + 1;
      const toOther = (other - row) * featureBytes;
      let p = input + row * featureBytes;
      let q = d;
      let a0 = f32x4.splat(0);
      let a1 = a0;
      let a2 = a0;
      let a3 = a0;
      let b0 = a0;
      let b1 = a0;
      let b2 = a0;
      let b3 = a0;
      for (let t = 0; t < tiles; t++) {
        for (let half: usize = 0; half < 32; half += 16) {
          const x = v128.load(p + half);
          const y = v128.load(p + toOther + half);
          let one = v128.load(q + half);
          a0 = addProduct(a0, one, x);
          b0 = addProduct(b0, one, y);
          one = v128.load(q + half, 32);
          a1 = addProduct(a1, one, x);
          b1 = addProduct(b1, one, y);
          one = v128.load(q + half, 64);
          a2 = addProduct(a2, one, x);
          b2 = addProduct(b2, one, y);
          one = v128.load(q + half, 96);
          a3 = addProduct(a3, one, x);
          b3 = addProduct(b3, one, y);
        }
        p += inputTile;
        q += deltaTile;
      }
      updateWeights(weights + (row << 4), laneSums(a0, a1, a2, a3));
      if (!isLast) updateWeights(weights + (other << 4), laneSums(b0, b1, b2, b3));
    }
    for (let i: usize = 0; i < <usize>rows && !skipsOthers; i++)
      if (!load<u8>(inBatch + i)) updateWeights(weights + (i << 4), f32x4.splat(0));
    updateBiases(weights + panel - 16, sumOverTiles(d, deltaTile, tiles));
    weights += panel;
  }
}

/** Gradients of four biases of a dense layer. */
export function sumOverTiles(delta: usize, deltaTile: usize, tiles: i32): v128 {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  let d = delta;
  for (let t = 0; t < tiles; t++) {
    a0 = f32x4.add(a0, f32x4.add(v128.load(d), v128.load(d, 16)));
    a1 = f32x4.add(a1, f32x4.add(v128.load(d, 32), v128.load(d, 48)));
    a2 = f32x4.add(a2, f32x4.add(v128.load(d, 64), v128.load(d, 80)));
    a3 = f32x4.add(a3, f32x4.add(v128.load(d, 96), v128.load(d, 112)));
    d += deltaTile;
  }
  return laneSums(a0, a1, a2, a3);
}

/** Gradient of a convolution's kernel and its update. `sums` has room for 64 bytes a row (biases too) and panel: lanes are
 *  summed up at the end only, so that a row of pixels at a time stays in the nearest cache. */
export function updateConvolution(
  input: usize,
  inputPixel: usize,
  inputRow: usize,
  inputTile: usize,
  delta: usize,
  deltaRow: usize,
  deltaTile: usize,
  kernel: usize,
  side: i32,
  run: i32,
  units: i32,
  height: i32,
  width: i32,
  tiles: i32,
  sums: usize,
): void {
  const rows = side * run;
  const panels = units >> 2;
  memory.fill(sums, 0, (<usize>(panels * (rows + 1))) << 6);
  const deltaPixel = <usize>units * featureBytes;
  for (let t = 0; t < tiles; t++)
    for (let y = 0; y < height; y++) {
      const pixels = input + <usize>t * inputTile + <usize>y * inputRow;
      const deltas = delta + <usize>t * deltaTile + <usize>y * deltaRow;
      let sum = sums;
      for (let j = 0; j < panels; j++) {
        const d = deltas + <usize>(4 * j) * featureBytes;
        for (let ky = 0; ky < side; ky++) {
          const row = pixels + <usize>ky * inputRow;
          let r = 0;
          for (; r + 1 < run; r += 2) {
            addPair(sum, row + <usize>r * featureBytes, inputPixel, d, deltaPixel, width);
            sum += 128;
          }
          if (r < run) {
            addOne(sum, row + <usize>r * featureBytes, inputPixel, d, deltaPixel, width);
            sum += 64;
          }
        }
        addDeltas(sum, d, deltaPixel, width);
        sum += 64;
      }
    }
  let w = kernel;
  let sum = sums;
  for (let j = 0; j < panels; j++) {
    for (let i = 0; i <= rows; i++) {
      const g = laneSumsAt(sum);
      if (i < rows) updateWeights(w, g);
      else updateBiases(w, g);
      w += 16;
      sum += 64;
    }
  }
}

/** Adds the products of two neighbouring inputs with four units along a row of pixels. */
function addPair(sum: usize, input: usize, inputPixel: usize, delta: usize, deltaPixel: usize, width: i32): void {
  let a0 = v128.load(sum);
  let a1 = v128.load(sum, 16);
  let a2 = v128.load(sum, 32);
  let a3 = v128.load(sum, 48);
  let b0 = v128.load(sum, 64);
  let b1 = v128.load(sum, 80);
  let b2 = v128.load(sum, 96);
  let b3 = v128.load(sum, 112);
  let p = input;
  let d = delta;
  for (let x = 0; x < width; x++) {
    for (let half: usize = 0; half < 32; half += 16) {
      const one = v128.load(p + half);
      const two = v128.load(p + half, 32);
      let e = v128.load(d + half);
      a0 = addProduct(a0, e, one);
      b0 = addProduct(b0, e, two);
      e = v128.load(d + half, 32);
      a1 = addProduct(a1, e, one);
      b1 = addProduct(b1, e, two);
      e = v128.load(d + half, 64);
      a2 = addProduct(a2, e, one);
      b2 = addProduct(b2, e, two);
      e = v128.load(d + half, 96);
      a3 = addProduct(a3, e, one);
      b3 = addProduct(b3, e, two);
    }
    p += inputPixel;
    d += deltaPixel;
  }
  v128.store(sum, a0);
  v128.store(sum, a1, 16);
  v128.store(sum, a2, 32);
  v128.store(sum, a3, 48);
  v128.store(sum, b0, 64);
  v128.store(sum, b1, 80);
  v128.store(sum, b2, 96);
  v128.store(sum, b3, 112);
}

/** Adds the products of one input with four units along a row of pixels. */
function addOne(sum: usize, input: usize, inputPixel: usize, delta: usize, deltaPixel: usize, width: i32): void {
  let a0 = v128.load(sum);
  let a1 = v128.load(sum, 16);
  let a2 = v128.load(sum, 32);
  let a3 = v128.load(sum, 48);
  let p = input;
  let d = delta;
  for (let x = 0; x < width; x++) {
    for (let half: usize = 0; half < 32; half += 16) {
      const one = v128.load(p + half);
      a0 = addProduct(a0, v128.load(d + half), one);
      a1 = addProduct(a1, v128.load(d + half, 32), one);
      a2 = addProduct(a2, v128.load(d + half, 64), one);
      a3 = addProduct(a3, v128.load(d + half, 96), one);
    }
    p += inputPixel;
    d += deltaPixel;
  }
  v128.store(sum, a0);
  v128.store(sum, a1, 16);
  v128.store(sum, a2, 32);
  v128.store(sum, a3, 48);
}

/** Adds the gradients of four biases along a row of pixels. */
export function addDeltas(sum: usize, delta: usize, deltaPixel: usize, width: i32): void {
  let d = delta;
  for (let x = 0; x < width; x++) {
    for (let o: usize = 0; o < 4; o++) {
      const at = sum + (o << 4);
      const both = f32x4.add(v128.load(d + o * featureBytes), v128.load(d + o * featureBytes, 16));
      v128.store(at, f32x4.add(v128.load(at), both));
    }
    d += deltaPixel;
  }
}
