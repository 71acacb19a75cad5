import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initialise } from "../../network/initialise.ts";
import { applyMask, fullMask, type Mask } from "../../network/mask.ts";
import type { LayerSpec, NetworkSpec } from "../../network/network.ts";
import { readLayers } from "../../network/notation.ts";
import { rank } from "../../pruning/rank.ts";
import type { Granularity, PruneRequest, Scope } from "../../pruning/types.ts";
import type { Reference, RunNode } from "../../recipe/node.ts";
import { noReferences } from "../../recipe/references.ts";
import { beforeOf } from "../../store/before.ts";
import { cutOf } from "../../store/cut.ts";
import { type State, useStore } from "../../store/store.ts";
import { bytes, count, figure, percent, points } from "../../text/numbers.ts";
import { spokenText, type TextPart } from "../../text/parts.ts";
import type { Preview } from "../../worker/jobs/preview.ts";
import type { EntryKind } from "../../worker/protocol/history.ts";
import type { Snapshot } from "../../worker/protocol.ts";
import { describeShare } from "../amount.ts";
import { brokenFor } from "./broken.ts";
import { sayFor } from "./headline.ts";
import type { SentenceState } from "./parts.ts";
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
  /** Where the handle was let go last, where that is not where it is. */
  readonly committed?: number;
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
    data: { classes: ["ring", "dot"], kind: "points", trainCount: 250 } as unknown as State["data"],
    nodes: new Map(
      kinds.map((kind, i) => [i, { id: i, step: kind === "start" ? null : { kind } } as unknown as RunNode]),
    ),
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
      at: scene.before === undefined ? null : 1,
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
        sparsity: scene.committed ?? sparsity,
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

const textOf = (parts: readonly TextPart[]) => spokenText(parts).replaceAll("\u202f", " ");

