import { featureBytes } from "./simd";

// First-layer sums of pixel images under a changing mask, in whole numbers: exact, so corrected sums equal sums made anew.
//
// A weight is coarse * 2^k + fine, both 16 bits, and both have their own sum, 32 bits. Examples come in blocks of 32: a block has
// 32 bytes for every feature, and for every unit four times 8 examples: coarse sums, fine sums.

/** Bytes of a unit's sums for the 32 examples of a block, and of a pair of changes. */
const sumBytes: usize = 256;
const pairBytes: usize = 16;

/** Lists what brings the sums from the mask in `summed` to `mask` (both features x units), which then equal. Unit j's changes
 *  stand from pair `starts[j]` to `starts[j + 1]`: two features (bytes from the block's first pixel), their coarse weights, their
 *  fine ones. `isFresh[j]` tells that they make the sums anew. `kept[j]` counts the weights in a unit's sums; `found` has room for
 *  a word a weight, `tally` for two a unit. Features that are black in all examples are left out. */
export function listChanges(
  mask: usize,
  summed: usize,
  weights: usize,
  isBlack: usize,
  features: usize,
  units: usize,
  kept: usize,
  starts: usize,
  isFresh: usize,
  pairs: usize,
  found: usize,
  tally: usize,
): void {
  memory.fill(tally, 0, units << 3);
  const end = findChanges(mask, summed, isBlack, features, units, found, tally);
  let first: u32 = 0;
  for (let j: usize = 0; j < units; j++) {
    const changed = load<u32>(tally + (j << 3));
    const before = load<u32>(kept + (j << 2));
    const after = before + 2 * load<u32>(tally + (j << 3), 4) - changed;
    store<u32>(kept + (j << 2), after);
    // Some units are cheaper to sum anew than to correct.
    const isAnew = changed > after;
    store<u8>(isFresh + j, isAnew ? 2 : before === 0 ? 1 : 0);
    store<u32>(starts + (j << 2), first);
    store<u32>(tally + (j << 3), first << 1);
    first += ((isAnew ? after : changed) + 1) >> 1;
    if (first > 0) memory.fill(pairs + ((<usize>first - 1) << 4), 0, pairBytes);
  }
  store<u32>(starts + (units << 2), first);
  for (let at = found; at < end; at += 4) {
    const change = load<u32>(at);
    const j = <usize>(change & 0xffff);
    if (load<u8>(isFresh + j) === 2) continue;
    const i = <usize>(change >> 16) * units + j;
    append(tally + (j << 3), pairs, change >> 16, weights + (i << 2), load<u8>(mask + i) !== 0);
  }
  for (let j: usize = 0; j < units; j++) {
    if (load<u8>(isFresh + j) !== 2) continue;
    for (let f: usize = 0, i = j; f < features; f++, i += units)
      if (load<u8>(mask + i) && !load<u8>(isBlack + f))
        append(tally + (j << 3), pairs, <u32>f, weights + (i << 2), true);
  }
  memory.copy(summed, mask, features * units);
}

/** Writes feature << 16 | unit of every weight that comes or goes; `tally` counts them by unit, and those that come. */
function findChanges(
  mask: usize,
  summed: usize,
  isBlack: usize,
  features: usize,
  units: usize,
  found: usize,
  tally: usize,
): usize {
  let end = found;
  for (let f: usize = 0; f < features; f++) {
    if (load<u8>(isBlack + f)) continue;
    const row = f * units;
    for (let j: usize = 0; j < units; j += 16) {
      // The last sixteen may reach into the next row.
      const own: i32 = j + 16 > units ? (1 << (<i32>(units - j))) - 1 : 0xffff;
      let bits = own & i8x16.bitmask(i8x16.ne(v128.load(mask + row + j), v128.load(summed + row + j)));
      for (; bits; bits &= bits - 1) {
        const unit = j + <usize>ctz(bits);
        const count = tally + (unit << 3);
        store<u32>(end, ((<u32>f) << 16) | <u32>unit);
        store<u32>(count, load<u32>(count) + 1);
        store<u32>(count, load<u32>(count, 4) + load<u8>(mask + row + unit), 4);
        end += 4;
      }
    }
  }
  return end;
}

/** Writes a change behind the unit's last, whose number is at `next`. */
function append(next: usize, pairs: usize, feature: u32, weight: usize, comes: bool): void {
  const number = <usize>load<u32>(next);
  store<u32>(next, <u32>number + 1);
  const pair = pairs + ((number >> 1) << 4);
  const half = number & 1;
  const coarse = load<i16>(weight);
  const fine = load<i16>(weight, 2);
  store<u32>(pair + (half << 2), feature << 5);
  store<i16>(pair + (half << 1), comes ? coarse : -coarse, 8);
  store<i16>(pair + (half << 1), comes ? fine : -fine, 12);
}

