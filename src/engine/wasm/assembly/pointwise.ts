import { addProduct, tanh } from "./simd";

/** tanh in place, `bytes` from `at`. */
export function tanhInPlace(at: usize, bytes: usize): void {
  for (let p = at; p < at + bytes; p += 16) v128.store(p, tanh(v128.load(p)));
}

/** Multiplies gradients by the activation's derivative, known from its output: 1 where a ReLU is above 0, 1 - tanh^2. */
export function applyActivationGradient(
  delta: usize,
  deltaRow: usize,
  deltaTile: usize,
  output: usize,
  outputRow: usize,
  outputTile: usize,
  rowBytes: usize,
  height: i32,
  tiles: i32,
  isTanh: bool,
): void {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  for (let t = 0; t < tiles; t++)
    for (let y = 0; y < height; y++) {
      const d = delta + <usize>t * deltaTile + <usize>y * deltaRow;
      const a = output + <usize>t * outputTile + <usize>y * outputRow;
      for (let i: usize = 0; i < rowBytes; i += 16) {
        const value = v128.load(a + i);
        const g = v128.load(d + i);
        if (isTanh) v128.store(d + i, f32x4.mul(g, f32x4.sub(one, f32x4.mul(value, value))));
        else v128.store(d + i, v128.and(g, f32x4.gt(value, zero)));
      }
    }
}

/** to = a + b, row by row of pixels. */
export function add(
  a: usize,
  aRow: usize,
  aTile: usize,
  b: usize,
  bRow: usize,
  bTile: usize,
  to: usize,
  toRow: usize,
  toTile: usize,
  rowBytes: usize,
  height: i32,
  tiles: i32,
): void {
  for (let t = 0; t < tiles; t++)
    for (let y = 0; y < height; y++) {
      const p = a + <usize>t * aTile + <usize>y * aRow;
      const q = b + <usize>t * bTile + <usize>y * bRow;
      const r = to + <usize>t * toTile + <usize>y * toRow;
      for (let i: usize = 0; i < rowBytes; i += 16) v128.store(r + i, f32x4.add(v128.load(p + i), v128.load(q + i)));
    }
}

/** l1 * sum|w| + l2 / 2 * sum w^2 over the rows of a kernel in panels, biases left out. */
export function penalty(kernel: usize, rows: i32, units: i32, l1: f64, l2: f64): f64 {
  let absolute = f32x4.splat(0);
  let squares = absolute;
  let w = kernel;
  for (let j = 0; j < units; j += 4) {
    for (let i = 0; i < rows; i++) {
      const value = v128.load(w);
      absolute = f32x4.add(absolute, f32x4.abs(value));
      squares = addProduct(squares, value, value);
      w += 16;
    }
    w += 16;
  }
  return l1 * total(absolute) + (l2 / 2) * total(squares);
}

function total(v: v128): f64 {
  return (
    <f64>f32x4.extract_lane(v, 0) +
    <f64>f32x4.extract_lane(v, 1) +
    <f64>f32x4.extract_lane(v, 2) +
    <f64>f32x4.extract_lane(v, 3)
  );
}

/** Copies rows of pixels. */
export function copy(
  from: usize,
  fromRow: usize,
  fromTile: usize,
  to: usize,
  toRow: usize,
  toTile: usize,
  rowBytes: usize,
  height: i32,
  tiles: i32,
): void {
  for (let t = 0; t < tiles; t++)
    for (let y = 0; y < height; y++)
      memory.copy(to + <usize>t * toTile + <usize>y * toRow, from + <usize>t * fromTile + <usize>y * fromRow, rowBytes);
}
