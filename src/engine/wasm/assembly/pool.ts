import { featureBytes } from "./simd";

/** Largest value of each square of `side` x `side` pixels. */
export function pool(
  input: usize,
  inputRow: usize,
  inputTile: usize,
  output: usize,
  outputRow: usize,
  outputTile: usize,
  channels: i32,
  side: i32,
  height: i32,
  width: i32,
  tiles: i32,
): void {
  const pixel = <usize>channels * featureBytes;
  for (let t = 0; t < tiles; t++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const from = input + <usize>t * inputTile + <usize>(y * side) * inputRow + <usize>(x * side) * pixel;
        const to = output + <usize>t * outputTile + <usize>y * outputRow + <usize>x * pixel;
        for (let c: usize = 0; c < pixel; c += 16) {
          let most = v128.load(from + c);
          for (let dy = 0; dy < side; dy++)
            for (let dx = 0; dx < side; dx++)
              most = f32x4.max(most, v128.load(from + <usize>dy * inputRow + <usize>dx * pixel + c));
          v128.store(to + c, most);
        }
      }
}

/** Hands each gradient to the first pixel of its square that holds the largest value; the others get 0. */
export function poolBack(
  input: usize,
  inputRow: usize,
  inputTile: usize,
  output: usize,
  outputRow: usize,
  outputTile: usize,
  delta: usize,
  deltaRow: usize,
  deltaTile: usize,
  gradient: usize,
  gradientRow: usize,
  gradientTile: usize,
  channels: i32,
  side: i32,
  height: i32,
  width: i32,
  tiles: i32,
): void {
  const pixel = <usize>channels * featureBytes;
  for (let t = 0; t < tiles; t++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const from = input + <usize>t * inputTile + <usize>(y * side) * inputRow + <usize>(x * side) * pixel;
        const into = gradient + <usize>t * gradientTile + <usize>(y * side) * gradientRow + <usize>(x * side) * pixel;
        const most = output + <usize>t * outputTile + <usize>y * outputRow + <usize>x * pixel;
        const d = delta + <usize>t * deltaTile + <usize>y * deltaRow + <usize>x * pixel;
        for (let c: usize = 0; c < pixel; c += 16) {
          const largest = v128.load(most + c);
          let left = v128.load(d + c);
          for (let dy = 0; dy < side; dy++)
            for (let dx = 0; dx < side; dx++) {
              const isLargest = f32x4.eq(v128.load(from + <usize>dy * inputRow + <usize>dx * pixel + c), largest);
              v128.store(into + <usize>dy * gradientRow + <usize>dx * pixel + c, v128.and(left, isLargest));
              left = v128.andnot(left, isLargest);
            }
        }
      }
}
