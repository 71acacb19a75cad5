import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NetworkSpec } from "../../network/network.ts";
import { readLayers } from "../../network/notation.ts";
import { stagesOf } from "../../network/stages.ts";
import { chosenIn, hitAt, type StandingUnits } from "./hits.ts";
import { placesOf } from "./places.ts";
import { edgesOf, heightOf, type Plan, planOf, spansOf, tileBox } from "./plan.ts";
import { unitsOf } from "./scene.ts";

const networks = [
  "128-64",
  "300-100",
  "10",
  "64-64r-64r-64r",
  "c8x3-p2-c16x3-p2-64",
  "c6x5-p2-v16x5-p2-120-84",
  "p2-c4x3-16",
];
const deep = `c4x3-p2-${Array(13).fill("c4x3r").join("-")}-16`;

const specOf = (hidden: string): NetworkSpec => ({
  input: [28, 28, 1],
  hidden: readLayers(hidden)!,
  outputs: 10,
  activation: "relu",
  initialiser: "he",
});

const room = fc.record({
  width: fc.integer({ min: 340, max: 1400 }),
  height: fc.integer({ min: 130, max: 700 }),
  left: fc.constantFrom(4, 62),
  top: fc.constantFrom(10, 32),
  line: fc.constantFrom(18, 28),
  name: fc.integer({ min: 7, max: 400 }),
  all: fc.boolean(),
});

const plans = fc.tuple(fc.constantFrom(...networks, deep), room).map(([hidden, at]) => {
  const stages = stagesOf(specOf(hidden));
  return { stages, at, plan: planOf(stages, at)! };
});

const standingOf = (plan: Plan, hidden: string): StandingUnits => {
  const layers = stagesOf(specOf(hidden)).flatMap((stage) =>
    "kernel" in stage ? [{ name: stage.name, shape: stage.kernel }] : [],
  );
  const shown = Array.from({ length: plan.wall?.shown ?? 0 }, (_, unit) => unit);
  return { layers, orders: plan.columns.map((column) => unitsOf(column, null)), shown, shape: [28, 28] };
};

describe("the plan of a network that reads images", () => {
  it("stands within its room, from left to right, whatever the network and the window", () => {
    fc.assert(
      fc.property(plans, ({ at, plan }) => {
        expect(plan.input.left).toBeGreaterThanOrEqual(at.left);
        expect(plan.input.top).toBeGreaterThanOrEqual(at.top - 1);
        const lowest = plan.reads ?? plan.input;
        expect(lowest.top + lowest.height).toBeLessThanOrEqual(at.height);
        let right = plan.input.left + plan.input.width;
        if (plan.wall) {
          expect(plan.wall.left).toBeGreaterThan(right);
          expect(plan.wall.side).toBeGreaterThan(1);
          expect(plan.wall.top).toBeGreaterThanOrEqual(at.top - 1);
          right = plan.wall.left + plan.wall.width;
        }
        for (const column of plan.columns) {
          const [from, to] = edgesOf(column);
          expect(from).toBeGreaterThan(right);
          right = to;
        }
        const answers = plan.columns.at(-1)!;
        if (answers.kind === "answers")
          expect(answers.x + answers.name + 7 + answers.bar).toBeLessThanOrEqual(at.width);
      }),
    );
  });

  it("gives every kernel a span, one after another", () => {
    fc.assert(
      fc.property(plans, ({ plan }) => {
        const spans = spansOf(plan);
        expect(spans).toHaveLength(plan.columns.length);
        spans.forEach(({ left, right }, l) => {
          expect(right).toBeGreaterThan(left);
          if (l > 0) expect(left).toBeGreaterThanOrEqual(spans[l - 1].right - 1);
        });
      }),
    );
  });

  it("shows each tile once, with room for what opens the others where some are missing", () => {
    fc.assert(
      fc.property(plans, ({ plan: { wall, columns } }) => {
        if (!wall) return;
        expect(wall.shown).toBeLessThanOrEqual(columns[0].count);
        expect(wall.more === null).toBe(wall.shown === columns[0].count);
        const last = tileBox(wall, wall.shown - 1);
        expect(last.left + last.width).toBeLessThanOrEqual(wall.left + wall.width + 0.01);
        expect(last.top + last.height).toBeLessThanOrEqual(wall.top + wall.height + 0.01);
        if (wall.more) expect(wall.more.left >= last.left + last.width || wall.more.top > last.top).toBe(true);
      }),
    );
  });
});

