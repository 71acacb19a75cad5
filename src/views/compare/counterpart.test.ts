import { expect, it } from "vitest";
import type { RunNode } from "../../recipe/node.ts";
import { cutSettingsOf } from "../../recipe/state.ts";
import { asked } from "../../recipe/steps/train.ts";
import { defaultSetup } from "../../setup/setup.ts";
import { counterpartOf } from "./counterpart.ts";

const tuned = asked("finetune", defaultSetup);
const cut = { kind: "prune", sparsity: 80, settings: cutSettingsOf(defaultSetup) } as const;

const tree = (...nodes: [id: number, parent: number | null, step: RunNode["step"], pruned: number, run?: number][]) =>
  new Map(
    nodes.map(([id, parent, step, pruned, run = 1]) => [
      id,
      { id, parent, step, pruned, run, isHidden: false } as RunNode,
    ]),
  );

it("beside the end of small rounds stands the one jump to the same sparsity, trained since", () => {
  const nodes = tree(
    [1, null, null, 0],
    [2, 1, tuned, 0],
    [3, 2, cut, 0.8],
    [4, 3, tuned, 0.8],
    [5, 2, cut, 0.5],
    [6, 5, tuned, 0.5],
    [7, 6, cut, 0.8],
    [8, 7, tuned, 0.8],
    [9, null, null, 0.8, 2],
  );
  expect(counterpartOf(nodes, 8)).toBe(4);
  expect(counterpartOf(nodes, 4)).toBe(8);
  // Hidden ones come last.
  nodes.set(4, { ...nodes.get(4)!, isHidden: true });
  expect(counterpartOf(nodes, 8)).toBe(3);
});

it("where there is but one way, it is a state on it; where there is one state, none", () => {
  expect(counterpartOf(tree([1, null, null, 0], [2, 1, tuned, 0], [3, 2, cut, 0.8]), 3)).toBe(2);
  expect(counterpartOf(tree([1, null, null, 0]), 1)).toBeNull();
  expect(counterpartOf(tree([1, null, null, 0]), 7)).toBeNull();
});
