import { keptCount } from "./mask.ts";
import type { Mask, RankedLayer } from "./types.ts";

/** Per hidden layer, 1 marks a unit (neuron or filter) on no kept path from an input to an output. A unit without inputs still
 *  passes its bias on; it is dead all the same, for it sees nothing. Behind a flatten (NHWC) row r reads channel r % channels;
 *  around a residual layer every unit has a path of its own. */
export function deadUnits(layers: readonly RankedLayer[], mask: Mask): Uint8Array[] {
  const units = layers.map(({ shape }) => shape[shape.length - 1]);
  const dead = units.slice(0, -1).map((count) => new Uint8Array(count).fill(1));
  const kept = layers.map(({ name }) => mask.get(name)!);
  for (let l = 0; l < dead.length; l++) {
    const before = dead[l - 1];
    // Most rows need no look: a few reach all units.
    let unreached = units[l];
    if (layers[l].residual)
      for (let j = 0; j < units[l]; j++)
        if (!before?.[j]) {
          dead[l][j] = 0;
          unreached--;
        }
    for (let i = 0, row = 0; i < kept[l].length && unreached > 0; i += units[l], row++) {
      if (before?.[row % before.length]) continue;
      for (let j = 0; j < units[l]; j++)
        if (kept[l][i + j] && dead[l][j]) {
          dead[l][j] = 0;
          unreached--;
        }
    }
  }
  for (let l = dead.length - 1; l >= 0; l--) {
    const leads = new Uint8Array(units[l]);
    const following = kept[l + 1];
    const out = units[l + 1];
    if (layers[l + 1].residual) for (let j = 0; j < units[l]; j++) leads[j] = dead[l + 1][j] ? 0 : 1;
    for (let i = 0, row = 0; i < following.length; i += out, row++) {
      const unit = row % units[l];
      for (let t = 0; t < out && !leads[unit]; t++) if (following[i + t] && !dead[l + 1]?.[t]) leads[unit] = 1;
    }
    for (let j = 0; j < units[l]; j++) if (!leads[j]) dead[l][j] = 1;
  }
  return dead;
}

/** Kept weights that lie on a path from an input to an output; the others do nothing (effective sparsity counts them out). */
export function effectiveCount(layers: readonly RankedLayer[], mask: Mask, dead = deadUnits(layers, mask)): number {
  if (dead.every((units) => !units.includes(1))) return keptCount(mask);
  let effective = 0;
  layers.forEach(({ name, shape }, l) => {
    const kept = mask.get(name)!;
    const out = shape[shape.length - 1];
    const before = dead[l - 1];
    for (let i = 0, row = 0; i < kept.length; i += out, row++) {
      if (before?.[row % before.length]) continue;
      for (let j = 0; j < out; j++) if (kept[i + j] && !dead[l]?.[j]) effective++;
    }
  });
  return effective;
}
