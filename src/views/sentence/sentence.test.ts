import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initialise } from "../../network/initialise.ts";
import { applyMask, fullMask, type Mask } from "../../network/mask.ts";
import type { LayerSpec, NetworkSpec } from "../../network/network.ts";
import { readLayers } from "../../network/notation.ts";
import { rank } from "../../pruning/rank.ts";
import type { Granularity, PruneRequest, Scope } from "../../pruning/types.ts";
import type { Reference } from "../../recipe/node.ts";
import { noReferences } from "../../recipe/references.ts";
import { beforeOf } from "../../store/before.ts";
import { cutOf } from "../../store/cut.ts";
import { type State, useStore } from "../../store/store.ts";
import type { Preview } from "../../worker/jobs/preview.ts";
import type { EntryKind } from "../../worker/protocol/history.ts";
import type { Snapshot } from "../../worker/protocol.ts";
import { describeShare } from "../amount.ts";
import { bytes, count, figure, percent, points } from "../format.ts";
import { brokenFor } from "./broken.ts";
import { sentenceFor } from "./headline.ts";
import type { SentencePart, SentenceState } from "./parts.ts";
import { areOfCut } from "./useSentence.ts";

const examples = 250;

/** A state of the page, as far as sentences look at it. */
interface Scene {
  readonly hidden?: string;
  readonly granularity?: Granularity;
  readonly scope?: Scope;
  readonly step?: number;
  /** What training has locked, 0..1, or by layer name which weights. */
  readonly locked?: number | ((mask: Mask) => Mask);
  readonly sparsity?: number;
  /** Right answers of the 250, at the cut and for the weights as they stand. */
  readonly correct: number;
  readonly beforeCut?: number;
  /** All examples are taken for one class. */
  readonly constant?: boolean;
  readonly dense?: number | null;
  readonly before?: number | null;
  /** Sparsity of the state before this round's cut. */
  readonly beforeSparsity?: number;
  readonly afterCut?: number | null;
  readonly running?: State["running"];
  /** Steps that training, at 10 a second, is ahead of what is shown. */
  readonly ahead?: number;
  readonly history?: readonly EntryKind[];
  /** What the steps of the history counted, where that is not what is counted now. */
  readonly made?: Granularity;
}

const reference = (correct: number | null | undefined, sparsity = 0, isTrained = true): Reference | null =>
  typeof correct === "number"
    ? { accuracy: correct / examples, predictions: new Uint8Array(), perClass: new Float32Array(), sparsity, isTrained }
    : null;

function stage(scene: Scene) {
  const hidden = readLayers(scene.hidden ?? "8") as LayerSpec[];
  const isImage = hidden[0]?.kind === "conv";
  const spec: NetworkSpec = {
    input: isImage ? [8, 8, 1] : [1, 1, 2],
    hidden,
    outputs: 2,
    activation: "relu",
    initialiser: "he",
  };
  const initial = initialise(spec, 1);
  const setup = { ...useStore.getState().setup, hidden, granularity: scene.granularity ?? "weight" };
  const request: PruneRequest = {
    criterion: "magnitude",
    granularity: setup.granularity,
    groupSize: 4,
    scope: scene.scope ?? "global",
    norm: "l2",
    seed: 1,
    protectedLayers: [],
    keepOneUnit: true,
  };
  const whole = fullMask(initial);
  const first = rank(initial, { ...request, granularity: "weight", scope: "global" }, whole);
  const { locked = 0, sparsity = 0, step = 100 } = scene;
  const mask =
    typeof locked === "function"
      ? locked(whole)
      : locked > 0
        ? cutOf({ ...snapshotOf(initial, whole, step), ranking: first }, locked).mask
        : whole;
  const layers = applyMask(initial, mask);
  const snapshot = { ...snapshotOf(layers, mask, step), ranking: rank(layers, request, mask) };
  const predictions = Uint8Array.from({ length: examples }, (_, i) => (scene.constant ? 1 : i % 2));
  const beforeCut = scene.beforeCut ?? scene.correct;
  const kinds = scene.history ?? ["start", "train"];
  const state = {
    ...useStore.getState(),
    setup,
    spec,
    sparsity,
    data: { classes: ["ring", "dot"] } as unknown as State["data"],
    results: {
      preview: {
        accuracy: scene.correct / examples,
        correct: scene.correct,
        predictions,
        beforeCut: { accuracy: beforeCut / examples, predictions, perClass: new Float32Array(2) },
      } as Preview,
    },
    references: {
      dense: reference(scene.dense),
      before: reference(scene.before, scene.beforeSparsity),
      afterCut: typeof scene.afterCut === "number" ? scene.afterCut / examples : null,
    },
    running: scene.running ?? null,
    snapshot,
    progress: { ...useStore.getState().progress, step: step + (scene.ahead ?? 0), reachedPerSecond: 10 },
    history: {
      entries: kinds.map((kind, i) => ({
        id: i + 1,
        kind,
        label: "",
        clock: 0,
        sparsity,
        granularity: scene.made ?? setup.granularity,
        accuracy: 1,
      })),
      current: kinds.length - 1,
      canUndo: false,
      canRedo: false,
      elsewhere: null,
    },
  } satisfies SentenceState;
  return { cut: cutOf(snapshot, sparsity), state };
}

