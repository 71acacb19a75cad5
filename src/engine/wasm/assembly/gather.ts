import { featureBytes } from "./simd";

/** value / 255 for every byte. */
const shares = memory.data(1024);
for (let value: usize = 0; value < 256; value++) store<f32>(shares + (value << 2), <f32>value / 255);

/** Lays the rows of a batch into tiles, pixels as value / 255; lanes without an example become 0. `width` values make a row of
 *  pixels; a feature is 8 floats. */
export function gatherBytes(
  data: usize,
  rows: usize,
  count: i32,
  height: i32,
  width: i32,
  output: usize,
  outputRow: usize,
  outputTile: usize,
): void {
  const size = <usize>(height * width);
  const lanes = ((count + 7) >> 3) << 3;
  for (let n = 0; n < lanes; n++) {
    const to = output + <usize>(n >> 3) * outputTile + ((<usize>(n & 7)) << 2);
    const isEmpty = n >= count;
    let from = isEmpty ? 0 : data + <usize>load<u32>(rows + ((<usize>n) << 2)) * size;
    for (let y = 0; y < height; y++) {
      let at = to + <usize>y * outputRow;
      const end = at + <usize>width * featureBytes;
      if (isEmpty) for (; at < end; at += featureBytes) store<f32>(at, 0);
      else for (; at < end; at += featureBytes) store<f32>(at, load<f32>(shares + ((<usize>load<u8>(from++)) << 2)));
    }
  }
}

/** As `gatherBytes`, for values that are floats already. */
export function gatherFloats(
  data: usize,
  rows: usize,
  count: i32,
  height: i32,
  width: i32,
  output: usize,
  outputRow: usize,
  outputTile: usize,
): void {
  const size = (<usize>(height * width)) << 2;
  const lanes = ((count + 7) >> 3) << 3;
  for (let n = 0; n < lanes; n++) {
    let from = n < count ? data + <usize>load<u32>(rows + ((<usize>n) << 2)) * size : 0;
    const to = output + <usize>(n >> 3) * outputTile + ((<usize>(n & 7)) << 2);
    for (let y = 0; y < height; y++) {
      let at = to + <usize>y * outputRow;
      for (let x = 0; x < width; x++) {
        store<f32>(at, from ? load<f32>(from) : 0);
        if (from) from += 4;
        at += featureBytes;
      }
    }
  }
}

/** Copies the labels of a batch. */
export function gatherLabels(labels: usize, rows: usize, count: i32, output: usize): void {
  for (let n: usize = 0; n < <usize>count; n++)
    store<u8>(output + n, load<u8>(labels + <usize>load<u32>(rows + (n << 2))));
}
