/** How many examples each class has. */
export function examplesPerClass(labels: Uint8Array, classes: number): Uint32Array {
  const counts = new Uint32Array(classes);
  for (const label of labels) counts[label]++;
  return counts;
}

/** The accuracy of each class, 0..1; NaN where a class has no examples, for those are neither right nor wrong. */
export const knownPerClass = (perClass: Float32Array, counts: ArrayLike<number>): number[] =>
  Array.from(perClass, (accuracy, c) => (counts[c] > 0 ? accuracy : Number.NaN));

/** What one is right by without looking: the class with the most examples (the first of equals) and its share of them, 0..1. */
export function chanceOf(labels: Uint8Array, classes: number): { readonly label: number; readonly share: number } {
  const counts = examplesPerClass(labels, classes);
  const label = counts.indexOf(Math.max(...counts));
  return { label, share: counts[label] / Math.max(1, labels.length) };
}
