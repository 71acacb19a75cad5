import { erkCounts } from "./erk.ts";
import { joined } from "./mask.ts";
import { roundHalfToEven } from "./round.ts";
import type { Granularity, Mask, RankedList, Ranking } from "./types.ts";

/** How many entries of each list a sparsity (0..1) prunes: round-half-to-even(s n), as ERK or a hand shares them out, or, of groups
 *  of M, round-half-to-even(s M) in each; never fewer than are pruned already, nor what is kept by hand. */
export function countsAt(ranking: Ranking, sparsity: number): number[] {
  const wanted = wantedAt(ranking, sparsity);
  return ranking.lists.map(({ alreadyPruned, order, pinned }, l) =>
    Math.min(order.length - pinned, Math.max(wanted[l], alreadyPruned)),
  );
}

function wantedAt({ scope, lists, layers, shares }: Ranking, sparsity: number): number[] {
  if (scope === "erk")
    return erkCounts(
      lists.map(({ layer }) => layers[layer!].shape),
      sparsity,
    );
  const sizes = lists.map(({ order }) => order.length);
  if (scope === "hand") return sharesAt(shares, sizes, sparsity).map((share, l) => roundHalfToEven(share * sizes[l]));
  return lists.map(({ order, levels }) =>
    levels ? levels[prunedOfGroup(sparsity, levels.length - 1)] : roundHalfToEven(sparsity * order.length),
  );
}

/** Share of all entries that go when so much of each list does. */
export function wholeShare(shares: readonly number[], sizes: readonly number[]): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return total === 0 ? 0 : sizes.reduce((sum, size, l) => sum + size * shares[l], 0) / total;
}

/** The same ranking with other shares by hand, one a layer of the network. */
export const withShares = (ranking: Ranking, shares: readonly number[]): Ranking => ({
  ...ranking,
  shares: ranking.lists.map(({ layer }) => (layer === null ? 0 : (shares[layer] ?? 0))),
});

/** Sparsities come in thousandths. */
const halfStop = 0.0005;

/** Shares set by hand make one sparsity together; below it every list loses less in proportion, above it of what is left. */
export function sharesAt(shares: readonly number[], sizes: readonly number[], sparsity: number): readonly number[] {
  const whole = wholeShare(shares, sizes);
  if (Math.abs(sparsity - whole) <= halfStop) return shares;
  if (sparsity < whole) return shares.map((share) => (share * sparsity) / whole);
  return shares.map((share) => share + ((1 - share) * (sparsity - whole)) / (1 - whole));
}

/** How many weights of a group of M a sparsity prunes. */
export const prunedOfGroup = (sparsity: number, size: number) => roundHalfToEven(sparsity * size);

/** The mask at a sparsity. Masks nest: a higher sparsity prunes all that a lower one does. Layers outside the lists stay whole. */
export function maskAt(ranking: Ranking, sparsity: number): Mask {
  if (!(sparsity >= 0 && sparsity <= 1)) throw new Error(`invalid sparsity ${sparsity}: it must lie between 0 and 1`);
  return masksOf[ranking.granularity](ranking, sparsity);
}

const masksOf: Readonly<Record<Granularity, (ranking: Ranking, sparsity: number) => Mask>> = {
  weight: weightMask,
  group: weightMask,
  unit: unitMask,
  channel: unitMask,
  layer: layerMask,
};

/** The lowest sparsity, in thousandths, at which `count` entries of a list are pruned. */
export function sparsityFor(ranking: Ranking, list: number, count: number): number {
  let [low, high] = [0, 1000];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (countsAt(ranking, middle / 1000)[list] < count) low = middle + 1;
    else high = middle;
  }
  return low / 1000;
}

/** Score of the first entry that stays, per list: on magnitude, the |w| at which the cut lies. Null when all goes that may. */
export function thresholdsAt(ranking: Ranking, sparsity: number): (number | null)[] {
  return countsAt(ranking, sparsity).map((count, l) => {
    const { scores, order, pinned } = ranking.lists[l];
    return count < order.length - pinned ? scores[count] : null;
  });
}

