import { describe, expect, it } from "vitest";
import { placesOf } from "../../charts/network/geometry.ts";
import { initialise } from "../../network/initialise.ts";
import { fullMask } from "../../network/mask.ts";
import { denseNetwork } from "../../network/network.ts";
import { rank } from "../../pruning/rank.ts";
import type { Scope } from "../../pruning/types.ts";
import { queueOf } from "./movers.ts";

const layers = initialise(denseNetwork([2, 8, 2]), 3);

function queue(scope: Scope, from = 0, to = 1) {
  const request = {
    criterion: "magnitude",
    granularity: "weight",
    groupSize: 4,
    scope,
    norm: "l2",
    seed: 1,
    protectedLayers: [],
    keepOneUnit: true,
  } as const;
  const mask = fullMask(layers);
  const snapshot = {
    key: { run: 1, version: 1 },
    layers,
    edits: new Map(),
    locked: mask,
    ranking: rank(layers, request, mask),
    step: 9,
    epoch: 1,
  };
  const column = (x: number, units: number) => ({ x, side: 10, ys: Array.from({ length: units }, (_, i) => 20 * i) });
  const columns = [column(50, 2), column(150, 8), column(250, 2)];
  return queueOf(snapshot, {
    axis: "linear",
    queue: { left: 90, top: 700, width: 1200, height: 50 },
    network: { left: 30, top: 100, width: 300, height: 200 },
    placed: { width: 300, height: 200, spans: [], places: () => placesOf({ columns }) },
    from,
    to,
  });
}

describe("what queues under the axis", () => {
  it.each(["global", "layerwise"] as const)("is every weight once, from its own connection, cut %s", (scope) => {
    const entries = queue(scope);
    expect(entries).toHaveLength(32);
    expect(new Set(entries.map(({ connection }) => connection!.join())).size).toBe(32);
    for (const { connection, value } of entries) {
      const [x0, y0, x1, y1] = connection!;
      const layer = x0 < 100 ? 0 : 1;
      expect([x0, x1]).toEqual(layer === 0 ? [86, 174] : [186, 274]);
      const [input, unit] = [(y0 - 100) / 20, (y1 - 100) / 20];
      const all = layers.flatMap(({ weights }) => [...weights]);
      const largest = Math.max(...all.map(Math.abs));
      expect(value).toBeCloseTo(layers[layer].weights[input * (layer === 0 ? 8 : 2) + unit] / largest, 5);
    }
  });

  it("hangs in order, the smallest first, under its share of the axis", () => {
    const entries = queue("global");
    entries.forEach(({ bar, value }, i) => {
      expect(bar.x).toBeCloseTo(90 + (1200 * i) / 32, 6);
      if (i > 0) expect(Math.abs(value)).toBeGreaterThanOrEqual(Math.abs(entries[i - 1].value));
    });
    expect(queue("global", 0.25, 0.5).map(({ bar }) => bar.x)).toEqual(entries.slice(8, 16).map(({ bar }) => bar.x));
  });
});
