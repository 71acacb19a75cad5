/** What one example is answered with at cuts of a ranking. */
export interface Answers {
  /** The class at a sparsity. */
  readonly at: (sparsity: number) => number;
  /** Whether it is proven to be the same class at all cuts from one sparsity to another. */
  readonly isSureBetween: (from: number, to: number, answer: number) => boolean;
}

/** How an answer changes first. */
export interface FirstFlip {
  /** The class before the cut. */
  readonly from: number;
  /** The first sparsity from which on it is another one, and which; null where it never is. */
  readonly first: { readonly sparsity: number; readonly to: number } | null;
}

/** Goes from cut to cut in steps that are proven to change nothing, as long as they can be; `grain` is the least step. */
export function* firstFlip({ at, isSureBetween }: Answers, grain: number): Generator<void, FirstFlip> {
  const from = at(0);
  let [sparsity, step] = [0, 0.25];
  while (sparsity < 1) {
    const next = Math.min(1, sparsity + step);
    if (isSureBetween(sparsity, next, from)) {
      [sparsity, step] = [next, 2 * step];
    } else if (step <= grain) {
      const to = at(next);
      if (to !== from) return { from, first: { sparsity: next, to } };
      sparsity = next;
    } else step /= 2;
    yield;
  }
  return { from, first: null };
}
