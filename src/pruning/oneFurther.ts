import { goneAt, grains } from "./cut.ts";
import type { Ranking } from "./types.ts";

/** The first sparsity, in grains, at which a number of entries goes; past the last where that many never do. */
function firstGrain(gone: (grain: number) => number, count: number): number {
  let [low, high] = [0, grains + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (middle > grains || gone(middle) >= count) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The sparsity, 0..1, at which so many entries go: their share of all where it may be. Where several lists (layers, units) lose one
 *  at the same sparsity, or fewer never go, as many more as must; where so many never go, all that do. */
export function sparsityOfCount(ranking: Ranking, count: number): number {
  const gone = (grain: number) => goneAt(ranking, grain / grains).count;
  const { all } = goneAt(ranking, 0);
  const wanted = Math.min(count, gone(grains));
  const first = firstGrain(gone, wanted);
  const reached = gone(first);
  const last = firstGrain(gone, reached + 1) - 1;
  return Math.min(last, Math.max(first, Math.round((reached / Math.max(1, all)) * grains))) / grains;
}

/** The nearest sparsity at which more entries go than at this one, or fewer: one where that can be. The same where none do. */
export function oneFurther(ranking: Ranking, sparsity: number, way: 1 | -1): number {
  const gone = (grain: number) => goneAt(ranking, grain / grains).count;
  const now = goneAt(ranking, sparsity).count;
  if (way > 0) return now < gone(grains) ? sparsityOfCount(ranking, now + 1) : sparsity;
  const first = firstGrain(gone, now);
  return first > 0 ? sparsityOfCount(ranking, gone(first - 1)) : sparsity;
}
