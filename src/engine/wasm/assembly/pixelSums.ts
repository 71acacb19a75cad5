import { featureBytes } from "./simd";

// First-layer sums of pixel images under a changing mask, exact on a grid; network/pixelSums.ts tells why.

/** Units corrected together: their sums stay in the nearer caches while the pixels stream by. */
const unitBlock = 16;

/** Brings sums (units x examples, f64) from the mask in `summed` to `mask` (both features x units), which then equal. Feature f's
 *  nonzero pixels stand from `starts[f]` to `starts[f + 1]`: example << 8 | value. `counts` has room for 4 bytes a unit. */
export function updateSums(
  mask: usize,
  summed: usize,
  weights: usize,
  features: usize,
  units: usize,
  sums: usize,
  examples: usize,
  starts: usize,
  pixels: usize,
  counts: usize,
): void {
  restartUnits(mask, summed, features, units, sums, examples, counts);
  for (let first: usize = 0; first < units; first += unitBlock) {
    const last = min(units, first + unitBlock);
    for (let f: usize = 0; f < features; f++) {
      const begin = pixels + ((<usize>load<u32>(starts + (f << 2))) << 2);
      const end = pixels + ((<usize>load<u32>(starts + (f << 2), 4)) << 2);
      if (begin === end) continue;
      for (let j = first; j < last; j++) {
        const change = changeOf(mask, summed, weights, f * units + j);
        if (change === 0) continue;
        const sum = sums + ((j * examples) << 3);
        const following = j + 1 < last ? changeOf(mask, summed, weights, f * units + j + 1) : 0;
        if (following === 0) addFeature(sum, change, begin, end);
        else {
          addToTwo(sum, sum + (examples << 3), change, following, begin, end);
          j++;
        }
      }
    }
  }
  memory.copy(summed, mask, features * units);
}

/** What a weight that comes or goes adds to its unit's sums; 0 for one that stays as it was. */
function changeOf(mask: usize, summed: usize, weights: usize, i: usize): f64 {
  const kept = load<u8>(mask + i);
  if (kept === load<u8>(summed + i)) return 0;
  const weight = load<f64>(weights + (i << 3));
  return kept ? weight : -weight;
}

/** As `addFeature` for two neighbouring units, which share the reading of the pixels. */
function addToTwo(sums: usize, others: usize, weight: f64, other: f64, begin: usize, end: usize): void {
  for (let p = begin; p < end; p += 4) {
    const pixel = load<u32>(p);
    const value = <f64>(pixel & 255);
    const at = (<usize>(pixel >> 8)) << 3;
    store<f64>(sums + at, load<f64>(sums + at) + weight * value);
    store<f64>(others + at, load<f64>(others + at) + other * value);
  }
}

function addFeature(sums: usize, weight: f64, begin: usize, end: usize): void {
  for (let p = begin; p < end; p += 4) {
    const pixel = load<u32>(p);
    const at = sums + ((<usize>(pixel >> 8)) << 3);
    store<f64>(at, load<f64>(at) + weight * <f64>(pixel & 255));
  }
}

/** Empties units that are cheaper to sum anew than to correct. */
function restartUnits(
  mask: usize,
  summed: usize,
  features: usize,
  units: usize,
  sums: usize,
  examples: usize,
  counts: usize,
): void {
  let j: usize = 0;
  for (; j + 8 <= units; j += 8) {
    let changed = i16x8.splat(0);
    let left = changed;
    for (let i = j; i < features * units; i += units) {
      const kept = v128.load8x8_u(mask + i);
      changed = i16x8.add(changed, v128.xor(kept, v128.load8x8_u(summed + i)));
      left = i16x8.add(left, kept);
    }
    v128.store(counts + (j << 2), v128.shuffle<u16>(changed, left, 0, 8, 1, 9, 2, 10, 3, 11));
    v128.store(counts + (j << 2), v128.shuffle<u16>(changed, left, 4, 12, 5, 13, 6, 14, 7, 15), 16);
  }
  for (; j < units; j++) {
    let changed: u16 = 0;
    let left: u16 = 0;
    for (let i = j; i < features * units; i += units) {
      const kept = <u16>load<u8>(mask + i);
      changed += kept ^ <u16>load<u8>(summed + i);
      left += kept;
    }
    store<u16>(counts + (j << 2), changed);
    store<u16>(counts + (j << 2), left, 2);
  }
  for (j = 0; j < units; j++) {
    const at = counts + (j << 2);
    if (load<u16>(at) <= load<u16>(at, 2)) continue;
    memory.fill(sums + ((j * examples) << 3), 0, examples << 3);
    for (let i = j; i < features * units; i += units) store<u8>(summed + i, 0);
  }
}

/** Inputs to the activation for whole tiles of examples: sum / 255 + bias, rectified when asked. Sums have room for whole tiles. */
export function loadSums(
  sums: usize,
  examples: usize,
  from: usize,
  tiles: usize,
  biases: usize,
  units: usize,
  output: usize,
  outputTile: usize,
  rectify: bool,
): void {
  const share = f64x2.splat(1.0 / 255);
  const zero = f32x4.splat(0);
  for (let j: usize = 0; j < units; j++) {
    let p = sums + ((j * examples + from) << 3);
    let q = output + j * featureBytes;
    const bias = f64x2.splat(<f64>load<f32>(biases + (j << 2)));
    for (let t: usize = 0; t < tiles; t++) {
      for (let half: usize = 0; half < 2; half++) {
        const low = f32x4.demote_f64x2_zero(f64x2.add(f64x2.mul(v128.load(p), share), bias));
        const high = f32x4.demote_f64x2_zero(f64x2.add(f64x2.mul(v128.load(p, 16), share), bias));
        let four = v128.shuffle<f32>(low, high, 0, 1, 4, 5);
        if (rectify) four = f32x4.max(four, zero);
        v128.store(q + (half << 4), four);
        p += 32;
      }
      q += outputTile;
    }
  }
}
