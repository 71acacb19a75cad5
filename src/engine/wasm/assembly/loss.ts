import { featureBytes } from "./simd";

/** Softmax cross-entropy of a batch, summed, and its gradient (softmax - target) / count for every logit. `labels` are those of
 *  the batch; lanes without an example get gradient 0. */
export function crossEntropy(
  logits: usize,
  tileBytes: usize,
  classes: i32,
  delta: usize,
  deltaTile: usize,
  labels: usize,
  count: i32,
): f64 {
  let loss: f64 = 0;
  const share: f64 = 1 / <f64>count;
  const tiles = (count + 7) >> 3;
  for (let n = 0; n < tiles << 3; n++) {
    const lane = (<usize>(n & 7)) << 2;
    const z = logits + <usize>(n >> 3) * tileBytes + lane;
    const d = delta + <usize>(n >> 3) * deltaTile + lane;
    const end = <usize>classes * featureBytes;
    if (n >= count) {
      for (let c: usize = 0; c < end; c += featureBytes) store<f32>(d + c, 0);
      continue;
    }
    let top = load<f32>(z);
    for (let c = featureBytes; c < end; c += featureBytes) top = max(top, load<f32>(z + c));
    let sum: f64 = 0;
    for (let c: usize = 0; c < end; c += featureBytes) {
      const e = NativeMath.exp(<f64>(load<f32>(z + c) - top));
      store<f32>(d + c, <f32>e);
      sum += e;
    }
    const scale = share / sum;
    for (let c: usize = 0; c < end; c += featureBytes) store<f32>(d + c, <f32>(<f64>load<f32>(d + c) * scale));
    const own = <usize>load<u8>(labels + <usize>n) * featureBytes;
    store<f32>(d + own, <f32>(<f64>load<f32>(d + own) - share));
    loss += NativeMath.log(sum) + <f64>top - <f64>load<f32>(z + own);
  }
  return loss;
}

/** Largest logit (the first of equals) of every example of a block and its softmax probability, and their summed cross-entropy. */
export function score(
  logits: usize,
  tileBytes: usize,
  classes: i32,
  labels: usize,
  count: i32,
  predictions: usize,
  confidences: usize,
): f64 {
  let loss: f64 = 0;
  const end = <usize>classes * featureBytes;
  for (let n: usize = 0; n < <usize>count; n++) {
    const z = logits + (n >> 3) * tileBytes + ((n & 7) << 2);
    let best: usize = 0;
    let top = load<f32>(z);
    for (let c = featureBytes; c < end; c += featureBytes)
      if (load<f32>(z + c) > top) {
        top = load<f32>(z + c);
        best = c;
      }
    let sum: f64 = 0;
    for (let c: usize = 0; c < end; c += featureBytes) sum += NativeMath.exp(<f64>(load<f32>(z + c) - top));
    loss += NativeMath.log(sum) + <f64>top - <f64>load<f32>(z + <usize>load<u8>(labels + n) * featureBytes);
    store<u8>(predictions + n, <u8>(best / featureBytes));
    store<f32>(confidences + (n << 2), <f32>(1 / sum));
  }
  return loss;
}
