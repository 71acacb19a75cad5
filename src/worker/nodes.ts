import { keptCount, sparsityOf } from "../network/mask.ts";
import { costsOf, totalCost } from "../pruning/networkCost.ts";
import type { RunNode, TimelinePoint } from "../recipe/node.ts";
import { fingerprint, type NetworkState } from "../recipe/state.ts";
import type { Step } from "../recipe/steps/registry.ts";
import { stepsOf, type TrainStep } from "../recipe/steps/train.ts";
import type { RunTree } from "../recipe/tree.ts";
import { axisOf, type Setup } from "../setup/setup.ts";
import type { HistoryState } from "./protocol/history.ts";
import type { Training } from "./training.ts";

export type Tree = RunTree<RunNode>;

export const isTrainStep = (step: Step | null): step is TrainStep =>
  step?.kind === "train" || step?.kind === "finetune";

/** What a step has led to, as it is known where it was made. */
export interface Made {
  readonly step: Step | null;
  readonly state: NetworkState;
  readonly setup: Setup;
  readonly milliseconds: number;
}

/** The node of the state that a network stands at, under the state that it was made from. */
export function nodeOf(
  id: number,
  parent: RunNode | null,
  made: Made,
  training: Training,
  path: readonly RunNode[],
): RunNode {
  const { step, state, setup, milliseconds } = made;
  const { observer, spec, summary } = training.prepared;
  const { layers } = training.shown.ranked;
  const mask = training.shown.maskAt(state.cut);
  const { locked } = training.shown.ranked;
  const whole = observer.validate(layers, locked);
  const { accuracy } = observer.validate(layers, mask);
  const pruned = sparsityOf(mask);
  const isRound = isTrainStep(step) && !step.diverged && stepsOf(step) > 0 && sparsityOf(locked) > 0;
  return {
    id,
    parent: parent?.id ?? null,
    run: training.id,
    step,
    setup,
    data: summary.label,
    content: summary.content,
    trained: state.checkpoint.step,
    clock: training.points.clock,
    cut: state.cut,
    accuracy,
    pruned,
    kept: keptCount(mask),
    cost: totalCost(costsOf(spec, layers, mask)),
    reference: {
      accuracy: whole.accuracy,
      predictions: whole.predictions,
      perClass: whole.perClass,
      sparsity: sparsityOf(locked),
      isTrained: state.checkpoint.step > 0,
    },
    reached: isRound ? { sparsity: state.cut, accuracy, pruned, axis: axisOf(setup) } : null,
    points: training.points.timeline.points.slice(pointsOf(path).length),
    milliseconds: Math.round(milliseconds),
    at: Date.now(),
    fingerprint: fingerprint(layers, mask),
    name: "",
    note: "",
    isHidden: false,
  };
}

/** What was measured on the way to the last state of a path. */
export const pointsOf = (path: readonly RunNode[]): readonly TimelinePoint[] => path.flatMap(({ points }) => points);

/** The way to the state that stands and on from it, as the page shows it in a line. */
export function historyOf(tree: Tree): HistoryState {
  const { current, before, after, elsewhere } = tree;
  const path = tree.path(current.id);
  return {
    entries: [...path, ...tree.ahead(current.id)].map(({ id, step, clock, cut, accuracy, setup }) => ({
      id,
      kind: step?.kind ?? "start",
      clock,
      sparsity: cut,
      granularity: setup.granularity,
      accuracy,
    })),
    current: path.length - 1,
    canUndo: before !== null,
    canRedo: after !== null,
    elsewhere: elsewhere?.id ?? null,
  };
}