const snapshotOf = (layers: Snapshot["layers"], locked: Mask, step: number) =>
  ({ layers, locked, step, edits: new Map(), epoch: 1 }) as unknown as Snapshot;

const textOf = (parts: readonly SentencePart[], screen: "desk" | "phone" = "desk") =>
  parts
    .filter(({ on }) => on === undefined || on === screen)
    .map(({ text }) => text)
    .join("")
    .replaceAll("\u202f", " ");

function say(scene: Scene, screen: "desk" | "phone" = "desk"): string {
  const { cut, state } = stage(scene);
  return textOf(sentenceFor(cut, state), screen);
}

const tuned = { locked: 0.5, history: ["start", "train", "prune", "finetune"], dense: 246, before: 246 } as const;
const emptied =
  (name: string) =>
  (mask: Mask): Mask =>
    new Map([...mask].map(([layer, bits]) => [layer, layer === name ? new Uint8Array(bits.length) : bits]));
/** All that enters every unit but the first, and that one leads on to nothing. */
const cutOff = (mask: Mask): Mask =>
  new Map(
    [...mask].map(([layer, bits]) => [layer, bits.map((_, i) => Number(layer === "dense1" ? i % 8 === 0 : i >= 8))]),
  );

describe("the sentence", () => {
  it.each<[string, Scene, string]>([
    ["untrained", { step: 0, correct: 158 }, "Untrained: 32 random weights, 63.2 % accuracy. Press Train."],
    [
      "back at the initial weights, nothing pruned",
      { step: 0, correct: 158, history: ["start", "train", "rewind"] },
      "Untrained: 32 random weights, 63.2 % accuracy. Press Train.",
    ],
    ["in training", { correct: 200, running: "train" }, "Training: 32 weights, 80.0 % accuracy so far."],
    [
      "in training, that is less than a second ahead of what is shown",
      { correct: 200, running: "train", ahead: 10 },
      "Training: 32 weights, 80.0 % accuracy so far.",
    ],
    [
      "in training, that is more than a second ahead of what is shown",
      { correct: 200, running: "train", ahead: 11 },
      "Training: 32 weights, 80.0 % accuracy at step 100.",
    ],
    [
      "fine-tuning ahead of what is shown",
      { ...tuned, correct: 240, afterCut: 217, running: "finetune", ahead: 40 },
      "Fine-tuning 16 of 32 weights: 96.0 % accuracy at step 100, 9.2 of 11.6 points won back.",
    ],
    [
      "cut while training is ahead of what is shown",
      { sparsity: 0.5, correct: 217, beforeCut: 246, running: "train", ahead: 40 },
      "Keep 16 of 32 weights, and accuracy falls from 98.4 to 86.8 % at step 100.",
    ],
    ["trained", { correct: 246 }, "All 32 weights: 98.4 % accuracy. Drag the handle to prune."],
    [
      "cut",
      { sparsity: 0.5, correct: 217, beforeCut: 246 },
      "Keep 16 of 32 weights, and accuracy falls from 98.4 to 86.8 %.",
    ],
    ["cut for nothing", { sparsity: 0.5, correct: 246 }, "Keep 16 of 32 weights, and accuracy stays at 98.4 %."],
    [
      "cut to its good",
      { sparsity: 0.5, correct: 250, beforeCut: 246 },
      "Keep 16 of 32 weights, and accuracy rises from 98.4 to 100.0 %.",
    ],
    [
      "cut before it was trained",
      { step: 0, sparsity: 0.5, correct: 120, beforeCut: 130 },
      "Untrained: keep 16 of 32 weights, 48.0 % accuracy. Press Train.",
    ],
    [
      "cut by units",
      { granularity: "unit", sparsity: 0.5, correct: 217, beforeCut: 246 },
      "Keep 4 of 8 neurons, and accuracy falls from 98.4 to 86.8 %.",
    ],
    [
      "cut by filters",
      { hidden: "c4x3-p2", granularity: "unit", sparsity: 0.5, correct: 217, beforeCut: 246 },
      "Keep 2 of 4 filters, and accuracy falls from 98.4 to 86.8 %.",
    ],
    [
      "cut by filters and neurons alike",
      { hidden: "c4x3-p2-6", granularity: "unit", sparsity: 0.5, correct: 217, beforeCut: 246 },
      "Keep 5 of 10 units, and accuracy falls from 98.4 to 86.8 %.",
    ],
    [
      "about to be cut by units after single weights went",
      { granularity: "unit", locked: 0.25, correct: 217, dense: 246, before: 246, afterCut: 217, history: ["start"] },
      "24 of 32 weights are left: 86.8 % accuracy, 11.6 points below the dense network.",
    ],
    [
      "fine-tuned after single weights went, with the handle at the units that went with them",
      {
        ...tuned,
        granularity: "unit",
        made: "weight",
        // Two neurons, with all that enters and leaves them.
        locked: (mask) =>
          new Map(
            [...mask].map(([name, bits]) => [name, bits.map((_, i) => Number(name === "dense1" ? i % 8 > 1 : i > 3))]),
          ),
        sparsity: 0.25,
        correct: 240,
        afterCut: 217,
      },
      "Fine-tuning won back 9.2 of 11.6 points: 96.0 % accuracy with 24 of 32 weights, 2.4 points below the dense network.",
    ],
    [
      "a cut of units that was taken back",
      {
        ...tuned,
        granularity: "unit",
        correct: 240,
        afterCut: 217,
        history: ["start", "train", "prune", "finetune", "prune", "uncut"],
      },
      "16 of 32 weights are left: 96.0 % accuracy, 2.4 points below the dense network.",
    ],
    [
      "in training, before units are cut",
      { granularity: "unit", correct: 200, running: "train" },
      "Training: 32 weights, 80.0 % accuracy so far.",
    ],
    [
      "fine-tuning",
      { ...tuned, correct: 240, afterCut: 217, running: "finetune" },
      "Fine-tuning 16 of 32 weights: 96.0 % accuracy so far, 9.2 of 11.6 points won back.",
    ],
    [
      "fine-tuning that has won nothing yet",
      { ...tuned, correct: 217, afterCut: 217, running: "finetune" },
      "Fine-tuning 16 of 32 weights: 86.8 % accuracy so far.",
    ],
    [
      "fine-tuned, some won back",
      { ...tuned, correct: 240, afterCut: 217 },
      "Fine-tuning won back 9.2 of 11.6 points: 96.0 % accuracy with 16 of 32 weights, 2.4 points below the dense network.",
    ],
    [
      "fine-tuned, all won back and more",
      { ...tuned, correct: 248, afterCut: 217 },
      "Fine-tuning won back all 11.6 points: 99.2 % accuracy with 16 of 32 weights, 0.8 points above the dense network.",
    ],
    [
      "fine-tuned, all won back",
      { ...tuned, correct: 246, afterCut: 217 },
      "Fine-tuning won back all 11.6 points: 98.4 % accuracy with 16 of 32 weights, as the dense network.",
    ],
    [
      "fine-tuned in vain",
      { ...tuned, correct: 217, afterCut: 217 },
      "Fine-tuning won back none of 11.6 points: 86.8 % accuracy with 16 of 32 weights, 11.6 points below the dense network.",
    ],
    [
      "fine-tuned for the worse",
      { ...tuned, correct: 212, afterCut: 217 },
      "Fine-tuning lost 2.0 points more: 84.8 % accuracy with 16 of 32 weights, 13.6 points below the dense network.",
    ],
    [
      "fine-tuned after a cut that cost nothing",
      { ...tuned, correct: 248, afterCut: 246 },
      "Fine-tuning gained 0.8 points: 99.2 % accuracy with 16 of 32 weights, 0.8 points above the dense network.",
    ],
    [
      "trained on under the mask",
      { ...tuned, correct: 240, afterCut: 217, history: ["start", "train", "prune", "train"] },
      "Training won back 9.2 of 11.6 points: 96.0 % accuracy with 16 of 32 weights, 2.4 points below the dense network.",
    ],
    [
      "fine-tuned in a later round",
      { ...tuned, correct: 240, before: 244, beforeSparsity: 0.2, afterCut: 217 },
      "Fine-tuning won back 9.2 of 10.8 points: 96.0 % accuracy with 16 of 32 weights, 2.4 points below the dense network.",
    ],
    [
      "pruned untrained, then trained: nothing was lost that could be won back",
      { locked: 0.5, correct: 240, history: ["start", "prune", "train"] },
      "16 of 32 weights are left: 96.0 % accuracy.",
    ],
    [
      "rewound with the mask kept",
      { ...tuned, step: 0, correct: 120, afterCut: 217, history: ["start", "train", "prune", "finetune", "rewind"] },
      "Back at the initial weights, 16 of 32 weights kept: 48.0 % accuracy. Press Train to see what the mask alone is worth.",
    ],
    [
      "trained from there",
      { ...tuned, correct: 243, afterCut: 217, history: ["start", "train", "prune", "rewind", "train"] },
      "Trained from the initial weights under this mask: 97.2 % accuracy with 16 of 32 weights, 1.2 points below the dense network.",
    ],
    [
      "all pruned",
      { sparsity: 1, correct: 125, beforeCut: 246, constant: true },
      "The network collapsed, it lost every weight. Nothing passes through it, and every example gets the same answer: 50.0 % accuracy.",
    ],
    [
      "a layer emptied",
      { locked: emptied("dense1"), correct: 125, constant: true },
      "Layer hidden 1 collapsed, it lost every weight. Nothing passes through it, and every example gets the same answer: 50.0 % accuracy.",
    ],
    [
      "no layer empty, and no path",
      { hidden: "8-8", locked: cutOff, correct: 125, constant: true },
      "Collapsed. 66 of 96 weights are left, but no path leads from an input to hidden 2, and every example gets the same answer: 50.0 % accuracy.",
    ],
    [
      "paths, and a constant answer",
      { sparsity: 0.5, correct: 125, beforeCut: 246, constant: true },
      "A constant answer: 16 of 32 weights are left, but every example is taken for “dot”, 50.0 % accuracy.",
    ],
    [
      "a residual layer gone",
      { hidden: "8-8r-8r", locked: emptied("dense2"), correct: 240, history: ["start", "train", "prune"] },
      "Layer hidden 2 is gone, and its shortcut carries on: 96.0 % accuracy.",
    ],
    [
      "a residual layer gone, and fine-tuned",
      { ...tuned, hidden: "8-8r-8r", granularity: "layer", locked: emptied("dense2"), correct: 240, afterCut: 217 },
      "Fine-tuning won back 9.2 of 11.6 points: 96.0 % accuracy with 1 of 2 layers that can go, 2.4 points below the dense network.",
    ],
    [
      "layers that can go",
      { hidden: "8-8r-8r", granularity: "layer", sparsity: 0.5, correct: 240, beforeCut: 246 },
      "Layer hidden 2 is gone, and its shortcut carries on: accuracy falls from 98.4 to 96.0 %.",
    ],
  ])("%s", (_, scene, sentence) => {
    expect(say(scene)).toBe(sentence);
  });

  it("has one colon at most", () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 100), fc.constantFrom(0, 0.5, 1), fc.boolean(), (step, sparsity, constant) => {
        expect(say({ step, sparsity, constant, correct: 125, beforeCut: 130 }).split(":").length).toBeLessThanOrEqual(
          2,
        );
      }),
    );
  });

  it("is short on phones", () => {
    expect(say({ sparsity: 0.5, correct: 217, beforeCut: 246 }, "phone")).toBe("16 of 32 weights: 86.8 % accuracy");
    expect(say({ ...tuned, correct: 240, afterCut: 217 }, "phone")).toBe(
      "Fine-tuning won back 9.2 of 11.6 points: 96.0 % accuracy.",
    );
  });
});

