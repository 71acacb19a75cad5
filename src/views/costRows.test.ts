import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import { fullMask } from "../network/mask.ts";
import { denseNetwork, type NetworkSpec } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import { costsOf } from "../pruning/networkCost.ts";
import { rank } from "../pruning/rank.ts";
import type { PruneRequest } from "../pruning/types.ts";
import { type Cut, cutOf } from "../store/cut.ts";
import { comparedWith } from "../text/costs.ts";
import { unpacked } from "../worker/pretrained/weights.ts";
import { costTable, countRows, sizeRows } from "./costRows.ts";

const digits = (hidden: string): NetworkSpec => ({
  ...denseNetwork([1, 10]),
  input: [28, 28, 1],
  hidden: readLayers(hidden)!,
});

/** A network that comes trained, cut by magnitude. */
function trained(hidden: string, sparsity: number, change: Partial<PruneRequest> = {}) {
  const spec = digits(hidden);
  const file = readFileSync(new URL(`../worker/pretrained/digits-${hidden}.f16`, import.meta.url));
  const layers = unpacked(new Uint8Array(file).buffer, initialise(spec, 7));
  return { spec, cut: cutOfLayers(layers, sparsity, change) };
}

function cutOfLayers(layers: ReturnType<typeof initialise>, sparsity: number, change: Partial<PruneRequest>): Cut {
  const request: PruneRequest = {
    criterion: "magnitude",
    granularity: "weight",
    groupSize: 4,
    scope: "global",
    norm: "l2",
    seed: 7,
    protectedLayers: [],
    keepOneUnit: true,
    ...change,
  };
  const ranking = rank(layers, request, fullMask(layers));
  const locked = fullMask(layers);
  const edits = new Map(layers.map(({ name, weights }) => [name, new Uint8Array(weights.length)]));
  return cutOf({ key: { run: 1, version: 1 }, layers, locked, edits, ranking, step: 0, epoch: 0 }, sparsity);
}

const costsAt = ({ snapshot, mask }: Cut, spec: NetworkSpec) => costsOf(spec, snapshot.layers, mask);

const value = (rows: readonly { label: string; value: string }[], label: string) =>
  rows.find((row) => row.label === label)?.value;

describe("what a cut costs", () => {
  it("of half of the units of the digits' network: dense 438 KB, the smaller dense network 217 KB", () => {
    const { spec, cut } = trained("128-64", 0.5, { granularity: "unit" });
    const costs = costsAt(cut, spec);
    const rows = sizeRows(costs, null, null);
    expect(value(rows, "Dense, 32-bit")).toBe("438 KB");
    expect(value(rows, "Smaller dense network")).toBe("217 KB");
    expect(rows.find(({ label }) => label === "Smaller dense network")).toMatchObject({
      remark: "2.0× smaller",
      how: expect.stringMatching(/^left out: 96 of 192 units; \([\d,]+ weights \+ 106 biases\) × 4 B = 217 KB$/),
    });
    // All zeros are in what is left out: nothing has to be skipped.
    expect(countRows(costs)[1]).toMatchObject({ value: "54,024", remark: "of 109,184" });
  });

  it("of 40 % of a small CNN's filters: the smaller dense network is 67.5 KB, 67.3 of them weights", () => {
    const { spec, cut } = trained("c8x3-p2-c16x3-p2-64", 0.4, { granularity: "unit" });
    const rows = sizeRows(costsAt(cut, spec), null, null);
    expect(value(rows, "Smaller dense network")).toBe("67.5 KB");
  });

  it("of all residual layers: 64 weights and 18 biases are left", () => {
    const spec = { ...denseNetwork([2, 2]), hidden: readLayers("16-16r-16r-16r")! };
    const costs = costsAt(cutOfLayers(initialise(spec, 1), 1, { granularity: "layer" }), spec);
    const rows = sizeRows(costs, null, null);
    expect([value(rows, "Dense, 32-bit"), value(rows, "Smaller dense network")]).toEqual(["3,592 B", "328 B"]);
    expect(rows.at(-1)?.how).toBe(
      "left out: 3 of 4 hidden layers, 48 of 64 units; (64 weights + 18 biases) × 4 B = 328 B",
    );
    expect(countRows(costs)[1]).toMatchObject({ value: "64", remark: "of 832" });
    expect(countRows(costs)[1].how).toContain(": 32 × 1 + 0 × 1 + 0 × 1 + 0 × 1 + 32 × 1;");
  });

  it("has no smaller network where single zeros leave every unit its place", () => {
    const spec = denseNetwork([2, 16, 16, 2]);
    const costs = costsAt(cutOfLayers(initialise(spec, 7), 0.1, {}), spec);
    expect(costs.smaller).toBeNull();
    expect(countRows(costs)[1]).toMatchObject({ value: "288", remark: "zeros skipped, else 320" });
    expect(sizeRows(costs, null, null).map(({ label }) => label)).toEqual([
      "Dense, 32-bit",
      "Same, gzipped",
      "Bitmask + values",
      "CSR, 8-bit index",
    ]);
  });

  it("tells that a smaller network multiplies less than one whose zeros are skipped, where weights multiply constants", () => {
    const spec = denseNetwork([2, 16, 16, 2]);
    const cut = cutOfLayers(initialise(spec, 7), 0.95, {});
    const costs = costsAt(cut, spec);
    expect(costs.smaller!.multiplyAdds).toBeLessThan(costs.kept);
    expect(countRows(costs)[1].remark).toBe(`smaller network: ${costs.smaller!.multiplyAdds}`);
  });

  it("counts biases in every size, so that none is 0 and no ratio infinite, at 100 % of groups too", () => {
    const spec = denseNetwork([2, 16, 16, 2]);
    const cut = cutOfLayers(initialise(spec, 7), 1, { granularity: "group" });
    const costs = costsAt(cut, spec);
    const rows = sizeRows(costs, 200, { size: 4, sparsity: 1 });
    expect(value(rows, "0:4 values + places")).toBe(`${34 * 4} B`);
    for (const { remark, how } of rows) expect(`${remark} ${how}`).not.toMatch(/Infinity|NaN|1\.0×/);
    for (const row of costTable(costs, ["hidden 1", "hidden 2", "output"]))
      expect(row.join(" ")).not.toMatch(/Infinity|NaN/);
  });

  it("compares sizes in times, in percent where that says more", () => {
    expect([
      comparedWith(1000, 217),
      comparedWith(1000, 999),
      comparedWith(1000, 1000),
      comparedWith(1000, 1001),
    ]).toEqual(["4.6× smaller", "0.1\u202f% smaller", "as large as dense", "larger than dense"]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (dense, size) => {
        expect(comparedWith(dense, size)).not.toMatch(/^1\.0×|^0\.0|Infinity/);
      }),
    );
  });
});
