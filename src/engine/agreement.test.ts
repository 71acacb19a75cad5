import { describe, expect, it } from "vitest";
import type { Checkpoint } from "../network/checkpoint.ts";
import { initialise } from "../network/initialise.ts";
import { hasKernel } from "../network/layers/registry.ts";
import { fullMask, type Mask } from "../network/mask.ts";
import {
  type Activation,
  type ConvSpec,
  denseLayers,
  denseNetwork,
  type Layer,
  type LayerSpec,
  type NetworkSpec,
} from "../network/network.ts";
import type { Hyperparameters, Optimizer } from "../network/optimizer.ts";
import { arraysOf } from "../network/parameters.ts";
import { maskAt, thresholdsAt } from "../pruning/cut.ts";
import { rank } from "../pruning/rank.ts";
import { ranges } from "../setup/ranges.ts";
import type { Engine } from "../training/engine.ts";
import { batchesFrom, difference, enginesHere, fresh, randomData, randomMask, started } from "./agreement.ts";
import { createTfjsEngine } from "./tfjs/tfjsEngine.ts";

const image = (
  hidden: readonly LayerSpec[],
  input: NetworkSpec["input"] = [9, 7, 1],
  activation: Activation = "relu",
): NetworkSpec => ({ input, hidden, outputs: 3, activation, initialiser: "glorot" });

const pool = (side: number): LayerSpec => ({ kind: "pool", side });
const conv = (filters: number, side: number, padding: "same" | "valid", residual = false): ConvSpec => ({
  kind: "conv",
  filters,
  side,
  padding,
  residual,
});

/** The same network with batch norm in every hidden layer that has a kernel. */
const normalised = (spec: NetworkSpec): NetworkSpec => ({
  ...spec,
  hidden: spec.hidden.map((layer) => (hasKernel(layer) ? { ...layer, batchNorm: true } : layer)),
});

const isNormalised = ({ hidden }: NetworkSpec) => hidden.some((layer) => hasKernel(layer) && layer.batchNorm);

/** Every kind of layer, in sizes that fill no vector. */
const networks: readonly [string, NetworkSpec][] = [
  ["dense", denseNetwork([5, 7, 3, 4])],
  ["dense, tanh", denseNetwork([3, 9, 6, 5, 2], "tanh")],
  ["no hidden layer", denseNetwork([6, 5])],
  ["one wide layer", denseNetwork([33, 41, 10])],
  ["dense on images", image(denseLayers([7]))],
  ["dense on images that fill texels", image(denseLayers([7]), [8, 7, 1])],
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
  ["batch norm, dense", normalised(denseNetwork([5, 7, 3, 4]))],
  ["batch norm, CNN, tanh", normalised(image([conv(5, 3, "same"), pool(2), conv(6, 3, "valid")], [9, 8, 3], "tanh"))],
  [
    "batch norm, residual",
    image([
      { ...conv(5, 3, "same"), batchNorm: true },
      { ...conv(5, 3, "same", true), batchNorm: true },
      pool(2),
      ...denseLayers([7]),
    ]),
  ],
  ["batch norm of one layer alone", image([conv(4, 3, "same"), { ...conv(6, 3, "same"), batchNorm: true }, pool(2)])],
  ["residual conv", image([conv(5, 3, "same"), conv(5, 3, "same", true), pool(2), conv(5, 3, "same", true)])],
];

/** Layers big enough to be stored by their kept weights, in batches that fill no block. */
const sparseNetworks: readonly [string, NetworkSpec][] = [
  ["dense", denseNetwork([33, 41, 37, 10])],
  ["dense on images that fill texels", image(denseLayers([31]), [8, 7, 1])],
  ["dense behind framed pictures", image([conv(3, 3, "same"), conv(5, 3, "same"), ...denseLayers([21])], [6, 5, 1])],
  ["conv same and pool", image([conv(5, 3, "same"), pool(2), conv(6, 3, "same"), pool(2)], [7, 6, 1])],
  ["conv valid, even side, colours", image([conv(5, 4, "valid"), conv(3, 2, "valid"), pool(2)], [7, 8, 3], "tanh")],
  ["LeNet-like", image([conv(5, 5, "same"), pool(2), conv(6, 3, "valid"), ...denseLayers([31])], [10, 9, 1])],
  ["residual conv", image([conv(5, 3, "same"), conv(5, 3, "same", true), pool(2)], [6, 5, 1])],
  ["batch norm", normalised(image([conv(5, 3, "same"), pool(2), ...denseLayers([31])], [10, 9, 1]))],
  ["conv of 1 pixel behind a pool", image([pool(2), conv(33, 1, "same"), conv(3, 3, "same")], [8, 7, 1])],
  ["dense behind a pool, tanh", image([conv(6, 3, "same"), pool(2), ...denseLayers([30, 23])], [9, 8, 1], "tanh")],
  [
    "residual dense",
    {
      ...denseNetwork([9, 34, 5], "tanh"),
      hidden: [...denseLayers([34]), { kind: "dense", units: 34, residual: true }],
    },
  ],
];