describe("what a cut broke", () => {
  const worded = (scene: Scene, counts: { broken: number; mended: number; mistakes: number }) => {
    const { cut, state } = stage(scene);
    return textOf(brokenFor(beforeOf(cut, { ...state, beforeCut: state.results.preview.beforeCut })!, cut, counts));
  };
  it.each<[string, Scene, [number, number, number], string]>([
    [
      "nothing pruned",
      { correct: 241 },
      [0, 0, 9],
      "Nothing is pruned: these 9 mistakes are those of the dense network.",
    ],
    [
      "a cut that broke some",
      { sparsity: 0.5, correct: 217, beforeCut: 246 },
      [30, 1, 33],
      "30 broken by this cut: right in the dense network, wrong now. 1 that it got wrong is right now.",
    ],
    [
      "a cut that broke none",
      { sparsity: 0.5, correct: 246 },
      [0, 0, 4],
      "This cut broke none: all that the dense network got right is right now. It made the same 4 mistakes.",
    ],
    [
      "fine-tuned",
      { ...tuned, correct: 241, afterCut: 217 },
      [7, 2, 9],
      "7 still broken by the cut: right in the dense network, wrong now. 2 that it got wrong are right now.",
    ],
    [
      "a later cut",
      { ...tuned, sparsity: 0.75, correct: 217, beforeCut: 240 },
      [23, 0, 33],
      "23 broken by this cut: right in the network before this cut, wrong now.",
    ],
    [
      "rewound with the mask kept",
      { ...tuned, step: 0, correct: 125, afterCut: 246, history: ["start", "train", "prune", "finetune", "rewind"] },
      [121, 0, 125],
      "121 broken by cut and rewinding: right in the dense network, wrong now.",
    ],
    [
      "fine-tuned in a later round",
      { ...tuned, beforeSparsity: 0.2, correct: 241, afterCut: 217 },
      [7, 0, 9],
      "7 still broken by the cut: right in the network before this round’s cut, wrong now.",
    ],
  ])("%s", (_, scene, [broken, mended, mistakes], sentence) => {
    expect(worded(scene, { broken, mended, mistakes })).toBe(sentence);
  });

  it("is not told where the state before the cut is not known any more", () => {
    const { cut, state } = stage({ ...tuned, before: null, correct: 241 });
    expect(beforeOf(cut, { ...state, beforeCut: state.results.preview.beforeCut })).toBeNull();
  });
});

