import { useDeferredValue, useMemo } from "react";
import type { CurvePoint, Snapshot } from "../engine/protocol.ts";
import { deadUnits, effectiveCount } from "../pruning/connectivity.ts";
import { maskAt, withShares } from "../pruning/cut.ts";
import { keptCount } from "../pruning/mask.ts";
import { keyOf, labelOf } from "../pruning/offer.ts";
import type { Choice, Mask, Ranking } from "../pruning/types.ts";
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
  const mask = cutAt(ranking, sparsity, setup);
  const total = snapshot.layers.reduce((sum, layer) => sum + layer.weights.length, 0);
  const kept = keptCount(mask);
  const dead = deadUnits(layers, mask);
  const effective = effectiveCount(layers, mask, dead);
  const cut = { snapshot, mask, kept, total, sparsity: 1 - kept / total, dead, effective };
  last = { snapshot, sparsity, layerSparsity, cut };
  return cut;
}

const cutAt = (ranking: Ranking, sparsity: number, setup: Shares): Mask =>
  maskAt(ranking.scope === "hand" ? withShares(ranking, sharesOf(setup, ranking.layers.length)) : ranking, sparsity);

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

/** A comparison at the handle's place. */
export interface Other {
  readonly choice: Choice;
  readonly key: string;
  /** What sets it apart from the page's own choice. */
  readonly label: string;
  readonly points: readonly CurvePoint[];
  readonly mask: Mask;
}

/** Cuts of the weights on screen by the other choices; those that the worker has not ranked yet are left out. */
export function useOthers(): readonly Other[] {
  const cut = useCut();
  const compared = useStore((state) => state.compared);
  const setup = useStore((state) => state.setup);
  const sparsity = useStore((state) => state.sparsity);
  return useMemo(
    () =>
      setup.against.flatMap((choice) => {
        const key = keyOf(choice);
        const found = compared[key];
        if (!cut || found?.version !== cut.snapshot.version) return [];
        const { ranking, points } = found;
        return [{ choice, key, label: labelOf(choice, setup), points, mask: cutAt(ranking, sparsity, setup) }];
      }),
    [cut, compared, setup, sparsity],
  );
}

/** Accuracy of a curve at a sparsity: of the level there, or on the line between two levels. */
export function accuracyAt(points: readonly CurvePoint[], sparsity: number): { value: number; isMeasured: boolean } {
  const next = points.findIndex((point) => point.sparsity >= sparsity - 1e-9);
  const above = points[next] ?? points[points.length - 1];
  const below = points[next - 1];
  if (!below || above.sparsity - sparsity < 1e-9) return { value: above.accuracy, isMeasured: true };
  const share = (sparsity - below.sparsity) / (above.sparsity - below.sparsity);
  return { value: below.accuracy + share * (above.accuracy - below.accuracy), isMeasured: false };
}
