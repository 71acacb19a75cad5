import type { Observer } from "../observer.ts";
import { cutMask } from "../ranked.ts";
import type { StateKey } from "../stateKey.ts";
import type { Sliced } from "./look.ts";

/** Where the followed example is first answered otherwise than before the cut. */
export interface Flip {
  /** Of the weights. */
  readonly key: StateKey;
  /** Its row of the validation examples; null for one that a person made. */
  readonly row: number | null;
  /** Class that it is answered with before the cut. */
  readonly from: number;
  /** The first place of the handle, 0..1, from which on it is answered otherwise, and how; null where it never is. */
  readonly first: { readonly sparsity: number; readonly to: number } | null;
}

/** The first cut at which the followed example's answer flips: no cut before it is left out (`network/bounds.ts`). */
export const flip = (observer: Observer): Sliced<"flip", Flip> => ({
  priority: 30,
  when: "rested",
  questions: ({ ranked: { key }, handle: { shares = [] }, followed }) =>
    followed ? [{ id: "flip", of: [followed.times, key.version, shares].join() }] : [],
  async *work({ ranked: { key, layers, ranking }, handle, followed }) {
    const { example } = followed!;
    const answers = observer.answersOf(layers, example, (sparsity) => cutMask({ ranking }, { ...handle, sparsity }));
    const entries = ranking.lists.reduce((sum, { order }) => sum + order.length, 0);
    const found = yield* firstFlip(answers, Math.max(1e-7, 0.5 / Math.max(1, entries)));
    return { key, row: typeof example === "number" ? example : null, ...found };
  },
});

/** What one example is answered with at cuts of a ranking. */
export interface Answers {
  /** The class at a sparsity. */
  readonly at: (sparsity: number) => number;
  /** Whether it is proven to be the same class at all cuts from one sparsity to another. */
  readonly isSureBetween: (from: number, to: number, answer: number) => boolean;
}

/** Goes from cut to cut in steps that are proven to change nothing, as long as they can be; `grain` is the least step. */
export async function* firstFlip(
  { at, isSureBetween }: Answers,
  grain: number,
): AsyncGenerator<void, Pick<Flip, "from" | "first">> {
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