/** The weights of all layers as a ranking was cut last: the next cut flips those between the two. */
const lastCuts = new WeakMap<Ranking, { readonly bits: Uint8Array; counts: readonly number[] }>();

function weightMask(ranking: Ranking, sparsity: number): Mask {
  const { layers, lists, previous } = ranking;
  let last = lastCuts.get(ranking);
  if (!last) {
    last = {
      bits: joined(layers.map(({ name }) => previous.get(name)!)),
      counts: lists.map((list) => list.alreadyPruned),
    };
    lastCuts.set(ranking, last);
  }
  const { bits, counts: before } = last;
  const counts = countsAt(ranking, sparsity);
  lists.forEach(({ order }, l) => {
    const [low, high] = [Math.min(before[l], counts[l]), Math.max(before[l], counts[l])];
    const bit = counts[l] < before[l] ? 1 : 0;
    for (let r = low; r < high; r++) bits[order[r]] = bit;
  });
  last.counts = counts;
  let offset = 0;
  return new Map(
    layers.map(({ name }) => {
      const start = offset;
      offset += previous.get(name)!.length;
      return [name, bits.slice(start, offset)];
    }),
  );
}

/** Kept units of every hidden layer at a sparsity, 1 keeps. With `keepOneUnit`, entries that would empty a layer are skipped. */
export function keptUnitsAt(ranking: Ranking, sparsity: number): Uint8Array[] {
  const hidden = ranking.layers.slice(0, -1).map(({ shape }) => shape[shape.length - 1]);
  const kept = hidden.map((units) => new Uint8Array(units).fill(1));
  const left = hidden.slice();
  const layerOf = hidden.flatMap((units, l) => Array<number>(units).fill(l));
  const starts = hidden.map((_, l) => hidden.slice(0, l).reduce((sum, units) => sum + units, 0));
  const counts = countsAt(ranking, sparsity);
  ranking.lists.forEach(removeUnits);
  return kept;

  function removeUnits(list: RankedList, l: number): void {
    let wanted = counts[l];
    for (let r = 0; r < list.order.length - list.pinned && wanted > 0; r++) {
      const unit = list.order[r];
      const layer = layerOf[unit];
      if (ranking.keepOneUnit && left[layer] === 1 && r >= list.alreadyPruned) continue;
      kept[layer][unit - starts[layer]] = 0;
      left[layer]--;
      wanted--;
    }
  }
}

/** A removed unit takes its incoming kernel and the next layer's matching inputs along; behind a flatten (NHWC) those are the
 *  rows with row % channels == channel. */
function unitMask(ranking: Ranking, sparsity: number): Mask {
  const { layers, previous } = ranking;
  const kept = keptUnitsAt(ranking, sparsity);
  return new Map(
    layers.map(({ name, shape }, l) => {
      const bits = previous.get(name)!.slice();
      const out = shape[shape.length - 1];
      const rows = shape[shape.length - 2];
      const own = kept[l];
      const before = kept[l - 1];
      for (let i = 0; i < bits.length; i++) {
        if (own && !own[i % out]) bits[i] = 0;
        if (before && !before[(Math.floor(i / out) % rows) % before.length]) bits[i] = 0;
      }
      return [name, bits];
    }),
  );
}

/** A removed layer loses all its weights: its shortcut alone is left. */
function layerMask(ranking: Ranking, sparsity: number): Mask {
  const mask = new Map(ranking.previous);
  const counts = countsAt(ranking, sparsity);
  ranking.lists.forEach(({ order }, l) => {
    for (const index of order.subarray(0, counts[l])) {
      const { name } = ranking.layers[index];
      mask.set(name, new Uint8Array(mask.get(name)!.length));
    }
  });
  return mask;
}
