import { expect, it } from "vitest";
import { initialise } from "../../network/initialise.ts";
import { fullMask, type Mask } from "../../network/mask.ts";
import { rank } from "../../pruning/rank.ts";
import type { Granularity, Scope } from "../../pruning/types.ts";
import { defaultSetup } from "../../setup/setup.ts";
import { cutOf } from "../../store/cut.ts";
import type { EntryKind, HistoryState } from "../../worker/protocol/history.ts";
import { countedBy, describeCount } from "../act/ExactCut.tsx";
import { cutNote } from "./cutNote.ts";

/** Two layers of four units: 32 weights, 8 neurons. */
const hidden = [4, 4].map((units) => ({ kind: "dense" as const, units }));
const layers = initialise({ input: [1, 1, 2], hidden, outputs: 2, activation: "relu", initialiser: "he" }, 1);
const full = fullMask(layers);
/** The first two units of the first layer have no weight left, all others have lost none. */
const twoUnits: Mask = new Map([
  ["dense1", full.get("dense1")!.map((_, i) => Number(i % 4 > 1))],
  ["dense2", full.get("dense2")!.map((_, i) => Number(i >= 8))],
  ["output", full.get("output")!],
]);

interface NoteScene {
  readonly granularity?: Granularity;
  readonly scope?: Scope;
  readonly locked?: Mask;
  readonly sparsity: number;
  /** The latest cut that was made. */
  readonly latest?: { readonly granularity: Granularity; readonly sparsity: number };
  /** It was taken back since. */
  readonly isBack?: boolean;
  readonly pinned?: Mask;
}

function stage({
  granularity = "weight",
  scope = "global",
  locked = full,
  sparsity,
  latest,
  isBack,
  pinned,
}: NoteScene) {
  const setup = { ...defaultSetup, hidden, granularity, scope };
  const request = { ...setup, protectedLayers: [], keepOneUnit: true };
  const ranking = rank(layers, request, locked, pinned ? { pinned } : {});
  const key = { run: 1, version: 1 };
  const cut = cutOf({ key, layers, locked, ranking, edits: new Map(), step: 9, epoch: 1 }, sparsity, setup);
  const at = { granularity, sparsity };
  const entry = (kind: EntryKind, cut: NoteScene["latest"] = at) => ({
    kind,
    id: 1,
    label: "",
    clock: 0,
    accuracy: 1,
    groupSize: 4,
    ...cut,
  });
  const entries = [...(latest ? [entry("prune", latest)] : []), entry(isBack ? "uncut" : "finetune")];
  const history: HistoryState = {
    entries,
    current: entries.length - 1,
    canUndo: false,
    canRedo: false,
    elsewhere: null,
  };
  return { cut, setup, noted: { setup, sparsity, history, trained: true } };
}

const note = (scene: NoteScene) => {
  const { cut, noted } = stage(scene);
  const text = cutNote(cut, noted).map((part) => part.text);
  return text.join("").replaceAll("\u202f", " ");
};

it.each<[string, NoteScene, string]>([
  ["nothing", { sparsity: 0 }, "Drag the ● below, or use the arrow keys"],
  ["a cut", { sparsity: 0.5, latest: { granularity: "weight", sparsity: 0.5 } }, "Cut at 50.0 %"],
  [
    "a cut that was trained under",
    { locked: twoUnits, sparsity: 0.375, latest: { granularity: "weight", sparsity: 0.375 } },
    "Cut at 37.5 %",
  ],
  [
    "neurons where none were cut, at what weights left of them",
    { granularity: "unit", locked: twoUnits, sparsity: 0.25, latest: { granularity: "weight", sparsity: 0.375 } },
    "2 of 8 neurons went in earlier rounds; Undo brings them back",
  ],
  [
    "the same with the handle at 0",
    { granularity: "unit", locked: twoUnits, sparsity: 0, latest: { granularity: "unit", sparsity: 0 } },
    "2 of 8 neurons went in earlier rounds; Undo brings them back",
  ],
  [
    "groups where none were cut",
    { granularity: "group", locked: twoUnits, sparsity: 0, latest: { granularity: "weight", sparsity: 0.375 } },
    "37.5 % went in earlier rounds; Undo brings them back",
  ],
  [
    "less than earlier rounds took",
    { locked: twoUnits, sparsity: 0.2, latest: { granularity: "weight", sparsity: 0.375 } },
    "37.5 % went in earlier rounds; Undo brings them back",
  ],
  [
    "a cut of neurons that was taken back",
    {
      granularity: "unit",
      locked: twoUnits,
      sparsity: 0.25,
      latest: { granularity: "unit", sparsity: 0.25 },
      isBack: true,
    },
    "2 of 8 neurons went in earlier rounds; Undo brings them back",
  ],
  ["more neurons", { granularity: "unit", locked: twoUnits, sparsity: 0.5 }, "Cut at 50.0 % of the neurons"],
])("what is said under Prune of %s", (_, scene, said) => {
  expect(note(scene)).toBe(said);
});

it.each<[string, NoteScene, string]>([
  ["half of all weights", { sparsity: 0.5 }, "16 of 32 weights pruned"],
  ["the handle at 0 after a round", { locked: twoUnits, sparsity: 0 }, "0 of 32 weights, 12 are gone"],
  ["neurons, at 0", { granularity: "unit", locked: twoUnits, sparsity: 0 }, "0 of 8 neurons, 2 are gone"],
  ["neurons, at what is gone", { granularity: "unit", locked: twoUnits, sparsity: 0.25 }, "2 of 8 neurons pruned"],
  ["all neurons: one of every layer stays", { granularity: "unit", sparsity: 1 }, "8 of 8 neurons, 6 are gone"],
  [
    "layers that lost different shares",
    { scope: "layerwise", locked: twoUnits, sparsity: 0.25 },
    "8 of 32 weights, 14 are gone",
  ],
  [
    "all weights but those kept by hand",
    { sparsity: 1, pinned: new Map([["dense1", Uint8Array.of(1)]]) },
    "32 of 32 weights, 31 are gone",
  ],
  ["the rounding of every layer", { scope: "layerwise", sparsity: 0.31 }, "10 of 32 weights pruned"],
  ["groups", { granularity: "group", locked: twoUnits, sparsity: 0.5 }, "2 of 4 of each group pruned"],
])("the cut in numbers never contradicts what is left: %s", (_, scene, expected) => {
  const { cut, setup } = stage(scene);
  expect(describeCount(countedBy(cut, setup, scene.sparsity)!, scene.sparsity)).toBe(expected);
});
