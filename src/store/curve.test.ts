import { describe, expect, it } from "vitest";
import type { Level } from "../recipe/node.ts";
import type { TradeOffCurve } from "../worker/jobs/curve.ts";
import type { Preview } from "../worker/jobs/preview.ts";
import type { Snapshot } from "../worker/protocol.ts";
import { accuracyAtHandle, drawnCurve, withMeasured } from "./curve.ts";

const level = (sparsity: number, accuracy: number): Level => ({ sparsity, accuracy, pruned: sparsity });
const curveOf = (version: number): TradeOffCurve => ({
  key: { run: 1, version },
  points: [level(0, 1), level(0.8, 0.9), level(0.81, 0.5), level(1, 0.1)],
  milliseconds: 1,
});
const snapshot = (version: number) => ({ key: { run: 1, version } }) as Snapshot;
const preview = (version: number, sparsity: number, accuracy: number) =>
  ({ key: { run: 1, version }, handle: { sparsity }, accuracy }) as Preview;

describe("the drawn curve", () => {
  it("goes through what was measured at the handle, so that the handle stands on it", () => {
    let measured = withMeasured(null, preview(3, 0.807, 0.86), snapshot(3));
    measured = withMeasured(measured, preview(3, 0.81, 0.5), snapshot(3));
    measured = withMeasured(measured, preview(3, 0.803, 0.88), snapshot(3));
    const drawn = drawnCurve(curveOf(3), measured, snapshot(3), true);
    expect(drawn.age).toBeNull();
    expect(drawn.points.map(({ sparsity, accuracy }) => [sparsity, accuracy])).toEqual([
      [0, 1],
      [0.8, 0.9],
      [0.803, 0.88],
      [0.807, 0.86],
      [0.81, 0.5],
      [1, 0.1],
    ]);
    expect(accuracyAtHandle(drawn, preview(3, 0.807, 0.86), 0.807)).toBe(0.86);
  });

  it("has no point of other weights, and is told as old beside newer ones, or where another ranking is on its way", () => {
    const measured = withMeasured(withMeasured(null, preview(3, 0.5, 0.9), null), preview(4, 0.5, 0.95), null);
    expect(measured).toEqual({ version: 4, points: [{ sparsity: 0.5, accuracy: 0.95 }] });
    const drawn = drawnCurve(curveOf(3), measured, snapshot(4), true);
    expect(drawn.points).toHaveLength(4);
    expect(drawn.age).toBe("some steps ago");
    expect(drawnCurve(curveOf(3), null, snapshot(3), false).age).toBe("by the choice before");
    expect(drawnCurve(null, measured, snapshot(4), true)).toEqual({ points: [], age: null });
  });

  it("has no point of shares that a layer's own slider tries out", () => {
    const layers = ["dense1", "output"].map((name) => ({ name, shape: [2, 2] }));
    const lists = layers.map((_, layer) => ({ layer }));
    const byHand = { ...snapshot(3), ranking: { layers, lists, shares: [0.5, 0] } } as unknown as Snapshot;
    const at = (shares: readonly number[]) =>
      withMeasured(null, { ...preview(3, 0.4, 0.9), handle: { sparsity: 0.4, shares } }, byHand);
    expect(at([0.8, 0])).toBeNull();
    expect(at([0.5, 0])?.points).toHaveLength(1);
  });

  it("says where the handle stands while the figure there is on its way; a stale one does not", () => {
    const late = preview(3, 0.8, 0.9);
    const fresh = drawnCurve(curveOf(3), null, snapshot(3), true);
    expect(accuracyAtHandle(fresh, late, 0.805)).toBeCloseTo(0.7);
    expect(accuracyAtHandle({ ...fresh, age: "some steps ago" }, late, 0.805)).toBe(0.9);
    expect(accuracyAtHandle(fresh, null, 0.805)).toBeNull();
  });
});
