import { createTfjsEngine } from "../../src/engine/tfjs/tfjsEngine.ts";
import { fullMask } from "../../src/network/mask.ts";
import { denseNetwork, type Layer } from "../../src/network/network.ts";
import type { Optimizer } from "../../src/network/optimizer.ts";
import { type Case, differsNumbers } from "./read.ts";

interface TrainingFile {
  readonly dims: readonly number[];
  readonly W0: readonly (readonly number[])[];
  readonly b0: readonly (readonly number[])[];
  readonly X: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly masks: readonly (readonly number[])[];
  readonly cases: readonly {
    readonly optimizer: Optimizer;
    readonly hyper: { readonly lr: number };
    readonly dense_warmup_steps: number;
    readonly losses: readonly number[];
    readonly trajectory: readonly { readonly step: number; readonly W: number[][]; readonly b: number[][] }[];
  }[];
}

/** Relative tolerance for figures computed in float32; parameters near 0 are compared to it as it is. */
const tolerance = 1e-4;

/** The engine trains in full batches as the case says: dense at first, then under the mask with the optimizer's state kept. */
export async function* maskedTraining(content: TrainingFile): AsyncIterable<Case> {
  const { dims } = content;
  const [inputs, outputs] = [dims[0], dims[dims.length - 1]];
  const spec = denseNetwork(dims);
  const layers: Layer[] = content.W0.map((weights, l) => ({
    name: `layer${l}`,
    shape: [dims[l], dims[l + 1]],
    weights: Float32Array.from(weights),
    bias: Float32Array.from(content.b0[l]),
  }));
  const mask = new Map(layers.map(({ name }, l) => [name, Uint8Array.from(content.masks[l])]));
  const count = content.y.length;
  const everyRow = Uint32Array.from(content.y.keys());
  const data = {
    inputs: Float32Array.from(content.X.flat()),
    labels: Uint8Array.from(content.y),
    count,
    size: inputs,
    classes: outputs,
  };
  for (const example of content.cases) {
    const engine = await createTfjsEngine("cpu");
    const { lr: learningRate } = example.hyper;
    engine.setHyperparameters({ optimizer: example.optimizer, learningRate, batchSize: count, l1: 0, l2: 0 });
    await engine.load(spec, data, { layers, moments: [], betaPowers: [1, 1], step: 0, mask: fullMask(layers) });
    const losses: number[] = [];
    const differences: string[] = [];
    for (let step = 0; step < example.losses.length; step++) {
      if (step === example.dense_warmup_steps) engine.restore({ ...(await engine.checkpoint()), mask });
      losses.push(await engine.train([everyRow]));
      const expected = example.trajectory.find((point) => point.step === step + 1);
      if (!expected) continue;
      for (const [l, { weights, bias }] of (await engine.layers()).entries()) {
        const where = `of layer ${l} at step ${step + 1}`;
        differences.push(
          ...differsNumbers(`weights ${where}`, weights, expected.W[l], tolerance, 1),
          ...differsNumbers(`biases ${where}`, bias, expected.b[l], tolerance, 1),
        );
        content.masks[l].forEach((kept, i) => {
          if (kept === 0 && weights[i] !== 0) differences.push(`pruned weight ${i} ${where} is ${weights[i]}`);
        });
      }
    }
    engine.dispose();
    differences.push(...differsNumbers("losses", losses, example.losses, tolerance));
    yield { title: `${example.optimizer} after ${example.dense_warmup_steps} dense steps`, differences };
  }
}
