import { addProduct } from "./simd";

let optimizer: i32 = 0;
let rate: v128 = f32x4.splat(0);
let l1: v128 = f32x4.splat(0);
let l2: v128 = f32x4.splat(0);
let regularised: bool = false;
let masked: bool = false;
let secondScale: v128 = f32x4.splat(1);
/** Distance in bytes from a parameter to its moments and its mask. */
let toFirst: usize = 0;
let toSecond: usize = 0;
let toMask: usize = 0;

/** Sets what an update does. Optimizers: 0 SGD, 1 momentum, 2 Adam, whose bias correction is in `stepRate` and `stepSecondScale`. */
export function setUpdate(
  kind: i32,
  stepRate: f32,
  stepSecondScale: f32,
  absolute: f32,
  squared: f32,
  hasMask: bool,
  bytes: usize,
): void {
  optimizer = kind;
  rate = f32x4.splat(stepRate);
  secondScale = f32x4.splat(stepSecondScale);
  l1 = f32x4.splat(absolute);
  l2 = f32x4.splat(squared);
  regularised = absolute > 0 || squared > 0;
  masked = hasMask;
  toFirst = bytes;
  toSecond = 2 * bytes;
  toMask = 3 * bytes;
}

/** Whether a weight with gradient 0 stays as it is. */
export function isIdleWithoutGradient(): bool {
  return optimizer === 0 && !regularised;
}

/** One step of four weights at `at`, given the gradient of the fit. */
export function updateWeights(at: usize, gradient: v128): void {
  if (!regularised) {
    updateBiases(at, gradient);
    return;
  }
  const w = v128.load(at);
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const sign = f32x4.sub(v128.and(f32x4.gt(w, zero), one), v128.and(f32x4.lt(w, zero), one));
  updateBiases(at, addProduct(addProduct(gradient, l1, sign), l2, w));
}

/** One step of four parameters without penalty. SGD; momentum v = 0.9 v + g; Adam (Kingma & Ba 2015, algorithm 1). */
export function updateBiases(at: usize, gradient: v128): void {
  let change: v128;
  if (optimizer === 0) change = f32x4.mul(gradient, rate);
  else if (optimizer === 1) {
    const velocity = f32x4.add(f32x4.mul(v128.load(at + toFirst), f32x4.splat(0.9)), gradient);
    v128.store(at + toFirst, velocity);
    change = f32x4.mul(velocity, rate);
  } else {
    const first = f32x4.add(
      f32x4.mul(v128.load(at + toFirst), f32x4.splat(0.9)),
      f32x4.mul(gradient, f32x4.splat(<f32>(1 - <f64>(<f32>0.9)))),
    );
    const second = f32x4.add(
      f32x4.mul(v128.load(at + toSecond), f32x4.splat(0.999)),
      f32x4.mul(f32x4.mul(gradient, gradient), f32x4.splat(<f32>(1 - <f64>(<f32>0.999)))),
    );
    v128.store(at + toFirst, first);
    v128.store(at + toSecond, second);
    const scale = f32x4.add(f32x4.sqrt(f32x4.mul(second, secondScale)), f32x4.splat(1e-7));
    change = f32x4.mul(f32x4.div(first, scale), rate);
  }
  let next = f32x4.sub(v128.load(at), change);
  if (masked) next = f32x4.mul(next, v128.load(at + toMask));
  v128.store(at, next);
}
