import { createRandom } from "../random/random.ts";
import { checkSpec } from "./check.ts";
import type { Layer, NetworkSpec } from "./network.ts";

/** Initial weights: Glorot normal sqrt(2 / (in + out)) (Glorot & Bengio 2010) or He normal sqrt(2 / in) (He et al. 2015);
 *  biases 0. The same seed gives the same weights. Throws a RangeError for an impossible network. */
export function initialise(spec: NetworkSpec, seed: number): Layer[] {
  checkSpec(spec);
  const random = createRandom(seed);
  const widths = [spec.inputs, ...spec.hidden, spec.outputs];
  return widths.slice(1).map((out, index) => {
    const fanIn = widths[index];
    const deviation = Math.sqrt(2 / (spec.initialiser === "he" ? fanIn : fanIn + out));
    const weights = Float32Array.from({ length: fanIn * out }, () => random.gaussian() * deviation);
    const name = index === widths.length - 2 ? "output" : `dense${index + 1}`;
    return { name, shape: [fanIn, out], weights, bias: new Float32Array(out) };
  });
}