describe("before there is a network", () => {
  const worded = (state: Partial<SentenceState>) =>
    sentenceFor(null, { ...useStore.getState(), references: noReferences, preparing: null, ...state });
  it.each([
    ["what is being made is named", { preparing: { what: "Drawing digits", done: 1, total: 9 } }, "Drawing digits…"],
    [
      "an engine that does not run is no preparation",
      { problem: { kind: "engine", detail: "" } },
      "No network: the engine does not run.",
    ],
    ["else it is on its way", {}, "Preparing the network…"],
  ] as const satisfies readonly (readonly [string, Partial<SentenceState>, string])[])("%s", (_, state, sentence) => {
    expect(worded(state)).toEqual([{ text: sentence }]);
  });
});

describe("figures on their way", () => {
  it("are not told beside a cut that they are not of: what was said stands", () => {
    const { cut, state } = stage({ sparsity: 0.5, correct: 217, beforeCut: 246 });
    const snapshot = { ...cut.snapshot, key: { run: 1, version: 4 } };
    const seen = (version: number, sparsity: number) =>
      areOfCut(
        { ...cut, snapshot },
        {
          ...state,
          snapshot,
          results: { preview: { ...state.results.preview, key: { run: 1, version }, handle: { sparsity } } },
        },
      );
    expect([seen(4, 0.5), seen(4, 0.4), seen(3, 0.5)]).toEqual([true, false, false]);
  });
});

