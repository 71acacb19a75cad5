const words = new Uint32Array(1);
const floats = new Float32Array(words.buffer);

/** Values as IEEE 754 half floats, rounded to the nearest, ties to even; 2 bytes each, little endian. */
export function toHalves(values: Float32Array): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(values, toHalf);
}

function toHalf(value: number): number {
  floats[0] = value;
  const sign = (words[0] >>> 16) & 0x8000;
  const size = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  // The largest half is 65504; from 65520 on the nearest is infinity.
  if (size >= 65520) return sign | 0x7c00;
  // Steps of the grid the value lies in: below 2^-14 they stay as small as they get.
  const exponent = Math.max(-14, Math.floor(Math.log2(size || 1e-9)));
  const steps = roundToEven(size / 2 ** (exponent - 10));
  // 2048 steps are the first of the next power of two, which the carry makes of it by itself.
  return sign | (exponent === -14 ? steps : ((exponent + 14) << 10) + steps);
}

function roundToEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  return rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low;
}

/** The values of half floats, exactly. */
export function fromHalves(halves: Uint16Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(halves, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    if (exponent === 31) return fraction > 0 ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
  });
}
