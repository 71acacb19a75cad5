import { describe, expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import { fullMask, type Mask } from "../network/mask.ts";
import { denseNetwork, type Layer } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import { fingerprint, fresh, regrown } from "./state.ts";

describe("a state of a network with batch norm", () => {
  const initial = initialise({ ...denseNetwork([2, 2]), hidden: readLayers("3bn")! }, 5);
  const withNorm = (change: (norm: NonNullable<Layer["batchNorm"]>) => Partial<NonNullable<Layer["batchNorm"]>>) =>
    initial.map((layer) =>
      layer.batchNorm ? { ...layer, batchNorm: { ...layer.batchNorm, ...change(layer.batchNorm) } } : layer,
    );

  it("is told apart by its running figures, as by any weight", () => {
    const mask = fullMask(initial);
    const other = withNorm(({ variance }) => ({ variance: variance.with(1, 1 + 2 ** -23) }));
    expect(fingerprint(other, mask)).not.toBe(fingerprint(initial, mask));
    expect(fingerprint(structuredClone(initial), mask)).toBe(fingerprint(initial, mask));
  });

  it("has a unit back with scale 1 whose weights are restored: with 0 it would never learn", () => {
    const layers = withNorm(() => ({ scale: Float32Array.of(0.5, 0, 0) }));
    const gone: Mask = new Map([
      ["dense1", Uint8Array.of(1, 0, 0, 1, 0, 0)],
      ["output", Uint8Array.of(1, 1, 1, 1, 1, 1)],
    ]);
    const back = new Map(gone).set("dense1", Uint8Array.of(1, 1, 0, 1, 0, 0));
    const state = { checkpoint: { ...fresh(layers, gone, 4), moments: [] }, lost: [null, null] };
    const [restored] = regrown(state, back, initial).layers;
    expect(restored.batchNorm!.scale).toEqual(Float32Array.of(0.5, 1, 0));
    expect(restored.weights[1]).toBe(initial[0].weights[1]);
  });
});
