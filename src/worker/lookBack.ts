import { sparsityOf } from "../network/mask.ts";
import type { RunNode } from "../recipe/node.ts";
import { beforeFineTuning, beforeLocking, isLockedSince } from "../recipe/references.ts";
import { rankingOf } from "../setup/setup.ts";
import type { LookBack } from "./jobs/look.ts";
import type { Training } from "./training.ts";
import type { WorkAround } from "./workAround.ts";

/** Beside the curve of the weights that stand the page draws that of the state before they were fine-tuned, and those of states that are
 *  `drawn`, by id; of points it shows the decision field before the latest cut. */
export function lookBack(training: Training, around: WorkAround, drawn: readonly number[]): void {
  const tree = around.tree();
  const path = tree.path(tree.current.id);
  const backTo = (node: RunNode): LookBack => ({
    node: node.id,
    by: rankingOf(node.setup),
    missing: around.states().missing(tree.path(node.id)).length,
    find: async () => {
      const state = await around.atHand(node, training);
      return state && training.shown.rankedAt(state);
    },
  });
  const tuned = beforeFineTuning(path, training.run?.kind === "finetune");
  const others = [...tree.nodes].filter(({ id, run }) => drawn.includes(id) && run === training.id && id !== tuned?.id);
  const { shown, prepared } = training;
  const before = beforeLocking(path, isLockedSince(path, sparsityOf(shown.ranked.locked)));
  shown.viewer.lookBack({
    curves: [...(tuned ? [tuned] : []), ...others].map(backTo),
    field: before && prepared.summary.kind === "points" ? backTo(before) : null,
  });
}
