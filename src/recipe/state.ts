import type { Checkpoint } from "../network/checkpoint.ts";
import type { Mask } from "../network/mask.ts";
import { applyMask, fullMask, sparsityOf } from "../network/mask.ts";
import type { BatchNorm, Layer } from "../network/network.ts";
import { arraysOf } from "../network/parameters.ts";
import { biasMasks } from "../network/wiring.ts";
import { type ManualEdits, noManualEdits } from "../pruning/manualEdits.ts";
import { settingsSchema } from "../setup/keptSettings.ts";
import { type FieldOf, fieldsOf, type Setup, settingsOf } from "../setup/setup.ts";

/** What a cut is made by, but for how far it goes. */
export type CutSettings = Pick<Setup, FieldOf<"ranking" | "shares">>;

/** All that a step goes on from; plain data, its arrays are shared between states and never written to. */
export interface NetworkState {
  /** Its mask is what training has locked. */
  readonly checkpoint: Checkpoint;
  /** What was decided about single weights. */
  readonly edits: ManualEdits;
  /** The committed cut on top of the locked mask: a share, 0..1, of what the settings count. */
  readonly cut: number;
  readonly settings: CutSettings;
  /** Per layer, what locked weights were worth when they were locked; null where none is. */
  readonly lost: readonly (Float32Array | null)[];
}

export const cutSettingsOf = (setup: Setup): CutSettings => settingsOf(setup, "ranking", "shares");
/** Reads what `writeSettings` makes of them. */
export const cutSettingsSchema = settingsSchema(fieldsOf("ranking", "shares"));

/** Weights under a mask with a fresh optimizer; the bias of a unit goes with it, as in every engine. */
export function fresh(layers: readonly Layer[], mask: Mask, step: number): Checkpoint {
  return { layers: applyMask(layers, mask, biasMasks(layers, mask)), moments: [], betaPowers: [1, 1], step, mask };
}

/** Weights that nothing was done with. */
export const untouched = (layers: readonly Layer[], settings: CutSettings): NetworkState => ({
  checkpoint: fresh(layers, fullMask(layers), 0),
  edits: noManualEdits(layers),
  cut: 0,
  settings,
  lost: layers.map(() => null),
});

/** The state in which the mask of its cut is locked: pruned weights are exactly 0 and the optimizer is fresh. The same object where
 *  the mask prunes nothing more. */
export function locked(state: NetworkState, mask: Mask): NetworkState {
  const { checkpoint } = state;
  if (sparsityOf(mask) <= sparsityOf(checkpoint.mask)) return state;
  return { ...state, checkpoint: fresh(checkpoint.layers, mask, checkpoint.step), lost: lostBy(state, mask) };
}

/** What weights are worth that a mask is about to prune, beside those that are gone already. */
export function lostBy({ checkpoint, lost }: Pick<NetworkState, "checkpoint" | "lost">, mask: Mask) {
  return checkpoint.layers.map(({ name, weights }, l) => {
    const [before, after] = [checkpoint.mask.get(name)!, mask.get(name)!];
    if (before.every((bit, i) => bit === after[i])) return lost[l];
    const known = lost[l];
    return weights.map((weight, i) => (before[i] > after[i] ? weight : (known?.[i] ?? 0)));
  });
}

/** The same state with more weights kept: each comes back with what it was worth when it was locked, else initially. The optimizer
 *  knows nothing of them. */
export function regrown(
  { checkpoint, lost }: Pick<NetworkState, "checkpoint" | "lost">,
  mask: Mask,
  initial: readonly Layer[],
): Checkpoint {
  const layers = checkpoint.layers.map((layer, l) => {
    const [before, after] = [checkpoint.mask.get(layer.name)!, mask.get(layer.name)!];
    const worth = lost[l] ?? initial[l].weights;
    const weights = layer.weights.map((weight, i) => (after[i] > before[i] ? worth[i] : weight));
    return { ...layer, weights, batchNorm: layer.batchNorm && rescaled(layer.batchNorm, before, after) };
  });
  const kernels = checkpoint.layers.flatMap((layer) => arraysOf(layer).map((_, i) => (i === 0 ? layer.name : null)));
  const moments = checkpoint.moments.map((moment, m) => {
    // Those of all parameters in turn; twice for Adam.
    const name = kernels[m % kernels.length];
    if (name === null) return moment;
    const [before, after] = [checkpoint.mask.get(name)!, mask.get(name)!];
    return moment.map((value, i) => (after[i] > before[i] ? 0 : value));
  });
  return { ...checkpoint, layers, moments, mask };
}

/** The scale of a unit that had gone is 0, and no weight into it would learn: it comes back as 1. */
function rescaled(batchNorm: BatchNorm, before: Uint8Array, after: Uint8Array): BatchNorm {
  const scale = batchNorm.scale.slice();
  for (let i = 0; i < after.length; i++) if (after[i] > before[i]) scale[i % scale.length] ||= 1;
  return { ...batchNorm, scale };
}

/** Eight hex digits of all parameters and the mask of the cut: another bit anywhere gives others, but once in four thousand million. */
export function fingerprint(layers: readonly Layer[], mask: Mask): string {
  let hash = 0x811c9dc5;
  const mix = (words: Uint32Array | Uint8Array) => {
    for (let i = 0; i < words.length; i++) {
      // Murmur's mixing of a word (Appleby 2011): every bit reaches all others.
      hash = Math.imul(hash ^ Math.imul(words[i], 0xcc9e2d51), 0x1b873593);
      hash ^= hash >>> 15;
    }
  };
  for (const layer of layers) {
    const [weights, ...others] = arraysOf(layer);
    const bits = mask.get(layer.name)!;
    // -0 and 0 are the same weight, and what is pruned is 0.
    mix(new Uint32Array(weights.map((weight, i) => (bits[i] ? weight + 0 : 0)).buffer));
    for (const values of others) mix(new Uint32Array(values.slice().buffer));
    mix(bits);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
