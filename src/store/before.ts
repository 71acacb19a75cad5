import { useMemo } from "react";
import { keptCount } from "../network/mask.ts";
import type { Reference } from "../recipe/node.ts";
import type { References } from "../recipe/references.ts";
import { beforeNames } from "../text/before.ts";
import type { Preview } from "../worker/jobs/preview.ts";
import { type Cut, useCut } from "./cut.ts";
import { useReferences } from "./references.ts";
import { useStore } from "./store.ts";

/** What the cut on screen is compared with, on the validation set. */
export interface Before extends Pick<Reference, "accuracy" | "predictions" | "perClass"> {
  /** "the dense network": what is meant, in a sentence. */
  readonly name: string;
  /** The same where there is room for a word: "dense". */
  readonly short: string;
  /** The state it is of; null for the weights that stand, before the cut. */
  readonly node: number | null;
}

/** Whether the mask prunes more than training has locked: a cut that nothing was trained under. */
export const isOpen = ({ kept, snapshot }: Cut) => kept < keptCount(snapshot.locked);

/** A cut is compared with the weights it was made on: those that stand, where nothing was trained under it, else those before the
 *  latest cut that training locked. Null while that is not known. */
export function beforeOf(
  cut: Cut | null,
  { beforeCut, references }: { readonly beforeCut: Preview["beforeCut"] | null; readonly references: References },
): Before | null {
  if (!cut) return null;
  const isLocked = keptCount(cut.snapshot.locked) < cut.total;
  if (isLocked && !isOpen(cut)) {
    const { before, at: node } = references;
    return before && { ...before, node, ...(before.sparsity > 0 ? beforeNames.round : whole(before)) };
  }
  if (!beforeCut) return null;
  return { ...beforeCut, node: null, ...(isLocked ? beforeNames.cut : whole({ isTrained: cut.snapshot.step > 0 })) };
}

const whole = ({ isTrained }: Pick<Reference, "isTrained">) => (isTrained ? beforeNames.dense : beforeNames.untrained);

export function useBefore(): Before | null {
  const cut = useCut();
  const beforeCut = useStore((state) => state.results.preview?.beforeCut ?? null);
  const references = useReferences();
  return useMemo(() => beforeOf(cut, { beforeCut, references }), [cut, beforeCut, references]);
}
