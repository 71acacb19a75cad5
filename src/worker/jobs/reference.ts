import type { Level } from "../../recipe/node.ts";
import type { Observer } from "../observer.ts";
import type { StateKey } from "../stateKey.ts";
import { levelsOf } from "./curve.ts";
import type { LookBack, Sliced } from "./look.ts";
import type { NodeCurves } from "./nodeCurves.ts";

/** The curve of a state that was left behind. */
export interface ReferenceCurve {
  readonly key: StateKey;
  /** How it is ranked (`rankingOf`). */
  readonly by: string;
  /** By sparsity, all levels. */
  readonly points: readonly Level[];
}

type ReferenceId = `curve:${number}`;

/** Curves of states that one looks back to: as they were measured there, else worked out from their weights, if these are at hand. */
export const reference = (
  observer: Observer,
  known: NodeCurves,
): Sliced<ReferenceId, ReferenceCurve, { back: LookBack }> => ({
  priority: 0,
  when: "while-training",
  share: 0.05,
  outlives: true,
  questions: ({ back: { curves } }) =>
    curves.map((back) => {
      const { node, by, missing } = back;
      return { id: `curve:${node}`, of: known.of(node, by) ? `${by}:known` : `${by}:missing:${missing}`, back };
    }),
  async *work({ ranked: { key } }, { back: { node, by, find } }) {
    const points = known.of(node, by);
    if (points) return { key, by, points };
    const ranked = await find();
    return ranked && { key, by, points: (yield* levelsOf(observer, ranked, ranked.ranking)).points };
  },
});
