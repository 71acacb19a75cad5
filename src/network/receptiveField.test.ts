import { describe, expect, it } from "vitest";
import { createRandom } from "../random/random.ts";
import { forward } from "./forward.ts";
import { initialise } from "./initialise.ts";
import { isParametric } from "./layers/stage.ts";
import { fullMask, type Mask } from "./mask.ts";
import type { Layer, NetworkSpec } from "./network.ts";
import { sizeOf } from "./network.ts";
import { readLayers } from "./notation.ts";
import { receptiveField } from "./receptiveField.ts";
import { stagesOf } from "./stages.ts";

const specOf = (notation: string): NetworkSpec => ({
  input: [9, 8, 1],
  hidden: readLayers(notation)!,
  outputs: 3,
  activation: "relu",
  initialiser: "glorot",
});

/** Positive weights without biases: what reaches a unit makes it larger, and ReLU cuts nothing off. */
function positive(spec: NetworkSpec, seed: number, keep: number): { layers: Layer[]; mask: Mask } {
  const random = createRandom(seed);
  const layers = initialise(spec, seed).map((layer) => ({
    ...layer,
    weights: layer.weights.map((w) => Math.abs(w) + 0.01),
  }));
  const mask = new Map(
    [...fullMask(layers)].map(([name, bits]) => [name, bits.map(() => Number(random.next() < keep))] as const),
  );
  return { layers, mask };
}

describe.each(["6-5", "6-6r-4", "c3x3-p2-c4x3-p2-6", "v2x4-c2x3r-5", "p2-c3x3-4"])(
  "the receptive field in %s",
  (notation) => {
    const spec = specOf(notation);
    const stages = stagesOf(spec);
    const parametric = stages.filter(isParametric);

    it.each([0.3, 0.8, 1])("is where a change of the input reaches the unit, and nowhere else (kept: %d)", (keep) => {
      const { layers, mask } = positive(spec, 5, keep);
      const inputs = sizeOf(spec.input);
      // Alone: then it is the largest of its pooling square.
      const activations = Array.from(
        { length: inputs },
        (_, i) => forward(spec, layers, mask, new Float32Array(inputs).with(i, 1), 1).activations,
      );
      parametric.slice(0, -1).forEach((stage, l) => {
        const at = stages.indexOf(stage);
        const [height, width, units] = stage.to;
        const middle = (Math.floor(height / 2) * width + Math.floor(width / 2)) * units;
        for (let unit = 0; unit < units; unit++) {
          const field = receptiveField(stages, layers, mask, l, unit);
          expect(Array.from(field, (weight) => weight > 0)).toEqual(
            activations.map((values) => values[at][middle + unit] > 0),
          );
        }
      });
    });
  },
);

it("without pooling it is the very sum of the paths", () => {
  const spec = specOf("c2x3-c2x3r-4");
  const { layers, mask } = positive(spec, 9, 0.7);
  const stages = stagesOf(spec);
  for (let unit = 0; unit < 4; unit++) {
    const field = receptiveField(stages, layers, mask, 2, unit);
    for (const pixel of [0, 20, 43, 71]) {
      const one = new Float32Array(72).with(pixel, 1);
      expect(forward(spec, layers, mask, one, 1).activations[2][unit]).toBeCloseTo(field[pixel], 5);
    }
  }
});
