import { useMemo } from "react";
import { sparsityOf } from "../network/mask.ts";
import type { CurvePoint, Level, Reached, RunNode } from "../recipe/node.ts";
import {
  beforeFineTuning,
  isLockedSince,
  noReferences,
  type References,
  reachedBy,
  referencesOf,
} from "../recipe/references.ts";
import { axisOf, rankingOf } from "../setup/setup.ts";
import type { ReferenceCurve } from "../worker/jobs/reference.ts";
import { together } from "./curve.ts";
import { type State, useStore } from "./store.ts";
import { pathTo } from "./tree.ts";

/** A curve of weights that training has left behind. */
export interface Earlier {
  /** On which its sparsities are places (`axisOf`). */
  readonly axis: string;
  /** As it is drawn, by sparsity. */
  readonly points: readonly CurvePoint[];
  readonly levels: readonly Level[];
}

const nowhere: readonly RunNode[] = [];
let latest: { readonly of: Pick<State, "nodes" | "place">; readonly path: readonly RunNode[] } | undefined;

/** The way to the state that stands; the same array as long as it is the same. */
export function pathIn({ nodes, place, run }: Pick<State, "nodes" | "place" | "run">): readonly RunNode[] {
  if (!place || nodes.get(place.current)?.run !== run) return nowhere;
  if (latest?.of.nodes !== nodes || latest.of.place?.current !== place.current)
    latest = { of: { nodes, place }, path: pathTo({ nodes }, place.current) };
  return latest.path;
}

const usePath = (): readonly RunNode[] => useStore(pathIn);

/** What the cut on the page is compared with. While training goes on under a cut that it has locked, the state that stands is that
 *  before. */
export function referencesFor(path: readonly RunNode[], snapshot: State["snapshot"]): References {
  if (path.length === 0 || !snapshot) return noReferences;
  return referencesOf(path, isLockedSince(path, sparsityOf(snapshot.locked)));
}

export function useReferences(): References {
  const path = usePath();
  const snapshot = useStore((state) => state.snapshot);
  return useMemo(() => referencesFor(path, snapshot), [path, snapshot]);
}

/** The curve of a state before it was fine-tuned, through the figure at its cut; null while none is known that is ranked as it is. */
export function earlierCurve(
  node: RunNode | null,
  curve: Pick<ReferenceCurve, "by" | "points"> | undefined,
): Earlier | null {
  if (!node || curve?.by !== rankingOf(node.setup)) return null;
  const { cut: sparsity, accuracy, setup } = node;
  return { axis: axisOf(setup), points: together(curve.points, [{ sparsity, accuracy }]), levels: curve.points };
}

/** The curve before fine-tuning, of the state that this began at on the way to the one that stands. */
export function useReferenceCurve(): Earlier | null {
  const path = usePath();
  const fineTunes = useStore((state) => state.running === "finetune");
  const node = useMemo(() => beforeFineTuning(path, fineTunes), [path, fineTunes]);
  const curve = useStore((state) => (node ? state.results[`curve:${node.id}`] : undefined));
  return useMemo(() => earlierCurve(node, curve), [node, curve]);
}

/** What runs under a mask reached on the way to the state that stands. */
export function useReached(): readonly Reached[] {
  const path = usePath();
  return useMemo(() => reachedBy(path), [path]);
}
