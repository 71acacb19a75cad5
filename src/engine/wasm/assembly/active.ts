import { addProduct, featureBytes, storeFour } from "./simd";

// The dense layer that reads an image: most pixels are 0 in all examples of a tile, and adding their products would change nothing.
//
// A list holds a count and the rows that are not 0 throughout; one list a tile, then one for the whole batch, each of rows + 1
// words.

/** Lists the inputs that are not 0 in all 8 examples of a tile, and in all of the batch. `inBatch` has room for a byte a row. */
export function listActive(input: usize, inputTile: usize, rows: i32, tiles: i32, lists: usize, inBatch: usize): void {
  const zero = f32x4.splat(0);
  memory.fill(inBatch, 0, <usize>rows);
  let list = lists;
  for (let t = 0; t < tiles; t++) {
    let p = input + <usize>t * inputTile;
    let end = list + 4;
    for (let i = 0; i < rows; i++) {
      if (v128.any_true(v128.or(f32x4.ne(v128.load(p), zero), f32x4.ne(v128.load(p, 16), zero)))) {
        store<u32>(end, i);
        end += 4;
        store<u8>(inBatch + <usize>i, 1);
      }
      p += featureBytes;
    }
    store<u32>(list, <u32>((end - list) >> 2) - 1);
    list += (<usize>rows + 1) << 2;
  }
  let end = list + 4;
  for (let i = 0; i < rows; i++)
    if (load<u8>(inBatch + <usize>i)) {
      store<u32>(end, i);
      end += 4;
    }
  store<u32>(list, <u32>((end - list) >> 2) - 1);
}

/** As `convolve` for a dense layer, over the listed inputs. */
export function convolveActive(
  input: usize,
  inputTile: usize,
  kernel: usize,
  rows: i32,
  units: i32,
  output: usize,
  outputTile: usize,
  tiles: i32,
  rectify: bool,
  lists: usize,
): void {
  const panel = (<usize>(rows + 1)) << 4;
  let list = lists;
  for (let t = 0; t < tiles; t++) {
    const pixels = input + <usize>t * inputTile;
    const end = list + 4 + ((<usize>load<u32>(list)) << 2);
    let to = output + <usize>t * outputTile;
    let weights = kernel;
    for (let j = 0; j < units; j += 4) {
      const bias = weights + panel - 16;
      let a0 = v128.load_splat<f32>(bias);
      let a1 = v128.load_splat<f32>(bias, 4);
      let a2 = v128.load_splat<f32>(bias, 8);
      let a3 = v128.load_splat<f32>(bias, 12);
      let b0 = a0;
      let b1 = a1;
      let b2 = a2;
      let b3 = a3;
      for (let e = list + 4; e < end; e += 4) {
        const row = <usize>load<u32>(e);
        const p = pixels + row * featureBytes;
        const w = weights + (row << 4);
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
      }
      storeFour(to, a0, b0, a1, b1, a2, b2, a3, b3, rectify);
      to += 4 * featureBytes;
      weights += panel;
    }
    list += (<usize>rows + 1) << 2;
  }
}
