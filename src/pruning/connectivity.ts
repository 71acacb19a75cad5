import type { Layer } from "../network/network.ts";
import type { Mask } from "./types.ts";

/** Per hidden layer of a dense chain, 1 marks a unit on no kept path from an input to an output. A unit without inputs still
 *  passes its bias on; it is dead all the same, for it sees nothing. */
export function deadUnits(layers: readonly Pick<Layer, "name" | "shape">[], mask: Mask): Uint8Array[] {
  const hidden = layers.slice(0, -1).map(({ shape }) => shape[1]);
  const dead = hidden.map((units) => new Uint8Array(units));
  const kept = layers.map(({ name }) => mask.get(name)!);
  for (let l = 0; l < hidden.length; l++) {
    const [fanIn, out] = layers[l].shape;
    dead[l].fill(1);
    for (let i = 0; i < fanIn; i++) {
      if (l > 0 && dead[l - 1][i]) continue;
      for (let j = 0; j < out; j++) if (kept[l][i * out + j]) dead[l][j] = 0;
    }
  }
  for (let l = hidden.length - 1; l >= 0; l--) {
    const out = layers[l + 1].shape[1];
    for (let j = 0; j < hidden[l]; j++) {
      let leads = 0;
      for (let t = 0; t < out; t++)
        if (kept[l + 1][j * out + t] && !(l + 1 < hidden.length && dead[l + 1][t])) leads = 1;
      if (!leads) dead[l][j] = 1;
    }
  }
  return dead;
}

/** Kept weights that lie on a path from an input to an output; the others do nothing (effective sparsity counts them out). */
export function effectiveCount(layers: readonly Pick<Layer, "name" | "shape">[], mask: Mask): number {
  const dead = deadUnits(layers, mask);
  let effective = 0;
  layers.forEach(({ name, shape }, l) => {
    const kept = mask.get(name)!;
    const out = shape[1];
    for (let i = 0; i < kept.length; i++)
      if (kept[i] && !dead[l - 1]?.[Math.floor(i / out)] && !dead[l]?.[i % out]) effective++;
  });
  return effective;
}
