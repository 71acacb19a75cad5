import { createRandom } from "../random/random.ts";
import { initialBatchNorm } from "./batchNorm.ts";
import { checkSpec } from "./check.ts";
import type { Layer, NetworkSpec } from "./network.ts";
import { parametricStages } from "./stages.ts";

/** Initial weights: Glorot normal sqrt(2 / (in + out)) (Glorot & Bengio 2010) or He normal sqrt(2 / in) (He et al. 2015); in and
 *  out of a convolution count the pixels of its kernel. Biases 0; batch norm begins with scale 1, mean 0, variance 1. The same seed gives the same weights. Throws a RangeError for an
 *  impossible network. */
export function initialise(spec: NetworkSpec, seed: number): Layer[] {
  checkSpec(spec);
  const random = createRandom(seed);
  return parametricStages(spec).map(({ name, kernel, residual, batchNorm }) => {
    const [fanIn, units] = kernel.slice(-2);
    const pixels = kernel.slice(0, -2).reduce((product, side) => product * side, 1);
    const deviation = Math.sqrt(2 / (pixels * (spec.initialiser === "he" ? fanIn : fanIn + units)));
    const weights = new Float32Array(pixels * fanIn * units);
    for (let i = 0; i < weights.length; i++) weights[i] = random.gaussian() * deviation;
    const layer = { name, shape: kernel, weights, bias: new Float32Array(units), residual };
    return batchNorm ? { ...layer, batchNorm: initialBatchNorm(units) } : layer;
  });
}
