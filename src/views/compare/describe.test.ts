import { describe, expect, it } from "vitest";
import { denseLayers } from "../../network/network.ts";
import type { StateComparison, StateFigures } from "../../recipe/compareStates.ts";
import type { RunNode } from "../../recipe/node.ts";
import { cutSettingsOf } from "../../recipe/state.ts";
import { asked } from "../../recipe/steps/train.ts";
import { defaultSetup, type Setup } from "../../setup/setup.ts";
import { describeDifference, describeRest, describeWay, figureRows } from "./describe.ts";

const figures = (change: Partial<StateFigures> = {}): StateFigures => ({
  accuracy: 0.92,
  loss: 0.25,
  correct: 230,
  count: 250,
  classes: ["ring", "dot"],
  perClass: Float32Array.of(0.9, 0.94),
  predictions: new Uint8Array(250),
  cost: {
    total: 32,
    biases: 10,
    multiplyAdds: { masked: 6, dense: 32 },
    bytes: { dense: 168, bitmask: 68, csr: 118 },
    smaller: null,
  },
  kept: 6,
  ...change,
});
const comparison = (change: Partial<StateComparison> = {}): StateComparison => ({
  one: figures(),
  other: figures({ accuracy: 0.932, correct: 233, loss: 0.2, kept: 8 }),
  examples: { bothRight: 227, bothWrong: 14, wrongOtherwise: 0, onlyOne: [1, 2, 3], onlyOther: [4, 5, 6, 7, 8, 9] },
  layers: [],
  unpaired: { one: [], other: [] },
  ...change,
});
const node = (change: Partial<RunNode> = {}, setup: Partial<Setup> = {}): RunNode =>
  ({
    setup: { ...defaultSetup, data: "moons", ...setup },
    data: "moons",
    clock: 300,
    fingerprint: "00000001",
    ...change,
  }) as RunNode;
const other = node({ clock: 400, fingerprint: "00000002" });

describe("two states, in words", () => {
  it("differ by so many of the same examples, after so much training; neither is called better", () => {
    const sentences = describeDifference(comparison(), [node(), other]);
    expect(sentences).toEqual([
      "Of the same 250 validation examples the second gets 3 more right, a difference of 1.2 points: 3 only the first does, 6 only the second.",
      "They were trained for 300 and 400 optimizer steps.",
      "These are two single figures of one seed, 7: other seeds may turn them round, and only several can say which way is better.",
    ]);
    expect(sentences.join()).not.toMatch(/beats|wins|winner|best/);
  });

  it("that reach the same say so, and whether they read the same examples", () => {
    const same = { ...comparison(), other: figures() };
    expect(describeDifference(same, [node(), other])[0]).toBe(
      "Both get 230 of the same 250 validation examples right: 3 only the first does, 6 only the second.",
    );
    const none = { ...same, examples: { ...same.examples!, onlyOne: [], onlyOther: [] } };
    expect(describeDifference(none, [node(), other])[0]).toMatch(/; there is none that only one of them does\.$/);
    expect(describeDifference(none, [node(), node()])[0]).toBe("Both have the same weights, bit for bit.");
  });

  it("of other data or seeds name what cannot be compared", () => {
    const apart = comparison({
      examples: null,
      other: figures({ classes: ["left", "right"] }),
      unpaired: {
        one: [{ place: { reads: 1, feeds: "output" }, shape: [8, 2] }],
        other: [
          { place: { reads: 1, feeds: 2 }, shape: [8, 4] },
          { place: { reads: 2, feeds: "output" }, shape: [4, 2] },
        ],
      },
    });
    const circles = node(
      { data: "circles", fingerprint: "3" },
      { data: "circles", hidden: denseLayers([8, 4]), seed: 8 },
    );
    expect(describeDifference(apart, [node(), circles])).toEqual([
      "Accuracies of 92.0\u202f% and 92.0\u202f%, measured on different examples: 250 of “Moons” and 250 of “Circles”.",
      expect.stringContaining("of the seeds 7 and 8"),
    ]);
    expect(describeRest(apart, [node(), circles])).toEqual([
      "Example by example nothing is compared, for they were validated on other data: “Moons” and “Circles”.",
      "Their classes are others: ring, dot; and left, right.",
      "Only the first has the layer hidden 1 to output, 8\u202f×\u202f2.",
      "Only the second has the layers hidden 1 to hidden 2, 8\u202f×\u202f4; hidden 2 to output, 4\u202f×\u202f2.",
    ]);
    expect(describeRest(comparison(), [node(), other])).toEqual([]);
    expect(describeRest(comparison({ examples: null }), [node(), other])).toEqual([
      expect.stringContaining("chose other validation examples"),
    ]);
    const files = ["a", "b"].map((content) => node({ data: "trees.csv", content }, { data: "file" }));
    expect(describeRest(comparison({ examples: null }), [files[0], files[1]])).toEqual([
      "Example by example nothing is compared, for they were validated on other data: two files called “trees.csv”, with other contents.",
    ]);
  });

  it("have figures side by side, with how much more the second is", () => {
    const rows = new Map(figureRows(comparison(), [node(), other]).map(({ what, ...row }) => [what, row]));
    expect(rows.get("Accuracy")).toEqual({ one: "92.0\u202f%", other: "93.2\u202f%", difference: "+1.2 points" });
    expect(rows.get("Right")).toEqual({ one: "230 of 250", other: "233 of 250", difference: "+3" });
    expect(rows.get("Loss")).toEqual({ one: "0.25", other: "0.2", difference: "−0.05" });
    expect(rows.get("Weights kept")).toEqual({ one: "6", other: "8", difference: "+2" });
    expect(rows.get("Multiply-adds")).toEqual({ one: "6", other: "6", difference: "0" });
    expect(rows.get("Stored as CSR")).toEqual({ one: "118 B", other: "118 B", difference: "0 B" });
    expect(rows.get("As a smaller dense network")).toEqual({ one: "–", other: "–", difference: "–" });
    expect(rows.get("Optimizer steps that led there")).toMatchObject({ difference: "+100" });
  });

  it("are told by the way there: one jump beside small rounds", () => {
    const cut = (sparsity: number) =>
      node({ step: { kind: "prune", sparsity, settings: cutSettingsOf(defaultSetup) } });
    const tuned = node({ step: asked("finetune", { ...defaultSetup, fineTuneEpochs: 2 }) });
    const root = node({ step: null, name: "" }, { hidden: denseLayers([8]), seed: 7 });
    expect(describeWay([root])).toBe("Moons, 8, seed 7: initial weights");
    // A cut that was moved is the cut that it was moved to.
    expect(describeWay([root, cut(30), cut(80), tuned])).toBe("Moons, 8, seed 7: Prune 80 % → Fine-tune 2 epochs");
    const many = Array.from({ length: 5 }, (_, i) => [cut(10 * i), tuned]).flat();
    expect(describeWay([root, ...many])).toMatch(/^Moons, 8, seed 7: … → Prune 10 % → /);
  });
});
