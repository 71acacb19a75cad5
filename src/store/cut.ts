import { useDeferredValue, useMemo } from "react";
import type { Snapshot } from "../engine/protocol.ts";
import { deadUnits, effectiveCount } from "../pruning/connectivity.ts";
import { maskAt, sharesAt, withShares } from "../pruning/cut.ts";
import { keptCount } from "../pruning/mask.ts";
import type { Mask, Ranking } from "../pruning/types.ts";
import { defaultSetup, type Setup, sharesOf } from "../setup/setup.ts";
import { useStore } from "./store.ts";

/** The one cut that every view shows: the snapshot's weights under the mask at the handle's place. */
export interface Cut {
  readonly snapshot: Snapshot;
  readonly mask: Mask;
  readonly kept: number;
  readonly total: number;
  /** Share of all kernel weights that the mask prunes, 0..1. */
  readonly sparsity: number;
  /** Per hidden layer, 1 marks a unit that no kept path leads through. */
  readonly dead: readonly Uint8Array[];
  /** Kept weights that lie on a path from an input to an output. */
  readonly effective: number;
}

let last: { snapshot: Snapshot; sparsity: number; layerSparsity: readonly number[]; cut: Cut } | undefined;

/** Where layers are cut by hand, how much of each. */
type Shares = Pick<Setup, "layerSparsity">;

/** Cuts a snapshot at the handle's place; the latest answer is kept, so all panels of a frame share one computation. */
export function cutOf(snapshot: Snapshot, sparsity: number, setup: Shares = defaultSetup): Cut {
  const { layerSparsity } = setup;
  if (last?.snapshot === snapshot && last.sparsity === sparsity && last.layerSparsity === layerSparsity)
    return last.cut;
  const { layers, ranking } = snapshot;
  const mask = maskAt(
    ranking.scope === "hand" ? withShares(ranking, sharesOf(setup, layers.length)) : ranking,
    sparsity,
  );
  const total = snapshot.layers.reduce((sum, layer) => sum + layer.weights.length, 0);
  const kept = keptCount(mask);
  const dead = deadUnits(layers, mask);
  const effective = effectiveCount(layers, mask, dead);
  const cut = { snapshot, mask, kept, total, sparsity: 1 - kept / total, dead, effective };
  last = { snapshot, sparsity, layerSparsity, cut };
  return cut;
}

/** The handle moves everything at once; new weights of the same network may come a frame later, drawn in slices, so that the
 *  page never stalls while training. */
export function useCut(): Cut | null {
  const newest = useStore((state) => state.snapshot);
  const sliced = useDeferredValue(newest);
  const snapshot = sliced?.network === newest?.network ? sliced : newest;
  const sparsity = useStore((state) => state.sparsity);
  const setup = useStore((state) => state.setup);
  return useMemo(() => (snapshot ? cutOf(snapshot, sparsity, setup) : null), [snapshot, sparsity, setup]);
}

/** How much of every layer goes at the handle's place where layers are cut by hand, 0..1; layers that cannot be cut have 0. */
export function sharesNow({ lists, layers }: Ranking, sparsity: number, setup: Shares): number[] {
  const asked = sharesOf(setup, layers.length);
  const shares = sharesAt(
    lists.map(({ layer }) => asked[layer ?? 0]),
    lists.map(({ order }) => order.length),
    sparsity,
  );
  const now = layers.map(() => 0);
  lists.forEach(({ layer }, l) => {
    if (layer !== null) now[layer] = shares[l];
  });
  return now;
}