/** As far as links go (`ranges.advanced`), in what else is small. */
const largest: readonly (readonly [string, NetworkSpec])[] = [
  ["2048 units", denseNetwork([3, ranges.advanced.units, 5, 2])],
  ["256 filters", image([conv(ranges.advanced.filters, 3, "same"), pool(2), conv(5, 1, "same")], [6, 5, 1])],
  ["256 filters of as many channels", image([conv(256, 1, "same"), pool(2), conv(256, 1, "same", true)], [4, 3, 1])],
  ["16 layers", denseNetwork([3, ...Array(ranges.advanced.layers).fill(9), 2], "tanh")],
  [
    "16 layers of images",
    image([conv(5, 3, "same"), ...Array(12).fill(conv(5, 3, "same", true)), pool(2), conv(4, 3, "same"), pool(3)]),
  ],
];

const optimizers: readonly Optimizer[] = ["sgd", "momentum", "adam"];

/** Every combination with LONG=1. Else optimizers and masks take turns: an optimizer acts on a parameter whatever layer it belongs to,
 *  and each of them meets every kind of layer. On WebGL, where shaders are compiled for every network, a case costs many times as much:
 *  networks that have no kind of layer, padding, side or size of their own wait for the long run. */
const isWhole = import.meta.env.LONG === "1";
const isCard = typeof window !== "undefined";
const isTurn = (optimizer: number, network: number, mask: number) =>
  isWhole || (optimizer === (network + mask) % optimizers.length && (!isCard || mask === network % 2));

/** tfjs on the processor, which the others are compared with, takes most of the time: what is stored, large or reads images is trained
 *  for less, but over the tail of an epoch and into the next one. */
const fewSteps = isWhole ? 20 : 5;

/** Networks that WebGL is tried with whenever tests run; of those that both have, few. */
const onCard: Readonly<Record<"engine" | "stored" | "largest" | "tfjs", readonly string[]>> = {
  engine: [
    "no hidden layer",
    "dense on images that fill texels",
    "conv same of 1 pixel and 5",
    "conv of colours, tanh",
    "max-pool of the input, tanh",
    "LeNet-like",
    "residual dense",
    "residual conv",
  ],
  stored: ["conv valid, even side, colours", "dense behind a pool, tanh"],
  largest: ["2048 units"],
  // Odd in all its sizes; batch norm by tfjs on a card is compared in `worker/card.test.ts`.
  tfjs: ["residual conv"],
};
const isTried = (list: keyof typeof onCard, name: string) =>
  !isCard || onCard[list].includes(name) || (isWhole && (list === "tfjs" || !name.startsWith("batch norm")));

const hyperOf = (optimizer: Optimizer, regularised: boolean): Hyperparameters => ({
  optimizer,
  learningRate: optimizer === "adam" ? 0.01 : 0.05,
  batchSize: 4,
  l1: regularised ? 0.002 : 0,
  l2: regularised ? 0.01 : 0,
  scaleL1: regularised ? 0.003 : 0,
});

/** tfjs is what the others are compared with. */
const engines = enginesHere.filter(([name]) => name !== "cpu");

/** Trains some steps on an engine and on tfjs' autodiff and compares everything that is left behind. */
async function expectAgreement(
  create: () => Promise<Engine>,
  spec: NetworkSpec,
  hyper: Hyperparameters,
  mask: Mask,
  rows: number,
  steps = 20,
): Promise<void> {
  const layers = initialise(spec, 3).map((layer) => ({ ...layer, bias: layer.bias.map((_, j) => 0.05 * (j % 3)) }));
  const data = randomData(spec, rows, 5);
  const [found, expected] = await Promise.all(
    [create(), createTfjsEngine("cpu")].map(async (starting) => {
      const engine = await started(await starting, spec, data, hyper, fresh(layers, mask));
      const loss = await engine.train(batchesFrom(0, steps, hyper.batchSize, rows));
      const checkpoint = await engine.checkpoint();
      engine.dispose();
      return { loss, ...checkpoint };
    }),
  );
  // Batch norm divides by the deviation of a few examples, and rounding with it.
  const tolerance = (hyper.optimizer === "adam" ? 1e-4 : 1e-5) * (isNormalised(spec) ? 10 : 1);
  expect(Math.abs(found.loss / expected.loss - 1)).toBeLessThan(1e-5);
  found.layers.forEach((layer, l) => {
    const { name, weights } = layer;
    const others = arraysOf(expected.layers[l]);
    arraysOf(layer).forEach((values, i) => {
      expect(difference(values, others[i])).toBeLessThan(tolerance);
    });
    const bits = mask.get(name)!;
    expect(weights.filter((weight, i) => bits[i] === 0 && !Object.is(weight, 0))).toHaveLength(0);
  });
  expect(found.betaPowers).toEqual(expected.betaPowers);
  expect(found.step).toBe(steps);
  const [cut, sameCut] = [cutOf(found.layers), cutOf(expected.layers)];
  // Weights closer to the threshold than the engines are to each other may go either way.
  expect(cut.threshold).toBeCloseTo(sameCut.threshold, 3);
  expected.layers.forEach(({ name, weights }) => {
    const clear = weights.map((w) => +(Math.abs(Math.abs(w) - sameCut.threshold) > 1e-4));
    const decided = (mask: Mask) => mask.get(name)!.filter((_, i) => clear[i] === 1);
    expect(decided(cut.mask)).toEqual(decided(sameCut.mask));
  });
}

