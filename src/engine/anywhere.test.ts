import { expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import { denseLayers, type NetworkSpec } from "../network/network.ts";
import type { Optimizer } from "../network/optimizer.ts";
import { createRandom } from "../random/random.ts";
import { batchesFrom, fresh, randomMask } from "./agreement.ts";
import { createWasmEngine } from "./wasm/wasmEngine.ts";

// Runs on Node and in a browser: WebAssembly rounds the same everywhere, so a run ends in the same bits.

const network: NetworkSpec = {
  input: [10, 9, 1],
  hidden: [
    { kind: "conv", filters: 5, side: 3, padding: "same", residual: false },
    { kind: "pool", side: 2 },
    ...denseLayers([13, 7]),
  ],
  outputs: 3,
  activation: "tanh",
  initialiser: "glorot",
};

/** FNV-1a over bytes. */
function digest(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16);
}

it.each([
  ["sgd", "b045a5ac"],
  ["momentum", "5d1cfb5d"],
  ["adam", "b651ca66"],
] as const satisfies readonly (readonly [Optimizer, string])[])(
  "%s ends in the same bits",
  async (optimizer, expected) => {
    const random = createRandom(1);
    // No sine, no logarithm: those of JavaScript differ between browsers.
    const layers = initialise(network, 1).map((layer) => ({
      ...layer,
      weights: layer.weights.map(() => random.next() - 0.5),
    }));
    const data = {
      inputs: Uint8Array.from({ length: 40 * 90 }, () => Math.max(0, random.below(400) - 144)),
      labels: Uint8Array.from({ length: 40 }, () => random.below(3)),
      count: 40,
      size: 90,
      classes: 3,
    };
    const engine = await createWasmEngine();
    engine.setHyperparameters({ optimizer, learningRate: 0.01, batchSize: 18, l1: 0.001, l2: 0.001 });
    await engine.load(network, data, fresh(layers, randomMask(layers, 0.5, 3)));
    await engine.train(batchesFrom(0, 50, 18, 40));
    const trained = (await engine.layers()).flatMap(({ weights, bias }) => [...weights, ...bias]);
    expect(trained.every(Number.isFinite)).toBe(true);
    expect(digest(new Uint8Array(Float32Array.from(trained).buffer))).toBe(expected);
    engine.dispose();
  },
);
