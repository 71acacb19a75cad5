import { prunedOfGroup } from "../pruning/cut.ts";
import { percentOf, type Setup } from "./setup.ts";

/** Of groups of M weights the slider has M stops: the sparsity (percent) of the nearest one. */
export function onGroups<T extends Pick<Setup, "granularity" | "groupSize" | "sparsity">>(setup: T): T {
  const { granularity, groupSize, sparsity } = setup;
  if (granularity !== "group") return setup;
  return { ...setup, sparsity: percentOf(prunedOfGroup(sparsity / 100, groupSize) / groupSize) };
}
