import type { Level } from "../../recipe/node.ts";
import type { Observer } from "../observer.ts";
import type { StateKey } from "../stateKey.ts";
import { levelsOf } from "./curve.ts";
import type { Sliced } from "./look.ts";
import type { NodeCurves } from "./nodeCurves.ts";

/** The curve of a state that was left behind. */
export interface ReferenceCurve {
  readonly key: StateKey;
  /** How it is ranked (`rankingOf`). */
  readonly by: string;
  /** By sparsity, all levels. */
  readonly points: readonly Level[];
}

type ReferenceId = `curve of ${number}`;

/** The curve of the state that one looks back to: as it was measured there, else worked out from its weights, if they are at hand. */
export const reference = (observer: Observer, known: NodeCurves): Sliced<ReferenceId, ReferenceCurve> => ({
  priority: 0,
  when: "while training",
  share: 0.05,
  outlives: true,
  questions({ back }) {
    if (!back) return [];
    const { node, by, missing } = back;
    return [{ id: `curve of ${node}`, of: known.of(node, by) ? `${by}, known` : `${by}, ${missing} missing` }];
  },
  async *work({ ranked: { key }, back }) {
    const { node, by, find } = back!;
    const points = known.of(node, by);
    if (points) return { key, by, points };
    const ranked = await find();
    return ranked && { key, by, points: (yield* levelsOf(observer, ranked, ranked.ranking)).points };
  },
});
