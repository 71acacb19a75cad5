/** How often examples of each class (rows) are read as each class (columns): classes x classes, row by row. */
export function confusionOf(labels: Uint8Array, predictions: Uint8Array, classes: number): Uint32Array {
  const counts = new Uint32Array(classes * classes);
  labels.forEach((label, i) => {
    counts[label * classes + predictions[i]]++;
  });
  return counts;
}

/** Examples that were right before the cut and are wrong at it, in order. */
export function brokenRows(labels: Uint8Array, before: Uint8Array, now: Uint8Array): number[] {
  return Array.from(labels.keys()).filter((i) => before[i] === labels[i] && now[i] !== labels[i]);
}
