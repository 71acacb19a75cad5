import { describe, expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import { fullMask } from "../network/mask.ts";
import { denseNetwork, type Layer, type NetworkSpec } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import { sentenceOf } from "../text/faults/catalogue.ts";
import { goneAt, keptUnitsAt, maskAt } from "./cut.ts";
import { whyNot, whyNotFor } from "./offer.ts";
import { rank } from "./rank.ts";
import { anyRequest } from "./request.test.support.ts";
import type { PruneRequest } from "./types.ts";

const request: PruneRequest = { ...anyRequest, criterion: "slimming", granularity: "unit" };
const method = { criterion: "slimming", granularity: "unit", scope: "global", activation: "relu" } as const;

/** Two normalised layers around one that is not, with scales as given. */
function network(...scales: readonly (readonly number[])[]): Layer[] {
  const spec: NetworkSpec = { ...denseNetwork([3, 2]), hidden: readLayers("4bn-3-2bn")! };
  let given = 0;
  return initialise(spec, 5).map((layer) =>
    layer.batchNorm
      ? { ...layer, batchNorm: { ...layer.batchNorm, scale: Float32Array.from(scales[given++]) } }
      : layer,
  );
}

describe("network slimming", () => {
  it("takes units by the size of their scale, whatever its sign and whatever their weights", () => {
    const layers = network([0.1, -2, 0.5, 1], [1, 1]);
    const ranking = rank(layers, { ...request, scope: "layerwise" }, fullMask(layers));
    const [first] = keptUnitsAt(ranking, 0.5);
    expect(Array.from(first)).toEqual([0, 1, 0, 1]);
    const mask = maskAt(ranking, 0.5);
    const kernel = mask.get("dense1")!;
    expect([0, 1, 2, 3].map((unit) => [0, 1, 2].every((row) => kernel[row * 4 + unit] === 1))).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(Array.from(mask.get("dense2")!)).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1]);
  });

  it("compares layers by scales over their layer's mean, and leaves layers without batch norm whole", () => {
    const layers = network([1, 1, 1, 3], [0.01, 0.03]);
    const ranking = rank(layers, request, fullMask(layers));
    expect(goneAt(ranking, 0).all).toBe(6);
    // Over their means: 2/3, 2/3, 2/3, 2 and 1/2, 3/2.
    const kept = keptUnitsAt(ranking, 1 / 6);
    expect(kept.map((units) => units.join(""))).toEqual(["1111", "111", "01"]);
    const most = keptUnitsAt(ranking, 1);
    expect(most.map((units) => units.join(""))).toEqual(["0001", "111", "01"]);
  });

  it.each([
    ["16-8", "slimming goes by batch norm, and no layer has any"],
    ["16bn-8", null],
    ["c4x3bn-p2-8", null],
    ["8bn-8bnr", "residual layers share their units"],
  ])("is offered where a layer has batch norm: %s", (hidden, reason) => {
    const why = whyNotFor({ ...method, hidden: readLayers(hidden)! });
    expect(why && sentenceOf(why)).toBe(reason);
  });

  it.each(["weight", "group", "channel"] as const)("ranks units only, no %s", (granularity) => {
    expect(sentenceOf(whyNot({ ...method, granularity })!)).toMatch(/^slimming ranks/);
  });
});
