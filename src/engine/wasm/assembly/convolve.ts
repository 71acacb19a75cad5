import { addProduct, featureBytes, storeFour } from "./simd";

// A dense layer is a convolution with one output pixel whose kernel spans the whole input.
//
// Kernels lie in panels of four units: [units / 4][rows + 1][4], the last row the biases; row (ky * side + kx) * channels + c.
// Strides of pixel rows and tiles are in bytes. A pixel's features lie side by side, so do the pixels of a row.

/** Sums of every unit at every output pixel, rectified when asked. `run` rows of the kernel lie under one row of pixels. */
export function convolve(
  input: usize,
  inputPixel: usize,
  inputRow: usize,
  inputTile: usize,
  kernel: usize,
  side: i32,
  run: i32,
  units: i32,
  output: usize,
  outputRow: usize,
  outputTile: usize,
  height: i32,
  width: i32,
  tiles: i32,
  rectify: bool,
): void {
  const panel = (<usize>(side * run + 1)) << 4;
  const biases = panel - 16;
  const runBytes = <usize>run * featureBytes;
  for (let t = 0; t < tiles; t++)
    for (let y = 0; y < height; y++) {
      let patch = input + <usize>t * inputTile + <usize>y * inputRow;
      let to = output + <usize>t * outputTile + <usize>y * outputRow;
      for (let x = 0; x < width; x++) {
        let weights = kernel;
        for (let j = 0; j < units; j += 4) {
          const bias = weights + biases;
          let a0 = v128.load_splat<f32>(bias);
          let a1 = v128.load_splat<f32>(bias, 4);
          let a2 = v128.load_splat<f32>(bias, 8);
          let a3 = v128.load_splat<f32>(bias, 12);
          let b0 = a0;
          let b1 = a1;
          let b2 = a2;
          let b3 = a3;
          let w = weights;
          let row = patch;
          for (let ky = 0; ky < side; ky++) {
            const end = row + runBytes;
            for (let p = row; p < end; p += featureBytes) {
              const p0 = v128.load(p);
              const p1 = v128.load(p, 16);
              let one = v128.load_splat<f32>(w);
              a0 = addProduct(a0, p0, one);
              b0 = addProduct(b0, p1, one);
              one = v128.load_splat<f32>(w, 4);
              a1 = addProduct(a1, p0, one);
              b1 = addProduct(b1, p1, one);
              one = v128.load_splat<f32>(w, 8);
              a2 = addProduct(a2, p0, one);
              b2 = addProduct(b2, p1, one);
              one = v128.load_splat<f32>(w, 12);
              a3 = addProduct(a3, p0, one);
              b3 = addProduct(b3, p1, one);
              w += 16;
            }
            row += inputRow;
          }
          storeFour(to, a0, b0, a1, b1, a2, b2, a3, b3, rectify);
          to += 4 * featureBytes;
          weights += panel;
        }
        patch += inputPixel;
      }
    }
}

/** Gradient of the input: every output gradient through the kernel, turned by half a turn. `delta` begins with its frame of
 *  zeros, `side - 1 - padding` wide; `channels` is a multiple of 4, `panel` the bytes of one. */
export function convolveBack(
  delta: usize,
  deltaPixel: usize,
  deltaRow: usize,
  deltaTile: usize,
  kernel: usize,
  panel: usize,
  side: i32,
  channels: i32,
  units: i32,
  gradient: usize,
  gradientRow: usize,
  gradientTile: usize,
  height: i32,
  width: i32,
  tiles: i32,
): void {
  for (let t = 0; t < tiles; t++)
    for (let y = 0; y < height; y++) {
      let patch = delta + <usize>t * deltaTile + <usize>y * deltaRow;
      let to = gradient + <usize>t * gradientTile + <usize>y * gradientRow;
      for (let x = 0; x < width; x++) {
        for (let c = 0; c < channels; c += 4) {
          let a0 = f32x4.splat(0);
          let a1 = a0;
          let a2 = a0;
          let a3 = a0;
          let b0 = a0;
          let b1 = a0;
          let b2 = a0;
          let b3 = a0;
          for (let ky = 0; ky < side; ky++)
            for (let kx = 0; kx < side; kx++) {
              let w = kernel + ((<usize>((ky * side + kx) * channels + c)) << 4);
              let d = patch + <usize>(side - 1 - ky) * deltaRow + <usize>(side - 1 - kx) * deltaPixel;
              for (let j = 0; j < units; j += 4) {
                for (let o: usize = 0; o < 16; o += 4) {
                  const d0 = v128.load(d);
                  const d1 = v128.load(d, 16);
                  let one = v128.load_splat<f32>(w + o);
                  a0 = addProduct(a0, d0, one);
                  b0 = addProduct(b0, d1, one);
                  one = v128.load_splat<f32>(w + o, 16);
                  a1 = addProduct(a1, d0, one);
                  b1 = addProduct(b1, d1, one);
                  one = v128.load_splat<f32>(w + o, 32);
                  a2 = addProduct(a2, d0, one);
                  b2 = addProduct(b2, d1, one);
                  one = v128.load_splat<f32>(w + o, 48);
                  a3 = addProduct(a3, d0, one);
                  b3 = addProduct(b3, d1, one);
                  d += featureBytes;
                }
                w += panel;
              }
            }
          storeFour(to, a0, b0, a1, b1, a2, b2, a3, b3, false);
          to += 4 * featureBytes;
        }
        patch += deltaPixel;
      }
    }
}
