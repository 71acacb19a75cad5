import { beforeFineTuning } from "../recipe/references.ts";
import { rankingOf } from "../setup/setup.ts";
import type { Training } from "./training.ts";
import type { WorkAround } from "./workAround.ts";

/** Beside the curve of the weights that stand the page draws that of the state before they were fine-tuned. */
export function lookBack(training: Training, around: WorkAround): void {
  const tree = around.tree();
  const path = tree.path(tree.current.id);
  const node = beforeFineTuning(path, training.run?.kind === "finetune");
  training.shown.viewer.lookBack(
    node && {
      node: node.id,
      by: rankingOf(node.setup),
      missing: around.states().missing(path.slice(0, path.indexOf(node) + 1)).length,
      find: async () => {
        const state = await around.atHand(node, training);
        return state && training.shown.rankedAt(state);
      },
    },
  );
}
