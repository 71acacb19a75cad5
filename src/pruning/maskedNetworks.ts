import { initialise } from "../network/initialise.ts";
import type { Mask } from "../network/mask.ts";
import { type Activation, denseNetwork, type Layer, type NetworkSpec, sizeOf } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import { createRandom } from "../random/random.ts";

/** A network with biases of both signs and some of 0, a mask of it, and two examples to run through it. */
export interface MaskedNetwork {
  readonly spec: NetworkSpec;
  readonly layers: readonly Layer[];
  readonly mask: Mask;
  readonly inputs: Float32Array;
}

const named = (input: NetworkSpec["input"], hidden: string): NetworkSpec => ({
  ...denseNetwork([1, 3]),
  input,
  hidden: readLayers(hidden)!,
});

/** Small ones of every kind: dense, residual, padded and unpadded convolutions, pooling, flattened, normalised. */
const specs: readonly NetworkSpec[] = [
  named([1, 1, 3], "5-4"),
  named([1, 1, 3], "4-4r-4r"),
  named([1, 1, 3], "3r-5"),
  named([1, 1, 2], "none"),
  named([6, 6, 1], "c3x3-p2-v4x3-5"),
  named([6, 6, 2], "v3x3-4"),
  named([6, 6, 1], "c3x3-p2-c3x3r-p2-4"),
  named([6, 6, 1], "c3x3bn-p2-v4x3bn-5bn"),
  named([1, 1, 3], "4-4bnr-4bn"),
];

/** One of them with a mask that empties units and layers now and then, as cuts do; for tests by property. */
export function maskedNetwork(seed: number): MaskedNetwork {
  const stream = createRandom(seed);
  const random = () => stream.next();
  const oneOf = <One>(choices: readonly One[]): One => choices[Math.floor(random() * choices.length)];
  const spec = { ...oneOf(specs), activation: oneOf<Activation>(["relu", "tanh"]) };
  const [density, units, whole] = [oneOf([0.1, 0.3, 0.6, 0.9]), oneOf([0.5, 0.8, 1]), oneOf([0.7, 1])];
  const layers = initialise(spec, seed).map((layer) => ({
    ...layer,
    bias: layer.bias.map(() => (random() < 0.3 ? 0 : random() - 0.5)),
    batchNorm: layer.batchNorm && {
      scale: layer.batchNorm.scale.map(() => (random() < 0.2 ? 0 : random() + 0.3)),
      mean: layer.batchNorm.mean.map(() => random() - 0.5),
      variance: layer.batchNorm.variance.map(() => random() + 0.1),
    },
  }));
  const mask = new Map(
    layers.map(({ name, weights, bias }, l) => {
      const isWhole = l === layers.length - 1 || random() < whole;
      const into = bias.map(() => (random() < units ? 1 : 0));
      const keeps = (i: number) => isWhole && into[i % bias.length] === 1 && random() < density;
      return [name, Uint8Array.from(weights, (_, i) => (keeps(i) ? 1 : 0))];
    }),
  );
  return { spec, layers, mask, inputs: Float32Array.from({ length: 2 * sizeOf(spec.input) }, random) };
}
