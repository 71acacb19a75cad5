import { expect, it } from "vitest";
import { denseLayers } from "../../network/network.ts";
import type { RunNode } from "../../recipe/node.ts";
import { asked } from "../../recipe/steps/train.ts";
import { defaultSetup } from "../../setup/setup.ts";
import { describeNetworks } from "./describe.ts";
import { factsOf } from "./facts.ts";
import { asMapState, describeState } from "./mapState.ts";

const setup = { ...defaultSetup, data: "moons", hidden: denseLayers([8, 4]), seed: 3 };
const node = (change: Partial<RunNode> = {}): RunNode => ({
  id: 1,
  parent: null,
  run: 1,
  step: null,
  setup,
  data: "moons",
  trained: 0,
  clock: 0,
  cut: 0,
  accuracy: 0.932,
  pruned: 0.9,
  kept: 32,
  cost: null,
  reference: {
    accuracy: 0.9,
    predictions: new Uint8Array(240),
    perClass: new Float32Array(2),
    sparsity: 0,
    isTrained: true,
  },
  reached: null,
  points: [],
  milliseconds: 1234,
  at: Date.UTC(2026, 0, 2, 12),
  fingerprint: "0123abcd",
  name: "",
  note: "",
  isHidden: false,
  ...change,
});

const tuned = {
  ...asked("finetune", { ...setup, fineTuneEpochs: 40, l2: 0.01 }),
  ran: [
    { engine: "webgl", steps: 300 },
    { engine: "wasm", steps: 1000 },
  ],
} as const;

it("a state is told by what led there, its sparsity and accuracy, and by its name first", () => {
  expect(describeState(node())).toBe("Initial weights, 90.0\u202f% pruned, accuracy 93.2\u202f%");
  expect(describeState(node({ step: tuned, name: "best" }))).toBe(
    "best: Fine-tune 40 epochs, 90.0\u202f% pruned, accuracy 93.2\u202f%",
  );
});

it("all that is known of it is told: on how many examples, what ran where, how long it took", () => {
  const facts = new Map(factsOf(node({ step: tuned, trained: 5000 }), "Moons"));
  expect(facts.get("What led here")).toBe("Fine-tune 40 epochs");
  expect(facts.get("With")).toBe("Adam, rate 0.01, batch 10, L2 0.01");
  expect(facts.has("Stored")).toBe(false);
  const cost = {
    total: 320,
    biases: 14,
    multiplyAdds: { masked: 32, dense: 320 },
    bytes: { dense: 1336, bitmask: 224, csr: 292 },
    smaller: { weights: 60, biases: 10, multiplyAdds: 60 },
  };
  const costs = new Map(factsOf(node({ cost }), "Moons"));
  expect(costs.get("Multiply-adds")).toBe("32 of 320 where zeros are skipped");
  expect(costs.get("Stored")).toBe("1,336 B dense, 224 B as bitmask, 292 B as CSR, 280 B as a smaller dense network");
  expect(facts.get("Pruned")).toBe("90.0\u202f% of all weights, 32 kept");
  expect(facts.get("Accuracy")).toBe("93.2\u202f% of 240 validation examples");
  expect(facts.get("Trained")).toBe("5,000 steps, 1,300 of them here");
  expect(facts.get("Engine")).toBe("WebGL 300 steps, then WASM 1,000 steps");
  expect(facts.get("Took")).toBe("1.2\u202fs");
  expect(facts.get("Fingerprint of the weights")).toBe("0123abcd");
  const start = new Map(factsOf(node(), "Moons"));
  for (const what of ["With", "Engine", "Took"]) expect(start.has(what)).toBe(false);
  const settings = { ...setup, criterion: "random", granularity: "unit", scope: "layerwise" } as const;
  const cut = node({ step: { kind: "prune", sparsity: 60, settings } });
  expect(new Map(factsOf(cut, "")).get("With")).toBe("random, whole neurons, layerwise");
  const states = [cut, node({ step: tuned }), node()].map((one) => asMapState(one, ({ pruned }) => pruned));
  expect(states.map(({ kind }) => kind)).toEqual(["cut", "tuned", "trained"]);
});

it("networks are told apart by data, layers and seed, by a name, else by a number", () => {
  const other = node({ id: 4, setup: { ...setup, seed: 4 } });
  expect(describeNetworks([node(), other, node({ id: 9 }), node({ name: "mine" })])).toEqual([
    "Moons, 8-4, seed 3",
    "Moons, 8-4, seed 4",
    "Moons, 8-4, seed 3 (2)",
    "mine",
  ]);
});

it("networks on two files of one name are told apart", () => {
  const file = (content?: string) => node({ setup: { ...setup, data: "file" }, data: "trees.csv", content });
  expect(describeNetworks([file("a"), file("b"), file("a"), file(), node()])).toEqual([
    "trees.csv, 8-4, seed 3",
    "trees.csv (another file, 2), 8-4, seed 3",
    "trees.csv, 8-4, seed 3 (2)",
    "trees.csv, 8-4, seed 3 (3)",
    "Moons, 8-4, seed 3",
  ]);
});