describe("a cut in figures", () => {
  it("says what it is a share of, unless that is weights", () => {
    const worded = (granularity: Granularity, hidden = "8") =>
      describeShare(0.5, { granularity, hidden: readLayers(hidden)! }).replaceAll("\u202f", " ");
    expect([worded("weight"), worded("group"), worded("unit"), worded("unit", "c4x3-p2"), worded("channel")]).toEqual([
      "50.0 %",
      "50.0 %",
      "50.0 % of neurons",
      "50.0 % of filters",
      "50.0 % of channels",
    ]);
  });
});

describe("numbers as text", () => {
  it("are as long as one can read, shares always with one decimal", () => {
    expect([0.868, 1, 0, 0.9999, 0.12345, Number.NaN].map(percent)).toEqual([
      "86.8",
      "100.0",
      "0.0",
      "99.9",
      "12.3",
      "–",
    ]);
    expect([-0.116, 0.005].map(points)).toEqual(["11.6 points", "0.5 points"]);
    expect([0, 999, 1234567].map(count)).toEqual(["0", "999", "1,234,567"]);
    expect([400, 9999, 10_000, 436_736, 3_723_264].map(bytes)).toEqual([
      "400 B",
      "9,999 B",
      "10.0 KB",
      "437 KB",
      "3.72 MB",
    ]);
    expect([0.7114, 12.34, 0.003214, Number.NaN].map(figure)).toEqual(["0.711", "12.3", "0.00321", "–"]);
  });
});
