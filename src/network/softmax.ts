/** Softmax over the classes of `count` examples in place; a class's examples lie side by side, `stride` apart from the next's. */
export function softmax(logits: Float64Array, count: number, stride: number): void {
  for (let n = 0; n < count; n++) {
    let top = Number.NEGATIVE_INFINITY;
    for (let i = n; i < logits.length; i += stride) top = Math.max(top, logits[i]);
    let total = 0;
    for (let i = n; i < logits.length; i += stride) {
      logits[i] = Math.exp(logits[i] - top);
      total += logits[i];
    }
    for (let i = n; i < logits.length; i += stride) logits[i] /= total;
  }
}
