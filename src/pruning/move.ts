import { goneAt, grains } from "./cut.ts";
import { oneFurther, sparsityOfCount } from "./oneFurther.ts";
import type { Ranking } from "./types.ts";

/** How a person moves the handle: to a sparsity, by a share, to so many entries that go (of groups, so many of each), one further. */
export type Move =
  | { readonly to: number }
  | { readonly by: number }
  | { readonly count: number }
  | { readonly further: 1 | -1 };

const clamped = (sparsity: number) => Math.min(1, Math.max(0, Math.round(sparsity * grains) / grains));

/** Where a move leads from a sparsity, 0..1. Groups and layers have stops of their own; keys go by thousandths at least. */
export function moved(ranking: Ranking, sparsity: number, move: Move): number {
  const stops = stopsOf(ranking);
  const onStop = (place: number, of: number) => clamped(Math.round(place * of) / of);
  if ("to" in move) return stops === null ? clamped(move.to) : onStop(move.to, stops);
  if ("by" in move) {
    const of = stops ?? 1000;
    return onStop(sparsity + Math.sign(move.by) * Math.max(Math.abs(move.by), 1 / of), of);
  }
  if ("count" in move) {
    const { levels } = ranking.lists[0] ?? {};
    return levels ? clamped(move.count / (levels.length - 1)) : sparsityOfCount(ranking, move.count);
  }
  return oneFurther(ranking, sparsity, move.further);
}

/** Where a move may lead while nobody knows what it counts. */
export function movedBlindly(sparsity: number, move: Move): number {
  if ("to" in move) return clamped(move.to);
  return "by" in move ? clamped(sparsity + move.by) : sparsity;
}

/** At how many places above 0 the handle stops, where these are few: null for thousandths. */
function stopsOf(ranking: Ranking): number | null {
  const { levels } = ranking.lists[0] ?? {};
  if (levels) return levels.length - 1;
  return ranking.granularity === "layer" ? Math.max(1, goneAt(ranking, 0).all) : null;
}
