import { writeMethod } from "../../pruning/method.ts";
import type { Method } from "../../pruning/types.ts";
import type { Observer } from "../observer.ts";
import type { EngineEvent } from "../protocol.ts";
import { levelsOf } from "./curve.ts";
import type { SlicedKind } from "./job.ts";
import type { Look } from "./look.ts";

/** Curves of the same weights ranked by other methods. Not while training: its time belongs to the curve in use, and what is compared
 *  would be of weights long gone. */
export const comparison = (
  observer: Observer,
): SlicedKind<Look, EngineEvent, { id: string; of: string; method: Method }> => ({
  priority: 20,
  when: "rested",
  questions: ({ ranked: { key }, against }) =>
    against.map((method) => ({ id: `comparison ${writeMethod(method)}`, of: String(key.version), method })),
  async *work({ ranked }, { method }) {
    const { key } = ranked;
    const ranking = ranked.rankedBy(method);
    yield;
    const { points } = yield* levelsOf(observer, ranked, ranking);
    return { type: "comparison", comparison: { key, method, ranking, points }, key };
  },
});
