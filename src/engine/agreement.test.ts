import { describe, expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import { type Activation, denseLayers, denseNetwork, type LayerSpec, type NetworkSpec } from "../network/network.ts";
import { fullMask } from "../pruning/mask.ts";
import { batchesFrom, difference, fresh, randomData, randomMask, started } from "./agreement.ts";
import type { Hyperparameters, Optimizer } from "./api.ts";
import { createTfjsEngine } from "./tfjs/tfjsEngine.ts";
import { createWasmEngine } from "./wasm/wasmEngine.ts";

const image = (
  hidden: readonly LayerSpec[],
  input: NetworkSpec["input"] = [9, 7, 1],
  activation: Activation = "relu",
): NetworkSpec => ({ input, hidden, outputs: 3, activation, initialiser: "glorot" });

const pool = (side: number): LayerSpec => ({ kind: "pool", side });
const conv = (filters: number, side: number, padding: "same" | "valid", residual = false): LayerSpec => ({
  kind: "conv",
  filters,
  side,
  padding,
  residual,
});

/** Every kind of layer, in sizes that fill no vector. */
const networks: readonly [string, NetworkSpec][] = [
  ["dense", denseNetwork([5, 7, 3, 4])],
  ["dense, tanh", denseNetwork([3, 9, 6, 5, 2], "tanh")],
  ["no hidden layer", denseNetwork([6, 5])],
  ["one wide layer", denseNetwork([33, 41, 10])],
  ["conv same", image([conv(5, 3, "same")])],
  ["conv same of 1 pixel and 5", image([conv(3, 1, "same"), conv(6, 5, "same")])],
  ["conv valid, even side", image([conv(3, 4, "valid"), conv(5, 2, "valid")])],
  ["conv of colours, tanh", image([conv(6, 3, "valid"), conv(3, 3, "same")], [8, 8, 3], "tanh")],
  ["max-pool with rest", image([conv(5, 3, "same"), pool(2), conv(7, 3, "same"), pool(3)], [11, 9, 1])],
  ["max-pool of the input, tanh", image([pool(2), ...denseLayers([6])], [7, 8, 1], "tanh")],
  ["small CNN", image([conv(8, 3, "same"), pool(2), conv(16, 3, "same"), pool(2), ...denseLayers([13])], [12, 12, 1])],
  ["LeNet-like", image([conv(6, 5, "same"), pool(2), conv(9, 5, "valid"), ...denseLayers([11, 6])], [14, 12, 1])],
  [
    "residual dense",
    {
      ...denseNetwork([5, 6, 4], "tanh"),
      hidden: [
        ...denseLayers([6]),
        { kind: "dense", units: 6, residual: true },
        { kind: "dense", units: 6, residual: true },
      ],
    },
  ],
  ["residual conv", image([conv(5, 3, "same"), conv(5, 3, "same", true), pool(2), conv(5, 3, "same", true)])],
];

const optimizers: readonly Optimizer[] = ["sgd", "momentum", "adam"];

const hyperOf = (optimizer: Optimizer, penalised: boolean): Hyperparameters => ({
  optimizer,
  learningRate: optimizer === "adam" ? 0.01 : 0.05,
  batchSize: 4,
  l1: penalised ? 0.002 : 0,
  l2: penalised ? 0.01 : 0,
});

const engines = [["wasm", createWasmEngine]] as const;

describe.each(engines)("the %s engine after 20 steps agrees with tfjs autodiff", (_, create) => {
  const cases = networks.flatMap(([name, spec]) =>
    optimizers.flatMap((optimizer) =>
      [false, true].map((pruned) => ({ name, optimizer, pruned, toString: () => name, spec })),
    ),
  );
  it.each(cases)("$name, $optimizer, pruned and penalised: $pruned", async ({ spec, optimizer, pruned }) => {
    const initial = initialise(spec, 3);
    const mask = pruned ? randomMask(initial, 0.4, 9) : fullMask(initial);
    const layers = initial.map((layer) => ({ ...layer, bias: layer.bias.map((_b, j) => 0.05 * (j % 3)) }));
    const data = randomData(spec, 11, 5);
    const hyper = hyperOf(optimizer, pruned);
    const [found, expected] = await Promise.all(
      [create(), createTfjsEngine("cpu")].map(async (starting) => {
        const engine = await started(await starting, spec, data, hyper, fresh(layers, mask));
        const loss = await engine.train(batchesFrom(0, 20));
        const checkpoint = await engine.checkpoint();
        engine.dispose();
        return { loss, checkpoint };
      }),
    );
    const tolerance = optimizer === "adam" ? 1e-4 : 1e-5;
    expect(Math.abs(found.loss / expected.loss - 1)).toBeLessThan(1e-5);
    found.checkpoint.layers.forEach(({ weights, bias }, l) => {
      expect(difference(weights, expected.checkpoint.layers[l].weights)).toBeLessThan(tolerance);
      expect(difference(bias, expected.checkpoint.layers[l].bias)).toBeLessThan(tolerance);
    });
    expect(found.checkpoint.betaPowers).toEqual(expected.checkpoint.betaPowers);
    found.checkpoint.layers.forEach(({ name, weights }) => {
      const bits = mask.get(name)!;
      for (let i = 0; i < bits.length; i++) if (bits[i] === 0) expect(Object.is(weights[i], 0)).toBe(true);
    });
  });
});
