import type { MapState, StateKind } from "../../charts/runs/forest.ts";
import type { RunNode } from "../../recipe/node.ts";
import { isCutState } from "../../store/slides.ts";
import { stateText } from "../../text/runs.ts";
import { describeStep } from "../../text/steps.ts";

/** "Fine-tune 40 epochs, 90.0 % pruned, accuracy 93.2 %". */
export const describeState = (node: RunNode): string =>
  stateText(describeStep(node.step), node.pruned, node.accuracy, node.name);

const kindOf = (node: RunNode): StateKind =>
  isCutState(node) ? "cut" : node.step?.kind === "finetune" || node.reached !== null ? "tuned" : "trained";

/** A state as chart, thread and list draw it; `placed` says where on the axis. */
export const asMapState = (node: RunNode, placed: (node: RunNode) => number): MapState => ({
  id: node.id,
  parent: node.parent,
  sparsity: placed(node),
  accuracy: node.accuracy,
  kind: kindOf(node),
  isHidden: node.isHidden,
  name: node.name,
  description: describeState(node),
});
