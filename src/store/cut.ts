import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { keptIn, type Mask } from "../network/mask.ts";
import { bypassedUnits, countPaths, deadUnits, type PathCounts, pathsOf } from "../pruning/connectivity.ts";
import { type GoneCount, goneAt, maskAt, sharesAt, withShares } from "../pruning/cut.ts";
import type { Ranking } from "../pruning/types.ts";
import { defaultSetup, rankingOf, type Setup, sharesOf } from "../setup/setup.ts";
import type { HistoryState } from "../worker/protocol/history.ts";
import type { Snapshot } from "../worker/protocol.ts";
import { type Handle, isSameHandle } from "../worker/stateKey.ts";
import { type State, useStore } from "./store.ts";

/** The one cut that every view shows: the snapshot's weights under the mask at the handle's place. */
export interface Cut extends PathCounts {
  readonly snapshot: Snapshot;
  /** The snapshot's, with the shares of layers as they are set by hand now. */
  readonly ranking: Ranking;
  readonly mask: Mask;
  readonly kept: number;
  /** Of the weights of each layer. */
  readonly keptByLayer: readonly number[];
  readonly total: number;
  /** Share of all kernel weights that the mask prunes, 0..1. */
  readonly sparsity: number;
  /** What was chosen to go: the handle's place is a share of these. */
  readonly gone: GoneCount;
  /** Per hidden layer, 1 marks a unit on no kept path from an input to an output. */
  readonly dead: readonly Uint8Array[];
  /** Hidden units of layers that are gone, which live on by their shortcuts. */
  readonly bypassed: number;
}

/** The latest two: new weights of a run may be drawn a frame after those before. */
let latest: readonly { snapshot: Snapshot; sparsity: number; layerSparsity: readonly number[]; cut: Cut }[] = [];

/** Where layers are cut by hand, how much of each. */
type Shares = Pick<Setup, "layerSparsity">;

/** Cuts a snapshot at the handle's place; the latest answer is kept, so all panels of a frame share one computation. */
export function cutOf(snapshot: Snapshot, sparsity: number, setup: Shares = defaultSetup): Cut {
  const { layerSparsity } = setup;
  const known = latest.find(
    (one) => one.snapshot === snapshot && one.sparsity === sparsity && one.layerSparsity === layerSparsity,
  );
  if (known) return known.cut;
  const { layers } = snapshot;
  const ranking =
    snapshot.ranking.scope === "hand" ? withShares(snapshot.ranking, sharesOf(setup, layers.length)) : snapshot.ranking;
  const mask = maskAt(ranking, sparsity);
  const total = snapshot.layers.reduce((sum, layer) => sum + layer.weights.length, 0);
  const keptByLayer = layers.map(({ name }) => keptIn(mask.get(name)!));
  const kept = keptByLayer.reduce((sum, one) => sum + one, 0);
  const paths = pathsOf(layers, mask);
  const dead = deadUnits(layers, mask, paths);
  const cut = {
    snapshot,
    ranking,
    mask,
    kept,
    keptByLayer,
    total,
    sparsity: 1 - kept / total,
    gone: goneAt(ranking, sparsity),
    dead,
    bypassed: bypassedUnits(layers, mask, dead),
    ...countPaths(layers, mask, paths),
  };
  latest = [{ snapshot, sparsity, layerSparsity, cut }, ...latest.slice(0, 1)];
  return cut;
}

/** The cut of a state, for who needs a word of it: he is not disturbed as long as that stays. */
export const cutIn = ({ snapshot, sparsity, setup }: Pick<State, "snapshot" | "sparsity" | "setup">): Cut | null =>
  snapshot && cutOf(snapshot, sparsity, setup);

/** Where the handle stands, as the worker is asked about it. */
export const handleOf = ({ sparsity, setup, snapshot }: Pick<State, "sparsity" | "setup" | "snapshot">): Handle =>
  setup.scope === "hand" && snapshot ? { sparsity, shares: sharesOf(setup, snapshot.layers.length) } : { sparsity };

let asked: { readonly setup: Setup; readonly by: string } | undefined;

/** Whether the weights on the page are ranked as the settings ask. */
export function isRanked({ rankedBy, setup }: Pick<State, "setup"> & Partial<Pick<State, "rankedBy">>): boolean {
  if (asked?.setup !== setup) asked = { setup, by: rankingOf(setup) };
  return !rankedBy || rankedBy === asked.by;
}

type Measuring = Pick<State, "results" | "sparsity" | "setup" | "snapshot"> & Partial<Pick<State, "rankedBy">>;

/** Whether the accuracy on the page was measured at the handle; on slow networks it comes later than the cut is drawn. */
export const isMeasured = ({ results: { preview }, ...state }: Measuring) =>
  preview !== undefined && isRanked(state) && isSameHandle(preview.handle, handleOf(state));

const isPending = (state: State) => state.results.preview !== undefined && !isMeasured(state);

/** Whether the figures on the page are of another cut than the handle's, which are on their way. */
export const useIsPending = (): boolean => useStore(isPending);

/** How long figures are on their way before one sees that, in milliseconds; most come too soon. */
const unseen = 150;

/** Whether the figures at the handle are on their way for so long that those on the page are to be seen as another cut's. */
export function useIsOverdue(): boolean {
  const [isOverdue, tell] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (state: State) => {
      if (isPending(state)) timer ??= setTimeout(tell, unseen, true);
      else if (timer !== undefined) {
        clearTimeout(timer);
        timer = undefined;
        tell(false);
      }
    };
    look(useStore.getState());
    const leave = useStore.subscribe(look);
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, []);
  return isOverdue;
}

/** Where the handle was left last, 0..1: a cut that was made, or what earlier rounds pruned. */
export const committedIn = ({ entries, current }: HistoryState): number => entries[current]?.sparsity ?? 0;

/** Whether a place of the handle, 0..1, is the latest cut that was made and not taken back; else it rests there, at what earlier rounds
 *  pruned. */
export function isCutAt(
  { entries, current }: HistoryState,
  { granularity }: Pick<Setup, "granularity">,
  sparsity: number,
): boolean {
  const latest = entries.slice(0, current + 1).findLast(({ kind }) => kind === "prune" || kind === "uncut");
  if (latest?.kind !== "prune" || latest.granularity !== granularity) return false;
  return Math.abs(latest.sparsity - sparsity) < 1e-9;
}

/** The step that what is on the page is of, where training is more than a second ahead: ranking may take longer than that. Null where
 *  it is not. */
export function stepBehind({ running, snapshot, progress }: Pick<State, "running" | "snapshot" | "progress">) {
  if (!running || !snapshot) return null;
  return progress.step - snapshot.step > Math.max(1, progress.reachedPerSecond) ? snapshot.step : null;
}

/** The handle moves everything at once; new weights of the same network may come a frame later, drawn in slices, so that the
 *  page never stalls while training. */
export function useCut(): Cut | null {
  const newest = useStore((state) => state.snapshot);
  const sliced = useDeferredValue(newest);
  const snapshot = sliced?.key.run === newest?.key.run ? sliced : newest;
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