/** What a cut of 60 % would prune. */
function cutOf(layers: readonly Layer[]): { mask: Mask; threshold: number } {
  const request = { criterion: "magnitude", granularity: "weight", groupSize: 4, scope: "global", norm: "l2" } as const;
  const ranking = rank(layers, { ...request, seed: 1, protectedLayers: [], keepOneUnit: true }, fullMask(layers));
  return { mask: maskAt(ranking, 0.6), threshold: thresholdsAt(ranking, 0.6)[0]! };
}

describe.each(engines)("the %s engine ends where tfjs autodiff does", (_, create) => {
  const cases = networks.flatMap(([name, spec], n) =>
    [false, true].flatMap((pruned, m) =>
      optimizers
        .filter((_, o) => isTurn(o, n, m) && isTried("engine", name))
        .map((optimizer) => ({ name, optimizer, pruned, spec })),
    ),
  );
  it.each(cases)("$name, $optimizer, pruned and regularised: $pruned", async ({ spec, optimizer, pruned }) => {
    const layers = initialise(spec, 3);
    const mask = pruned ? randomMask(layers, 0.4, 9) : fullMask(layers);
    await expectAgreement(create, spec, hyperOf(optimizer, pruned), mask, 11, spec.input[0] > 1 ? fewSteps : 20);
  });

  it.each(largest.filter(([name]) => isTried("largest", name)))("%s", async (_name, spec) => {
    await expectAgreement(create, spec, hyperOf("sgd", false), fullMask(initialise(spec, 3)), 11, fewSteps);
  });

  // WebAssembly stores the kept weights alone: each network meets few of them, and another share in turn. WebGL multiplies with whole
  // kernels whatever the share.
  const meets = (network: number, share: number) => isWhole || share === 2 || (!isCard && share === network % 2);
  const sparse = sparseNetworks.flatMap(([name, spec], n) =>
    [0.1, 0.5, 0.95].flatMap((share, m) =>
      optimizers
        .filter((_, o) => (isWhole || o === (n + m) % optimizers.length) && meets(n, m) && isTried("stored", name))
        // What only scales or shifts a normalised unit (its last weight, an input that is the same in all examples) has a gradient of
        // rounding alone, and Adam makes whole steps of that.
        .filter((optimizer) => optimizer !== "adam" || !isNormalised(spec))
        .map((optimizer) => ({ name, optimizer, share, spec })),
    ),
  );
  it.each(sparse)("$name in batches of 18, $optimizer, $share pruned", async ({ spec, optimizer, share }) => {
    const hyper = { ...hyperOf(optimizer, true), batchSize: 18 };
    await expectAgreement(create, spec, hyper, randomMask(initialise(spec, 3), share, 4), 40, fewSteps);
  });

  const stored = sparseNetworks.filter(([name]) => isTried("stored", name));
  it.each(stored)("%s, half pruned, goes on from a checkpoint bit for bit", async (_name, spec) => {
    const hyper = { ...hyperOf("adam", true), batchSize: 18 };
    const data = randomData(spec, 40, 5);
    const layers = initialise(spec, 3);
    const begin = async (checkpoint: Checkpoint) => started(await create(), spec, data, hyper, checkpoint);
    const whole = await begin(fresh(layers, randomMask(layers, 0.5, 4)));
    await whole.train(batchesFrom(0, 5, 18, 40));
    const parted = await begin(structuredClone(await whole.checkpoint()));
    for (const engine of [whole, parted]) await engine.train(batchesFrom(5, 7, 18, 40));
    expect(await parted.checkpoint()).toEqual(await whole.checkpoint());
    for (const engine of [whole, parted]) engine.dispose();
  });
});

// What tfjs leaves beyond odd sizes in its packed textures must not be counted.
describe.runIf(isCard)("tfjs on WebGL after 20 steps agrees with itself on the processor", () => {
  it.each(networks.filter(([name]) => isTried("tfjs", name)))("%s", async (_name, spec) => {
    const mask = randomMask(initialise(spec, 3), 0.4, 9);
    await expectAgreement(() => createTfjsEngine("webgl"), spec, hyperOf("adam", true), mask, 11);
  });
});