/** Brings the sums of a block of 32 examples up to date and lays them into the tiles of a plane: inputs to the activation,
 *  rectified when asked. A coarse sum counts `coarse`, a fine one `fine`. */
export function updateSums(
  pixels: usize,
  sums: usize,
  starts: usize,
  isFresh: usize,
  pairs: usize,
  biases: usize,
  units: usize,
  coarse: f32,
  fine: f32,
  output: usize,
  outputTile: usize,
  rectify: bool,
): void {
  const ofCoarse = f32x4.splat(coarse);
  const ofFine = f32x4.splat(fine);
  for (let j: usize = 0; j < units; j++) {
    const begin = pairs + ((<usize>load<u32>(starts + (j << 2))) << 4);
    const end = pairs + ((<usize>load<u32>(starts + (j << 2), 4)) << 4);
    const makesAnew = load<u8>(isFresh + j) !== 0;
    const bias = v128.load_splat<f32>(biases + (j << 2));
    let to = output + j * featureBytes;
    for (let half: usize = 0; half < 32; half += 16) {
      const sum = sums + j * sumBytes + (half << 3);
      let a0 = i32x4.splat(0);
      let a1 = a0;
      let a2 = a0;
      let a3 = a0;
      let b0 = a0;
      let b1 = a0;
      let b2 = a0;
      let b3 = a0;
      if (!makesAnew) {
        a0 = v128.load(sum);
        a1 = v128.load(sum, 16);
        a2 = v128.load(sum, 32);
        a3 = v128.load(sum, 48);
        b0 = v128.load(sum, 64);
        b1 = v128.load(sum, 80);
        b2 = v128.load(sum, 96);
        b3 = v128.load(sum, 112);
      }
      for (let pair = begin; pair < end; pair += pairBytes) {
        const p = v128.load(pixels + half + <usize>load<u32>(pair));
        const q = v128.load(pixels + half + <usize>load<u32>(pair, 4));
        const low = v128.shuffle<u8>(p, q, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        const high = v128.shuffle<u8>(p, q, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        const p0 = i16x8.extend_low_i8x16_u(low);
        const p1 = i16x8.extend_high_i8x16_u(low);
        const p2 = i16x8.extend_low_i8x16_u(high);
        const p3 = i16x8.extend_high_i8x16_u(high);
        let w = v128.load_splat<u32>(pair, 8);
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(p0, w));
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(p1, w));
        a2 = i32x4.add(a2, i32x4.dot_i16x8_s(p2, w));
        a3 = i32x4.add(a3, i32x4.dot_i16x8_s(p3, w));
        w = v128.load_splat<u32>(pair, 12);
        b0 = i32x4.add(b0, i32x4.dot_i16x8_s(p0, w));
        b1 = i32x4.add(b1, i32x4.dot_i16x8_s(p1, w));
        b2 = i32x4.add(b2, i32x4.dot_i16x8_s(p2, w));
        b3 = i32x4.add(b3, i32x4.dot_i16x8_s(p3, w));
      }
      v128.store(sum, a0);
      v128.store(sum, a1, 16);
      v128.store(sum, a2, 32);
      v128.store(sum, a3, 48);
      v128.store(sum, b0, 64);
      v128.store(sum, b1, 80);
      v128.store(sum, b2, 96);
      v128.store(sum, b3, 112);
      v128.store(to, meaning(a0, b0, ofCoarse, ofFine, bias, rectify));
      v128.store(to, meaning(a1, b1, ofCoarse, ofFine, bias, rectify), 16);
      to += outputTile;
      v128.store(to, meaning(a2, b2, ofCoarse, ofFine, bias, rectify));
      v128.store(to, meaning(a3, b3, ofCoarse, ofFine, bias, rectify), 16);
      to += outputTile;
    }
  }
}

/** What four sums mean, bias added. */
function meaning(coarse: v128, fine: v128, ofCoarse: v128, ofFine: v128, bias: v128, rectify: bool): v128 {
  const whole = f32x4.add(
    f32x4.mul(f32x4.convert_i32x4_s(coarse), ofCoarse),
    f32x4.mul(f32x4.convert_i32x4_s(fine), ofFine),
  );
  const value = f32x4.add(whole, bias);
  return rectify ? f32x4.max(value, f32x4.splat(0)) : value;
}
