import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Layer, NetworkSpec } from "../../network/network.ts";
import { fullMask } from "../../pruning/mask.ts";
import type { Optimizer } from "../api.ts";
import { createTfjsEngine } from "./tfjsEngine.ts";

interface Oracle {
  readonly rule: string;
  readonly dims: readonly [number, number, number];
  readonly W0: readonly number[][];
  readonly b0: readonly number[][];
  readonly X: readonly number[][];
  readonly y: readonly number[];
  readonly masks: readonly number[][];
  readonly cases: readonly {
    readonly optimizer: Optimizer;
    readonly hyper: { readonly lr: number };
    readonly dense_warmup_steps: number;
    readonly losses: readonly number[];
    readonly trajectory: readonly { readonly step: number; readonly W: number[][]; readonly b: number[][] }[];
  }[];
}

const oracle: Oracle = JSON.parse(readFileSync(new URL("./fixtures/masked_training.json", import.meta.url), "utf8"));
const [inputs, width, outputs] = oracle.dims;
const spec: NetworkSpec = { inputs, hidden: [width], outputs, activation: "relu", initialiser: "glorot" };
const names = ["dense1", "output"];

const layers: Layer[] = names.map((name, l) => ({
  name,
  shape: [oracle.dims[l], oracle.dims[l + 1]],
  weights: Float32Array.from(oracle.W0[l]),
  bias: Float32Array.from(oracle.b0[l]),
}));
const mask = new Map(names.map((name, l) => [name, Uint8Array.from(oracle.masks[l])]));
const everyRow = Uint32Array.from(oracle.y.keys());
const data = {
  inputs: Float32Array.from(oracle.X.flat()),
  labels: Uint8Array.from(oracle.y),
  count: oracle.y.length,
  size: inputs,
  classes: outputs,
};

describe("masked training follows an independent float64 trainer", () => {
  it.each(oracle.cases)("$optimizer after $dense_warmup_steps dense steps", async (example) => {
    const engine = await createTfjsEngine("cpu");
    const { lr: learningRate } = example.hyper;
    engine.setHyperparameters({ optimizer: example.optimizer, learningRate, batchSize: data.count, l1: 0, l2: 0 });
    const start = { layers, moments: [], betaPowers: [1, 1], step: 0, mask: fullMask(layers) } as const;
    await engine.load(spec, data, start);
    for (let step = 0; step < example.losses.length; step++) {
      if (step === example.dense_warmup_steps) engine.restore({ ...(await engine.checkpoint()), mask });
      const loss = await engine.train([everyRow]);
      expect(loss).toBeCloseTo(example.losses[step], 5);
      const expected = example.trajectory.find((point) => point.step === step + 1);
      if (!expected) continue;
      const found = await engine.layers();
      found.forEach(({ weights, bias }, l) => {
        for (const [i, weight] of expected.W[l].entries()) expect(weights[i]).toBeCloseTo(weight, 5);
        for (const [j, value] of expected.b[l].entries()) expect(bias[j]).toBeCloseTo(value, 5);
        for (const [i, kept] of oracle.masks[l].entries()) if (kept === 0) expect(weights[i]).toBe(0);
      });
    }
    engine.dispose();
  });
});
