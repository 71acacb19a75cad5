import { describe, expect, it } from "vitest";
import { initialise } from "./initialise.ts";
import { fullMask } from "./mask.ts";
import { denseNetwork, type NetworkSpec } from "./network.ts";
import { readLayers } from "./notation.ts";
import { biasMasks, byChannel, inputCount, touchedUnits, unitCount, withoutUnits } from "./wiring.ts";

/** A convolution of 2 x 2 pixels and 3 filters, read flat by a dense layer: its row r is pixel floor(r / 3), filter r % 3. */
const flattened: NetworkSpec = {
  ...denseNetwork([1, 2]),
  input: [2, 2, 1],
  hidden: readLayers("c3x1-2")!,
};

describe("a unit and what reads it", () => {
  const layers = initialise(flattened, 2);
  const [conv, dense] = layers;

  it("are counted in the kernel: [1, 1, 1, 3] and [12, 2]", () => {
    expect([conv, dense].map(unitCount)).toEqual([3, 2]);
    expect([conv, dense].map(inputCount)).toEqual([1, 12]);
  });

  it("go together: a filter takes every third row of the flattened layer along", () => {
    const mask = withoutUnits(layers, fullMask(layers), [Uint8Array.of(1, 0, 1), Uint8Array.of(1, 1)]);
    expect(Array.from(mask.get("conv1")!)).toEqual([1, 0, 1]);
    const rows = Array.from({ length: 12 }, (_, row) =>
      mask
        .get("dense1")!
        .slice(2 * row, 2 * row + 2)
        .join(""),
    );
    expect(rows).toEqual(["11", "00", "11", "11", "00", "11", "11", "00", "11", "11", "00", "11"]);
    expect(Array.from(mask.get("output")!)).toEqual([1, 1, 1, 1]);
  });

  it("are touched by one weight into it, or one out of it at any pixel", () => {
    const mask = new Map(layers.map(({ name, weights }) => [name, new Uint8Array(weights.length)]));
    mask.get("conv1")![0] = 1;
    mask.get("dense1")![2 * 11 + 1] = 1;
    expect(Array.from(touchedUnits(layers, 0, mask))).toEqual([1, 0, 1]);
  });

  it("stand together where a kernel is seen by channel", () => {
    // [row][unit] of 2 pixels x 2 channels, 2 units; entries say pixel, channel, unit.
    const kernel = Float32Array.of(0, 1, 10, 11, 100, 101, 110, 111);
    expect(Array.from(byChannel(kernel, 2, 2))).toEqual([0, 10, 1, 11, 100, 110, 101, 111]);
  });
});

describe("biasMasks", () => {
  const spec = denseNetwork([3, 4, 2]);
  const layers = initialise(spec, 1);

  it("drop the bias of a hidden unit without incoming and outgoing weights, and only that", () => {
    const mask = fullMask(layers);
    for (let i = 0; i < 3; i++) for (const unit of [0, 1]) mask.get("dense1")![i * 4 + unit] = 0;
    for (let t = 0; t < 2; t++) for (const unit of [1, 2]) mask.get("output")![unit * 2 + t] = 0;
    const biases = biasMasks(layers, mask);
    expect(Array.from(biases.get("dense1")!)).toEqual([1, 0, 1, 1]);
    expect(Array.from(biases.get("output")!)).toEqual([1, 1]);
  });

  it("keep output biases when nothing else is left", () => {
    const empty = new Map(layers.map(({ name, weights }) => [name, new Uint8Array(weights.length)]));
    expect(Array.from(biasMasks(layers, empty).get("output")!)).toEqual([1, 1]);
  });
});
