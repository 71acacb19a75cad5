import { writeMethod } from "../../pruning/method.ts";
import type { Method, Ranking } from "../../pruning/types.ts";
import type { Level } from "../../recipe/node.ts";
import type { Observer } from "../observer.ts";
import type { StateKey } from "../stateKey.ts";
import { levelsOf } from "./curve.ts";
import type { Sliced } from "./look.ts";

/** The same weights ranked by another method. */
export interface Comparison {
  /** Of the weights. */
  readonly key: StateKey;
  readonly method: Method;
  readonly ranking: Ranking;
  /** Its curve, all levels. */
  readonly points: readonly Level[];
}

type ComparisonId = `comparison:${string}`;

/** Curves of the same weights ranked by other methods. Not while training: its time belongs to the curve in use, and what is compared
 *  would be of weights long gone. */
export const comparison = (observer: Observer): Sliced<ComparisonId, Comparison, { method: Method }> => ({
  priority: 20,
  when: "rested",
  questions: ({ ranked: { key }, against }) =>
    against.map((method) => ({ id: `comparison:${writeMethod(method)}`, of: String(key.version), method })),
  async *work({ ranked }, { method }) {
    const ranking = ranked.rankedBy(method);
    yield;
    const { points } = yield* levelsOf(observer, ranked, ranking);
    return { key: ranked.key, method, ranking, points };
  },
});
