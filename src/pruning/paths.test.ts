import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forward } from "../network/forward.ts";
import { initialise } from "../network/initialise.ts";
import { isParametric } from "../network/layers/stage.ts";
import { fullMask, keptCount } from "../network/mask.ts";
import { denseNetwork, type Layer } from "../network/network.ts";
import { parametricStages, stagesOf } from "../network/stages.ts";
import { biasMasks } from "../network/wiring.ts";
import { collapseOf } from "./collapse.ts";
import { constantUnits, countPaths, deadUnits, pathsOf } from "./connectivity.ts";
import { type MaskedNetwork, maskedNetwork } from "./maskedNetworks.ts";

const maskedNetworks = fc.nat(1_000_000).map(maskedNetwork);

const run = ({ spec, layers, mask, inputs }: MaskedNetwork) =>
  forward(spec, layers, mask, inputs, 2, biasMasks(layers, mask));

/** The network without the values of some kept weights; its mask, and so its biases, stay. */
const without = (network: MaskedNetwork, goes: (layer: number, row: number, unit: number) => boolean) => ({
  ...network,
  layers: network.layers.map((layer, l): Layer => {
    const units = layer.bias.length;
    return {
      ...layer,
      weights: layer.weights.map((weight, i) => (goes(l, Math.floor(i / units), i % units) ? 0 : weight)),
    };
  }),
});

describe("paths of kept weights", () => {
  it("tell what does nothing: without weights that lead to no output, the outputs are the same bit for bit", () => {
    fc.assert(
      fc.property(maskedNetworks, (network) => {
        const { leads } = pathsOf(network.layers, network.mask);
        const { probabilities } = run(without(network, (l, _, unit) => leads[l][unit] === 0));
        expect(probabilities).toEqual(run(network).probabilities);
      }),
    );
  });

  it("tell what is constant: a unit that no input reaches is the same whatever the network is shown", () => {
    fc.assert(
      fc.property(maskedNetworks, (network) => {
        const { reached } = pathsOf(network.layers, network.mask);
        const { activations } = run(network);
        const hidden = stagesOf(network.spec).slice(0, -1);
        const names = parametricStages(network.spec).map(({ name }) => name);
        hidden.forEach((stage, s) => {
          if (!isParametric(stage)) return;
          const units = reached[names.indexOf(stage.name)];
          activations[s].forEach((value, i) => {
            if (units[Math.floor(i / 2) % units.length] === 0) expect(value).toBe(activations[s][i - (i % 2)]);
          });
        });
      }),
    );
  });

  it("count every kept weight once: on a path from an input, from a constant, or to no output", () => {
    fc.assert(
      fc.property(maskedNetworks, (network) => {
        const { layers, mask } = network;
        const paths = pathsOf(layers, mask);
        const { effective, constant } = countPaths(layers, mask, paths);
        let nowhere = 0;
        for (const [l, { name, bias }] of layers.entries())
          for (const [i, bit] of mask.get(name)!.entries()) if (!paths.leads[l][i % bias.length]) nowhere += bit;
        expect(effective + constant + nowhere).toBe(keptCount(mask));
        const [dead, constants] = [deadUnits(layers, mask), constantUnits(paths)];
        for (const [l, units] of dead.entries())
          for (const [j, one] of units.entries()) {
            expect(one).toBe(paths.reached[l][j] && paths.leads[l][j] ? 0 : 1);
            expect(constants[l][j]).toBeLessThanOrEqual(one);
          }
      }),
    );
  });

  it("a unit with a bias and no inputs hands a constant on, and what reads it acts as a bias", () => {
    const layers = initialise(denseNetwork([1, 2, 2]), 1);
    const mask = new Map(fullMask(layers)).set("dense1", Uint8Array.of(1, 0));
    expect(deadUnits(layers, mask)).toEqual([Uint8Array.of(0, 1)]);
    expect(constantUnits(pathsOf(layers, mask))).toEqual([Uint8Array.of(0, 1)]);
    expect(countPaths(layers, mask, pathsOf(layers, mask))).toEqual({ effective: 3, constant: 2 });
  });
});

describe("a collapsed network", () => {
  const layers = initialise(denseNetwork([2, 2, 2, 2]), 1);
  const cut = (...bits: readonly number[][]) =>
    new Map(layers.map(({ name }, l) => [name, Uint8Array.from(bits[l] ?? [1, 1, 1, 1])]));

  it("is one with an empty layer, one that no path leads through, or one with a single answer", () => {
    const some = Uint8Array.of(0, 1, 1);
    expect(collapseOf(layers, cut(), some)).toBeNull();
    expect(collapseOf(layers, cut([1, 1, 1, 1], [0, 0, 0, 0]), some)).toEqual({ kind: "emptied", layers: ["dense2"] });
    // The first layer feeds its second unit alone, the second layer reads the first alone: no layer is empty.
    expect(collapseOf(layers, cut([0, 1, 0, 1], [1, 1, 0, 0]), some)).toEqual({ kind: "cutOff", layer: "dense2" });
    expect(collapseOf(layers, cut([0, 1, 0, 1], [0, 0, 1, 0], [0, 0, 1, 1]), null)).toEqual({
      kind: "cutOff",
      layer: "output",
    });
    expect(collapseOf(layers, cut(), Uint8Array.of(1, 1, 1))).toEqual({ kind: "constant", answer: 1 });
  });

  it("answers the same whatever it is shown, wherever a path is missing", () => {
    fc.assert(
      fc.property(maskedNetworks, (network) => {
        const found = collapseOf(network.layers, network.mask, null);
        const { probabilities } = run(network);
        const { outputs } = network.spec;
        if (found) expect(probabilities.slice(0, outputs)).toEqual(probabilities.slice(outputs));
      }),
    );
  });

  it("is not one whose empty layers have a shortcut", () => {
    const residual = layers.map((one, l) => ({ ...one, residual: l === 1 }));
    expect(collapseOf(residual, cut([1, 1, 1, 1], [0, 0, 0, 0]), Uint8Array.of(0, 1))).toBeNull();
  });
});
