// Everything works on tiles of 8 examples: a feature of a tile is 8 floats, two vectors, side by side.

/** Bytes of one feature of a tile. */
export const featureBytes: usize = 32;

/** a * b + c, lane by lane, rounded twice as everywhere: relaxed multiply-adds would differ between machines. */
export function addProduct(c: v128, a: v128, b: v128): v128 {
  return f32x4.add(c, f32x4.mul(a, b));
}

/** Stores four features of a tile that stand side by side, rectified when asked. */
export function storeFour(
  to: usize,
  a0: v128,
  b0: v128,
  a1: v128,
  b1: v128,
  a2: v128,
  b2: v128,
  a3: v128,
  b3: v128,
  rectify: bool,
): void {
  const least = f32x4.splat(rectify ? 0 : -Infinity);
  v128.store(to, f32x4.max(a0, least));
  v128.store(to, f32x4.max(b0, least), 16);
  v128.store(to, f32x4.max(a1, least), 32);
  v128.store(to, f32x4.max(b1, least), 48);
  v128.store(to, f32x4.max(a2, least), 64);
  v128.store(to, f32x4.max(b2, least), 80);
  v128.store(to, f32x4.max(a3, least), 96);
  v128.store(to, f32x4.max(b3, least), 112);
}

/** The sums of the lanes of four vectors, as one vector. */
export function laneSums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** As `laneSums`, of four vectors that stand side by side. */
export function laneSumsAt(at: usize): v128 {
  return laneSums(v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48));
}

/** tanh by a rational approximation, good to a few units of the last place. Coefficients as Eigen's ptanh has them. */
export function tanh(value: v128): v128 {
  const limit = f32x4.splat(7.905311107635498);
  const x = f32x4.max(f32x4.min(value, limit), f32x4.neg(limit));
  const y = f32x4.mul(x, x);
  let p = addProduct(f32x4.splat(2.00018790482477e-13), y, f32x4.splat(-2.76076847742355e-16));
  p = addProduct(f32x4.splat(-8.60467152213735e-11), y, p);
  p = addProduct(f32x4.splat(5.12229709037114e-8), y, p);
  p = addProduct(f32x4.splat(1.48572235717979e-5), y, p);
  p = addProduct(f32x4.splat(6.37261928875436e-4), y, p);
  p = addProduct(f32x4.splat(4.89352455891786e-3), y, p);
  let q = addProduct(f32x4.splat(1.18534705686654e-4), y, f32x4.splat(1.19825839466702e-6));
  q = addProduct(f32x4.splat(2.268434632439e-3), y, q);
  q = addProduct(f32x4.splat(4.89352518554385e-3), y, q);
  return f32x4.div(f32x4.mul(x, p), q);
}
