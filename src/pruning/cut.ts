import { joined, type Mask } from "../network/mask.ts";
import { touchedUnits, unitCount, withoutUnits } from "../network/wiring.ts";
import { erkCounts } from "./erk.ts";
import { type Counted, counted } from "./method.ts";
import { roundHalfToEven } from "./round.ts";
import type { Granularity, Ranking } from "./types.ts";

/** How many entries of each list a sparsity (0..1) prunes: round-half-to-even(s n), as ERK or a hand shares them out, or, of groups
 *  of M, round-half-to-even(s M) in each; never fewer than are pruned already, nor what is kept by hand. */
export function countsAt(ranking: Ranking, sparsity: number): number[] {
  return askedAt(ranking, sparsity).map((asked, l) => Math.max(asked, ranking.lists[l].alreadyPruned));
}

/** The same whatever is pruned already: what is asked for, but for what may not go. */
const askedAt = (ranking: Ranking, sparsity: number): number[] =>
  wantedAt(ranking, sparsity).map((wanted, l) => {
    const { order, pinned } = ranking.lists[l];
    return Math.min(order.length - pinned, wanted);
  });

/** What a cut takes, in the entries that its sparsity is a share of. */
export interface GoneCount {
  readonly what: Counted;
  /** How many go, those of earlier cuts included. */
  readonly count: number;
  /** How many of them had gone before this cut. */
  readonly before: number;
  /** How many there are, without those of protected layers. */
  readonly all: number;
}

/** How many weights, units or layers a sparsity takes: what the handle speaks of. */
export function goneAt(ranking: Ranking, sparsity: number): GoneCount {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  return {
    what: counted[ranking.granularity],
    count: sum(countsAt(ranking, sparsity)),
    before: sum(ranking.lists.map(({ alreadyPruned }) => alreadyPruned)),
    all: sum(ranking.lists.map(({ order }) => order.length)),
  };
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

/** Stops of the slider: sparsities come in thousandths. */
const stops = 1000;

/** The stop of the slider at which shares by hand are cut as they were set; 0 for none at all alone, for there nothing goes. */
export function stopOfShares(shares: readonly number[], sizes: readonly number[]): number {
  const whole = wholeShare(shares, sizes);
  return whole === 0 ? 0 : Math.max(1, Math.round(stops * whole)) / stops;
}

/** Shares set by hand make one sparsity together; below it every list loses less in proportion, above it of what is left. */
export function sharesAt(shares: readonly number[], sizes: readonly number[], sparsity: number): readonly number[] {
  if (sparsity === 0) return shares.map(() => 0);
  const whole = wholeShare(shares, sizes);
  if (sparsity === stopOfShares(shares, sizes) || Math.abs(sparsity - whole) <= 0.5 / stops) return shares;
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

/** The first stop, of so many, from which on something holds; the last where it never does. */
function firstStop(most: number, holds: (stop: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The lowest sparsity, in thousandths, at which `count` entries of a list are pruned. */
export const sparsityFor = (ranking: Ranking, list: number, count: number): number =>
  firstStop(stops, (stop) => countsAt(ranking, stop / stops)[list] >= count) / stops;

/** Sparsities are told apart to a ten-millionth: enough for one of five million weights. */
export const grains = 1e7;

/** How far up the slider, 0..1, a cut takes nothing that `locked` has not lost: the very share of what it counts that earlier rounds
 *  pruned, of groups in Mths; less where one list lost less than others and would lose more there. */
export function lockedAt(ranking: Ranking, locked: Mask): number {
  const left = entriesLeft(ranking, locked);
  const gone = ranking.lists.map(({ order }) => order.reduce((sum, entry) => sum + 1 - left[entry], 0));
  const all = ranking.lists.reduce((sum, { order }) => sum + order.length, 0);
  const share = gone.reduce((sum, one) => sum + one, 0) / Math.max(1, all);
  if (share === 0) return 0;
  const takesMore = (sparsity: number) => askedAt(ranking, sparsity).some((count, l) => count > gone[l]);
  const levels = ranking.lists[0]?.levels;
  if (!levels && !takesMore(share)) return share;
  const grain = levels ? levels.length - 1 : grains;
  const most = levels ? grain : Math.floor(share * grain);
  return Math.max(0, firstStop(most + 1, (stop) => stop > most || takesMore(stop / grain)) - 1) / grain;
}

/** One byte for everything that sparsity may count, in the numbering of a ranking's lists: 1 where the mask has it. */
function entriesLeft({ granularity, layers }: Ranking, mask: Mask): Uint8Array {
  const bits = layers.map(({ name }) => mask.get(name)!);
  if (granularity === "layer") return Uint8Array.from(bits, (kept) => (kept.includes(1) ? 1 : 0));
  if (granularity === "weight" || granularity === "group") return joined(bits);
  return joined(layers.slice(0, -1).map((_, l) => touchedUnits(layers, l, mask)));
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
  const { layers, lists, maskBefore } = ranking;
  let last = lastCuts.get(ranking);
  if (!last) {
    last = {
      bits: joined(layers.map(({ name }) => maskBefore.get(name)!)),
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
      offset += maskBefore.get(name)!.length;
      return [name, bits.slice(start, offset)];
    }),
  );
}

/** Kept units of every hidden layer at a sparsity, 1 keeps. */
export function keptUnitsAt(ranking: Ranking, sparsity: number): Uint8Array[] {
  const hidden = ranking.layers.slice(0, -1).map(unitCount);
  const all = new Uint8Array(hidden.reduce((sum, units) => sum + units, 0)).fill(1);
  const counts = countsAt(ranking, sparsity);
  ranking.lists.forEach(({ order }, l) => {
    for (const unit of order.subarray(0, counts[l])) all[unit] = 0;
  });
  let end = 0;
  return hidden.map((units) => {
    end += units;
    return all.slice(end - units, end);
  });
}

function unitMask(ranking: Ranking, sparsity: number): Mask {
  return withoutUnits(ranking.layers, ranking.maskBefore, keptUnitsAt(ranking, sparsity));
}

/** A removed layer loses all its weights: its shortcut alone is left. */
function layerMask(ranking: Ranking, sparsity: number): Mask {
  const mask = new Map(ranking.maskBefore);
  const counts = countsAt(ranking, sparsity);
  ranking.lists.forEach(({ order }, l) => {
    for (const index of order.subarray(0, counts[l])) {
      const { name } = ranking.layers[index];
      mask.set(name, new Uint8Array(mask.get(name)!.length));
    }
  });
  return mask;
}
