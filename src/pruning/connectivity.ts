import { keptCount, keptIn, type Mask } from "../network/mask.ts";
import type { LayerShape } from "../network/network.ts";
import { channelOf, unitCount } from "../network/wiring.ts";

/** Where kept weights lead. A unit that no input reaches is constant: its bias, and constants before it, are all it hands on. */
export interface Paths {
  /** Per layer, 1 marks a unit that a kept path from an input leads to. */
  readonly reached: readonly Uint8Array[];
  /** Per layer, 1 marks a unit that a kept path leads from to an output; all outputs. */
  readonly leads: readonly Uint8Array[];
}

/** The paths of a masked network; around a residual layer every unit has a path of its own. */
export function pathsOf(layers: readonly LayerShape[], mask: Mask): Paths {
  const units = layers.map(unitCount);
  const kept = layers.map(({ name }) => mask.get(name)!);
  const reached: Uint8Array[] = [];
  layers.forEach(({ residual }, l) => {
    const before = reached[l - 1];
    const own = residual ? (before?.slice() ?? new Uint8Array(units[l]).fill(1)) : new Uint8Array(units[l]);
    let unreached = own.length;
    for (const one of own) unreached -= one;
    // Most rows need no look: a few reach all units.
    for (let i = 0, row = 0; i < kept[l].length && unreached > 0; i += units[l], row++) {
      if (before && !before[channelOf(row, before.length)]) continue;
      for (let j = 0; j < units[l]; j++)
        if (kept[l][i + j] && !own[j]) {
          own[j] = 1;
          unreached--;
        }
    }
    reached.push(own);
  });
  const leads = layers.map((_, l) => new Uint8Array(units[l]));
  leads[leads.length - 1].fill(1);
  for (let l = layers.length - 2; l >= 0; l--) {
    const [own, next] = [leads[l], leads[l + 1]];
    if (layers[l + 1].residual) own.set(next);
    const out = units[l + 1];
    for (let i = 0, row = 0; i < kept[l + 1].length; i += out, row++) {
      const unit = channelOf(row, units[l]);
      for (let t = 0; t < out && !own[unit]; t++) if (kept[l + 1][i + t] && next[t]) own[unit] = 1;
    }
  }
  return { reached, leads };
}

/** Per hidden layer, 1 marks a dead unit (neuron or filter): one on no kept path from an input to an output. It may still hand a
 *  constant on, see `constantUnits`. */
export function deadUnits(layers: readonly LayerShape[], mask: Mask, paths = pathsOf(layers, mask)): Uint8Array[] {
  return layers.slice(0, -1).map((_, l) => paths.reached[l].map((bit, j) => 1 - (bit & paths.leads[l][j])));
}

/** How many units are alive though their layer lost every weight: its shortcut alone hands them on. */
export const bypassedUnits = (layers: readonly LayerShape[], mask: Mask, dead: readonly Uint8Array[]): number =>
  dead.reduce((sum, units, l) => sum + (mask.get(layers[l].name)!.includes(1) ? 0 : units.length - keptIn(units)), 0);

/** Per hidden layer, 1 marks a dead unit that hands a constant on to an output. */
export function constantUnits({ reached, leads }: Paths): Uint8Array[] {
  return leads.slice(0, -1).map((bits, l) => bits.map((bit, j) => bit & (1 - reached[l][j])));
}

/** What kept weights do, in numbers of weights; the rest of them lead to no output and do nothing. */
export interface PathCounts {
  /** On a path from an input to an output; of the others effective sparsity says that they are as good as pruned. */
  readonly effective: number;
  /** On a path from a constant unit to an output: they act as a bias. */
  readonly constant: number;
}

export function countPaths(layers: readonly LayerShape[], mask: Mask, { reached, leads }: Paths): PathCounts {
  const isWhole = (marks: readonly Uint8Array[]) => marks.every((units) => !units.includes(0));
  if (isWhole(reached) && isWhole(leads)) return { effective: keptCount(mask), constant: 0 };
  const counts = [0, 0];
  layers.forEach((layer, l) => {
    const kept = mask.get(layer.name)!;
    const out = unitCount(layer);
    const before = reached[l - 1];
    for (let i = 0, row = 0; i < kept.length; i += out, row++) {
      const isConstant = before && !before[channelOf(row, before.length)] ? 1 : 0;
      for (let j = 0; j < out; j++) counts[isConstant] += kept[i + j] & leads[l][j];
    }
  });
  return { effective: counts[0], constant: counts[1] };
}

/** Kept weights that lie on a path from an input to an output. */
export const effectiveCount = (layers: readonly LayerShape[], mask: Mask): number =>
  countPaths(layers, mask, pathsOf(layers, mask)).effective;