describe("what stands under the pointer", () => {
  const at = { width: 900, height: 400, left: 62, top: 32, line: 18, name: 8, all: false };

  it("is the unit whose tile, map or tick is there, or the weight of a filter", () => {
    const [mlp, cnn] = ["128-64", "c8x3-p2-c16x3-p2-64"].map((hidden) => {
      const plan = planOf(stagesOf(specOf(hidden)), at)!;
      return { plan, standing: standingOf(plan, hidden) };
    });
    const tile = tileBox(mlp.plan.wall!, 5);
    expect(hitAt(mlp.plan, mlp.standing, tile.left + 2, tile.top + 2)).toEqual({ what: "tile", layer: 0, unit: 5 });
    const ticks = mlp.plan.columns[1];
    expect(hitAt(mlp.plan, mlp.standing, ticks.x, heightOf(mlp.plan, ticks, 40))).toEqual({
      what: "tick",
      layer: 1,
      unit: 40,
    });
    const maps = cnn.plan.columns[0];
    if (maps.kind !== "maps" || !maps.kernels) throw new Error("no filters");
    const y = heightOf(cnn.plan, maps, 3);
    expect(hitAt(cnn.plan, cnn.standing, maps.x, y)).toEqual({ what: "map", layer: 0, unit: 3 });
    const { x, side } = maps.kernels;
    // Row 2, column 0 of 3 x 3, of 8 filters.
    const corner = hitAt(cnn.plan, cnn.standing, x - side / 2 + 1, y + side / 2 - 1);
    expect(corner).toEqual({ what: "weight", layer: 0, unit: 3, index: 6 * 8 + 3 });
    expect(hitAt(cnn.plan, cnn.standing, 1, 1)).toBeNull();
  });

  it("is chosen with a box: cells of tiles and filters, else whole units with what reads them", () => {
    const plan = planOf(stagesOf(specOf("128-64")), at)!;
    const standing = standingOf(plan, "128-64");
    const tile = tileBox(plan.wall!, 0);
    const whole = chosenIn(plan, standing, {
      x0: tile.left,
      y0: tile.top,
      x1: tile.left + tile.width - 0.01,
      y1: tile.top + tile.height - 0.01,
    });
    expect(whole.get("dense1")).toEqual(Array.from({ length: 784 }, (_, pixel) => pixel * 128));
    const ticks = plan.columns[1];
    const y = heightOf(plan, ticks, 7);
    const unit = chosenIn(plan, standing, { x0: ticks.x, y0: y, x1: ticks.x, y1: y });
    expect(unit.get("dense2")).toHaveLength(128);
    expect(unit.get("output")).toHaveLength(10);
  });
});

describe("where weights and units are drawn", () => {
  it("is where they are pressed: weights of filters, units as tiles, maps and ticks", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...networks),
        room,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (hidden, at, share) => {
          const plan = planOf(stagesOf(specOf(hidden)), at)!;
          const standing = standingOf(plan, hidden);
          const places = placesOf(plan, standing);
          plan.columns.forEach((column, layer) => {
            const unit = Math.floor(share * column.count);
            const [x0, y0, x1, y1] = places.unit(layer, unit);
            // Ticks closer than a pixel are not told apart.
            if (column.kind !== "answers" && column.count <= plan.bottom - plan.top)
              expect(hitAt(plan, standing, (x0 + x1) / 2, (y0 + y1) / 2)).toMatchObject({ layer, unit });
            const weights = standing.layers[layer].shape.reduce((product, side) => product * side, 1);
            const [left, top, right, bottom] = places.weight(layer, Math.floor(share * weights));
            expect(left).toBeLessThan(right);
            expect(Math.min(left, plan.width - right)).toBeGreaterThanOrEqual(0);
            expect(Math.min(top, bottom)).toBeGreaterThanOrEqual(0);
            expect(Math.max(top, bottom)).toBeLessThanOrEqual(plan.height);
          });
          const [first] = plan.columns;
          if (first.kind !== "maps" || !first.kernels) return;
          const index = Math.floor(share * 9 * first.count);
          const [x0, y0, x1, y1] = places.weight(0, index);
          expect(hitAt(plan, standing, (x0 + x1) / 2, (y0 + y1) / 2)).toMatchObject(
            hidden.startsWith("c8x3") ? { what: "weight", index } : { layer: 0 },
          );
        },
      ),
    );
  });
});