function say(scene: Scene): readonly [finding: string, soWhat: string] {
  const { cut, state } = stage(scene);
  const { finding, soWhat } = sayFor(cut, state)!;
  return [textOf(finding), textOf(soWhat)];
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
  it.each<[string, Scene, string, string]>([
    [
      "untrained",
      { step: 0, correct: 158 },
      "Untrained: 32 random weights, 63.2 % right.",
      "It guesses. Press Train and watch it learn.",
    ],
    [
      "back at the initial weights, nothing pruned",
      { step: 0, correct: 158, history: ["start", "train", "rewind"] },
      "Untrained: 32 random weights, 63.2 % right.",
      "It guesses. Press Train and watch it learn.",
    ],
    [
      "in training",
      { correct: 200, running: "train" },
      "It learns: 80.0 % of the points are right.",
      "Every pass over the 250 points nudges all 32 weights a little.",
    ],
    [
      "in training, that is less than a second ahead of what is shown",
      { correct: 200, running: "train", ahead: 10 },
      "It learns: 80.0 % of the points are right.",
      "Every pass over the 250 points nudges all 32 weights a little.",
    ],
    [
      "in training, that is more than a second ahead of what is shown",
      { correct: 200, running: "train", ahead: 11 },
      "It learns: 80.0 % of the points are right at step 100.",
      "Every pass over the 250 points nudges all 32 weights a little.",
    ],
    [
      "fine-tuning ahead of what is shown",
      { ...tuned, correct: 240, afterCut: 217, running: "finetune", ahead: 40 },
      "It recovers: 96.0 % right at step 100, 9.2 of 11.6 points won back.",
      "16 weights learn on, pruned ones stay 0.",
    ],
    [
      "cut while training is ahead of what is shown",
      { sparsity: 0.5, correct: 217, beforeCut: 246, running: "train", ahead: 40 },
      "Keep 16 of 32 weights, and accuracy falls from 98.4 to 86.8 % at step 100.",
      "",
    ],
    [
      "trained",
      { correct: 246 },
      "Trained for 1 epoch: 98.4 % right.",
      "The same seed always gives the same network. Drag the handle to prune.",
    ],
    [
      "cut",
      { sparsity: 0.5, correct: 217, beforeCut: 246 },
      "Keep 16 of 32 weights, and accuracy falls from 98.4 to 86.8 %.",
      "Fine-tune to win the rest back.",
    ],
    [
      "cut as the handle goes",
      { sparsity: 0.5, committed: 0, correct: 217, beforeCut: 246 },
      "Keep 16 of 32 weights, and accuracy falls from 98.4 to 86.8 %.",
      "Not yet applied.",
    ],
    [
      "cut for nothing",
      { sparsity: 0.5, correct: 246 },
      "Keep 16 of 32 weights, and accuracy stays at 98.4 %.",
      "Nothing is lost: it can go on.",
    ],
    [
      "cut to its good",
      { sparsity: 0.5, correct: 250, beforeCut: 246 },
      "Keep 16 of 32 weights, and accuracy rises from 98.4 to 100.0 %.",
      "Nothing is lost: it can go on.",
    ],
    [
      "cut before it was trained",
      { step: 0, sparsity: 0.5, correct: 120, beforeCut: 130 },
      "Untrained: keep 16 of 32 weights, 48.0 % right.",
      "Press Train to see what the mask alone is worth.",
    ],
    [
      "cut by units",
      { granularity: "unit", sparsity: 0.5, correct: 217, beforeCut: 246 },
      "Keep 4 of 8 neurons, and accuracy falls from 98.4 to 86.8 %.",
      "Fine-tune to win the rest back.",
    ],
    [
      "cut by filters",
      { hidden: "c4x3-p2", granularity: "unit", sparsity: 0.5, correct: 217, beforeCut: 246 },
      "Keep 2 of 4 filters, and accuracy falls from 98.4 to 86.8 %.",
      "Fine-tune to win the rest back.",
    ],
    [
      "cut by filters and neurons alike",
      { hidden: "c4x3-p2-6", granularity: "unit", sparsity: 0.5, correct: 217, beforeCut: 246 },
      "Keep 5 of 10 units, and accuracy falls from 98.4 to 86.8 %.",
      "Fine-tune to win the rest back.",
    ],
    [
      "about to be cut by units after single weights went",
      { granularity: "unit", locked: 0.25, correct: 217, dense: 246, before: 246, afterCut: 217, history: ["start"] },
      "24 of 32 weights are left: 86.8 % right.",
      "11.6 points below the dense network. Drag on for another round.",
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
      "Fine-tuning won back 9.2 of 11.6 points: 24 weights, 96.0 % right.",
      "2.4 points below the dense network. Drag on for another round.",
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
      "16 of 32 weights are left: 96.0 % right.",
      "2.4 points below the dense network. Drag on for another round.",
    ],
    [
      "in training, before units are cut",
      { granularity: "unit", correct: 200, running: "train" },
      "It learns: 80.0 % of the points are right.",
      "Every pass over the 250 points nudges all 32 weights a little.",
    ],
    [
      "fine-tuning",
      { ...tuned, correct: 240, afterCut: 217, running: "finetune" },
      "It recovers: 96.0 % right, 9.2 of 11.6 points won back.",
      "16 weights learn on, pruned ones stay 0.",
    ],
    [
      "fine-tuning that has won nothing yet",
      { ...tuned, correct: 217, afterCut: 217, running: "finetune" },
      "Fine-tuning: 86.8 % right so far.",
      "16 weights learn on, pruned ones stay 0.",
    ],
    [
      "fine-tuned, some won back",
      { ...tuned, correct: 240, afterCut: 217 },
      "Fine-tuning won back 9.2 of 11.6 points: 16 weights, 96.0 % right.",
      "2.4 points below the dense network. Drag on for another round.",
    ],
    [
      "fine-tuned, all won back and more",
      { ...tuned, correct: 248, afterCut: 217 },
      "Fine-tuning won back all 11.6 points: 16 weights, 99.2 % right.",
      "0.8 points above the dense network. Drag on for another round.",
    ],
    [
      "fine-tuned, all won back",
      { ...tuned, correct: 246, afterCut: 217 },
      "Fine-tuning won back all 11.6 points: 16 weights, 98.4 % right.",
      "As good as the dense network. Drag on for another round.",
    ],
    [
      "fine-tuned in vain",
      { ...tuned, correct: 217, afterCut: 217 },
      "Fine-tuning won back none of 11.6 points: 16 weights, 86.8 % right.",
      "11.6 points below the dense network. Drag on for another round.",
    ],
    [
      "fine-tuned for the worse",
      { ...tuned, correct: 212, afterCut: 217 },
      "Fine-tuning lost 2.0 points more: 16 weights, 84.8 % right.",
      "13.6 points below the dense network. Drag on for another round.",
    ],
    [
      "fine-tuned after a cut that cost nothing",
      { ...tuned, correct: 248, afterCut: 246 },
      "Fine-tuning gained 0.8 points: 16 weights, 99.2 % right.",
      "0.8 points above the dense network. Drag on for another round.",
    ],
    [
      "trained on under the mask",
      { ...tuned, correct: 240, afterCut: 217, history: ["start", "train", "prune", "train"] },
      "Training won back 9.2 of 11.6 points: 16 weights, 96.0 % right.",
      "2.4 points below the dense network. Drag on for another round.",
    ],
    [
      "fine-tuned in a later round",
      { ...tuned, correct: 240, before: 244, beforeSparsity: 0.2, afterCut: 217 },
      "Fine-tuning won back 9.2 of 10.8 points: 16 weights, 96.0 % right.",
      "2.4 points below the dense network. Drag on for another round.",
    ],
    [
      "pruned untrained, then trained: nothing was lost that could be won back",
      { locked: 0.5, correct: 240, history: ["start", "prune", "train"] },
      "16 of 32 weights are left: 96.0 % right.",
      "",
    ],
    [
      "rewound with the mask kept",
      { ...tuned, step: 0, correct: 120, afterCut: 217, history: ["start", "train", "prune", "finetune", "rewind"] },
      "Back at the initial weights, 16 of 32 weights kept: 48.0 % right.",
      "Press Train to see what the mask alone is worth.",
    ],
    [
      "trained from there",
      { ...tuned, correct: 243, afterCut: 217, history: ["start", "train", "prune", "rewind", "train"] },
      "Trained anew under this mask: 16 of 32 weights, 97.2 % right.",
      "1.2 points below the dense network. Drag on for another round.",
    ],
    [
      "all pruned",
      { sparsity: 1, correct: 125, beforeCut: 246, constant: true },
      "Every weight is gone: 50.0 % right, whatever it is shown.",
      "Nothing passes through it, so all points get the same answer.",
    ],
    [
      "a layer emptied",
      { locked: emptied("dense1"), correct: 125, constant: true },
      "Hidden 1 lost every weight: 50.0 % right, whatever it is shown.",
      "Nothing passes through it, so all points get the same answer.",
    ],
    [
      "no layer empty, and no path",
      { hidden: "8-8", locked: cutOff, correct: 125, constant: true },
      "No path is left: 66 weights kept, 50.0 % right, whatever it is shown.",
      "Nothing leads from an input to hidden 2, so all points get the same answer.",
    ],
    [
      "paths, and a constant answer",
      { sparsity: 0.5, correct: 125, beforeCut: 246, constant: true },
      "All points are taken for “dot”: 16 of 32 weights, 50.0 % right.",
      "A constant answer, though paths are left.",
    ],
    [
      "a residual layer gone",
      { hidden: "8-8r-8r", locked: emptied("dense2"), correct: 240, history: ["start", "train", "prune"] },
      "Layer hidden 2 is gone: 96.0 % right.",
      "Its shortcut carries on.",
    ],
    [
      "a residual layer gone, and fine-tuned",
      { ...tuned, hidden: "8-8r-8r", granularity: "layer", locked: emptied("dense2"), correct: 240, afterCut: 217 },
      "Fine-tuning won back 9.2 of 11.6 points: 1 of 2 layers that can go, 96.0 % right.",
      "2.4 points below the dense network. Drag on for another round.",
    ],
    [
      "layers that can go",
      { hidden: "8-8r-8r", granularity: "layer", sparsity: 0.5, correct: 240, beforeCut: 246 },
      "Layer hidden 2 is gone, and accuracy falls from 98.4 to 96.0 %.",
      "Its shortcut carries on.",
    ],
  ])("%s", (_, scene, ...sentences) => {
    expect(say(scene)).toEqual(sentences);
  });

  describe("at first sight", () => {
    const sight = (levels: Readonly<Record<number, number>> | null) => {
      const { cut, state } = stage({ correct: 246, history: ["start", "load"] });
      const key = { run: 1, version: 3 };
      const snapshot = { ...state.snapshot, key };
      const points = Object.entries(levels ?? {}).map(([percent, right]) => ({
        sparsity: Number(percent) / 100,
        accuracy: right / examples,
        pruned: Number(percent) / 100,
      }));
      const curve = levels ? { curve: { key, points, milliseconds: 1 } } : {};
      const said = sayFor(cut, { ...state, snapshot, results: { ...state.results, ...curve } });
      return said && textOf(said.finding);
    };
    it("is what can go for nothing, or for little, as it was measured", () => {
      expect(sight({ 0: 246, 25: 246, 50: 246, 75: 180 })).toBe(
        "Take away half of this network’s 32 weights, and nothing happens. How far can it go?",
      );
      expect(sight({ 0: 246, 25: 246, 50: 245, 75: 244 })).toBe(
        "Take away three quarters of this network’s 32 weights, and 97.6 % are still right. How far can it go?",
      );
    });
    it("promises nothing where nothing can go, and says nothing new before that is known", () => {
      expect(sight({ 0: 246, 10: 230, 25: 200, 50: 125 })).toBe("This network has 32 weights. How many does it need?");
      expect(sight(null)).toBe(null);
    });
  });

  it("has one colon at most", () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 100), fc.constantFrom(0, 0.5, 1), fc.boolean(), (step, sparsity, constant) => {
        const [finding] = say({ step, sparsity, constant, correct: 125, beforeCut: 130 });
        expect(finding.split(":").length).toBeLessThanOrEqual(2);
      }),
    );
  });

  it("has the same parts whatever the figures of a cut, so that a drag changes texts alone", () => {
    const shape = (sparsity: number, correct: number) => {
      const { cut, state } = stage({ sparsity, correct, beforeCut: 246 });
      return sayFor(cut, state)!.finding.map(({ tone }) => tone);
    };
    expect(shape(0.5, 217)).toEqual(shape(0.7, 150));
  });

  it("is short where there is room for few words", () => {
    const few = (scene: Scene) => {
      const { cut, state } = stage(scene);
      return textOf(sayFor(cut, state)!.soWhat.filter(({ isWordy }) => !isWordy));
    };
    expect(few({ correct: 246 })).toBe("Drag the handle to prune.");
    expect(few({ ...tuned, correct: 240, afterCut: 217 })).toBe("2.4 points below the dense network.");
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
    sayFor(null, { ...useStore.getState(), references: noReferences, preparing: null, ...state })!.finding;
  it.each([
    ["what is being made is named", { preparing: { what: "digits", done: 1, total: 9 } }, "Drawing digits…"],
    [
      "an engine that does not run is no preparation",
      { problem: { kind: "engine", said: [] } },
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
