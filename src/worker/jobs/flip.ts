import { type FirstFlip, firstFlip } from "../../pruning/firstFlip.ts";
import type { Observer } from "../observer.ts";
import { cutMask } from "../ranked.ts";
import type { StateKey } from "../stateKey.ts";
import type { Sliced } from "./look.ts";

/** Where the followed example is first answered otherwise than before the cut. */
export interface Flip extends FirstFlip {
  /** Of the weights. */
  readonly key: StateKey;
  /** Its row of the validation examples; null for one that a person made. */
  readonly row: number | null;
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
