import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toldWhere } from "../../text/faults/told.test.support.ts";
import { countParameters, countWeights } from "../count.ts";
import { forward } from "../forward.ts";
import { initialise } from "../initialise.ts";
import { fullMask } from "../mask.ts";
import { type Layer, type NetworkSpec, sizeOf } from "../network.ts";
import { readLayers } from "../notation.ts";
import { NetworkFault } from "../said.ts";
import { stagesOf } from "../stages.ts";
import { hasKernel, kindNames, kinds, layerKind } from "./registry.ts";
import { isParametric } from "./stage.ts";

const image = (hidden: string): NetworkSpec => ({
  input: [6, 5, 2],
  hidden: readLayers(hidden)!,
  outputs: 3,
  activation: "tanh",
  initialiser: "glorot",
});

describe.each(kindNames)("a layer of kind %s", (name) => {
  const kind = kinds[name];
  const layer = kind.another([]);

  it("is of that kind, passes its own check and is read by no other kind", () => {
    expect(layer.kind).toBe(name);
    expect(() => kind.check(layer, [9, 9, 3], 0)).not.toThrow();
    const readers = kindNames.filter((one) => kinds[one].read(kind.write(layer)) !== null);
    expect(readers).toEqual([name]);
    expect(kind.read(kind.write(layer))).toEqual(layer);
  });

  it("has units of its own where it has a kernel, and takes another number of them", () => {
    expect(kind.width(layer) !== null).toBe(hasKernel(layer));
    const wider = kind.withWidth(layer, 11);
    expect(kind.width(wider)).toBe(hasKernel(layer) ? 11 : null);
    const stage = kind.stage(wider, [9, 9, 3], "one", "relu");
    if (hasKernel(layer)) expect(stage.to[2]).toBe(11);
  });

  it("names itself where it does not fit what it reads", () => {
    if (!kind.readsImages) return;
    expect(toldWhere(() => kind.check(layer, [1, 1, 8], 6))).toContain("hidden layer 7 needs an image");
    expect(toldWhere(() => kind.check(layer, [1, 9, 8], 6))).toContain("hidden layer 7 takes squares");
  });
});

it("parameters are those that initial weights have, in every network", () => {
  const parts = fc.array(fc.constantFrom("c4x3", "v3x2", "p2", "5", "c2x3r", "2r"), { maxLength: 4 });
  fc.assert(
    fc.property(parts, (some) => {
      const spec = image(some.join("-") || "none");
      let layers: Layer[];
      try {
        layers = initialise(spec, 3);
      } catch (error) {
        expect(error).toBeInstanceOf(NetworkFault);
        return;
      }
      const stages = stagesOf(spec).filter(isParametric);
      stages.forEach((stage, l) => {
        const [kernel, bias] = layerKind(stage).parameters(stage);
        expect([kernel.shape, bias.shape]).toEqual([layers[l].shape, [layers[l].bias.length]]);
      });
      const weights = layers.reduce((sum, { weights: { length } }) => sum + length, 0);
      expect(countWeights(spec)).toBe(weights);
      expect(countParameters(spec)).toBe(layers.reduce((sum, { bias }) => sum + bias.length, weights));
    }),
  );
});

it("a padded convolution gives tanh of the sums of its taps, pixel by pixel, as by hand", () => {
  const spec = image("c2x3");
  const layers = initialise(spec, 8).map((layer) => ({ ...layer, bias: layer.bias.map((_, j) => 0.1 + j) }));
  const inputs = Float32Array.from({ length: sizeOf(spec.input) }, (_, i) => Math.sin(i));
  const [answers] = forward(spec, layers, fullMask(layers), inputs, 1).activations;
  const [{ weights, bias }] = layers;
  const [height, width, channels] = spec.input;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let unit = 0; unit < 2; unit++) {
        let sum = bias[unit];
        for (let dy = -1; dy <= 1; dy++)
          for (let dx = -1; dx <= 1; dx++) {
            if (y + dy < 0 || y + dy >= height || x + dx < 0 || x + dx >= width) continue;
            for (let c = 0; c < channels; c++)
              sum +=
                weights[(((dy + 1) * 3 + dx + 1) * channels + c) * 2 + unit] *
                inputs[((y + dy) * width + x + dx) * channels + c];
          }
        expect(answers[(y * width + x) * 2 + unit]).toBeCloseTo(Math.tanh(sum), 6);
      }
});
