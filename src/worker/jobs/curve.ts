import type { Ranking } from "../../pruning/types.ts";
import type { Level } from "../../recipe/node.ts";
import type { Observer } from "../observer.ts";
import type { Ranked } from "../ranked.ts";
import type { StateKey } from "../stateKey.ts";
import type { Sliced } from "./look.ts";
import type { NodeCurves } from "./nodeCurves.ts";

export interface TradeOffCurve {
  /** Of the weights. */
  readonly key: StateKey;
  /** By sparsity. */
  readonly points: readonly Level[];
  /** From its beginning to its end. */
  readonly milliseconds: number;
}

/** Share of the time that the curve may take from training. */
const share = 0.15;
/** While training, a curve takes so long at most, in milliseconds, if leaving out levels helps. */
const longest = 1500;
const largestStride = 8;

/** The trade-off curve of the weights. While training, levels are left out where all of them would fall behind the training that they
 *  show; at rest all are measured. */
export function curve(observer: Observer, known: NodeCurves): Sliced<"curve", TradeOffCurve, { stride: number }> {
  /** What a curve of all levels takes, in milliseconds. */
  let whole = 0;

  const strideWhileTraining = () => Math.min(largestStride, Math.max(1, Math.round(whole / share / longest)));

  return {
    priority: 60,
    when: "while-training",
    share,
    // It is drawn as what it is of.
    outlives: true,
    pause: 150,
    questions({ ranked: { key } }, trains) {
      const stride = trains ? strideWhileTraining() : 1;
      return [{ id: "curve", of: `${key.version}/${stride}`, stride }];
    },
    async *work({ ranked }, { stride }) {
      const begun = performance.now();
      const { points, spent } = yield* levelsOf(observer, ranked, ranked.ranking, stride);
      if (stride === 1) {
        whole = spent;
        known.learn(ranked.key.version, ranked.by, points);
      }
      return { key: ranked.key, points, milliseconds: performance.now() - begun };
    },
  };
}

/** Levels of the curve of a ranking, by sparsity, and what they took, in milliseconds. */
export async function* levelsOf(
  observer: Observer,
  { layers }: Pick<Ranked, "layers">,
  ranking: Ranking,
  stride = 1,
): AsyncGenerator<void, { readonly points: readonly Level[]; readonly spent: number }> {
  const points: Level[] = [];
  let spent = 0;
  let begun = performance.now();
  for (const level of observer.curve(layers, ranking, stride)) {
    points.unshift(level);
    spent += performance.now() - begun;
    yield;
    begun = performance.now();
  }
  return { points, spent };
}
