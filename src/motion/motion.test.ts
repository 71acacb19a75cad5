import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durations, fallAt, flightAt, liftAt, type Moment, movementFor, swellAt } from "./motion.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const place = fc.double({ min: 0, max: 1500, noNaN: true });
const flying = fc.record({
  from: fc.tuple(place, place, place, place),
  to: fc.record({
    x: place,
    y: place,
    width: fc.double({ min: 1, max: 9, noNaN: true }),
    height: fc.double({ min: 2, max: 60, noNaN: true }),
  }),
  rank: share,
  thick: fc.double({ min: 0.5, max: 5, noNaN: true }),
  seen: share,
});

describe("motion", () => {
  it("takes as long as a person can follow, and no longer", () => {
    for (const [kind, milliseconds] of Object.entries(durations)) {
      expect(milliseconds).toBeGreaterThanOrEqual(260);
      expect(milliseconds).toBeLessThanOrEqual(kind === "flight" ? 1200 : 600);
    }
  });

  it("flies from the very connection to the very bar of the queue, and never jumps on its way", () => {
    fc.assert(
      fc.property(flying, share, (mover, at) => {
        const [x0, y0, x1, y1] = mover.from;
        const start = flightAt(0, mover);
        expect([start.points[0], start.points[1], start.points[6], start.points[7]]).toEqual(
          [x0, y0, x1, y1].map((one) => expect.closeTo(one, 6)),
        );
        expect([start.width, start.alpha]).toEqual([mover.thick, mover.seen].map((one) => expect.closeTo(one, 9)));
        const { x, y, width, height } = mover.to;
        const end = flightAt(1, mover);
        expect(end.points).toEqual(
          [
            x + width / 2,
            y,
            x + width / 2,
            y + height / 3,
            x + width / 2,
            y + (2 * height) / 3,
            x + width / 2,
            y + height,
          ].map((one) => expect.closeTo(one, 6)),
        );
        expect([end.width, end.alpha]).toEqual([expect.closeTo(width, 6), 1]);
        const [before, after] = [flightAt(at, mover), flightAt(at + 1e-6, mover)];
        for (const [i, one] of before.points.entries()) expect(Math.abs(after.points[i] - one)).toBeLessThan(0.1);
      }),
    );
  });

  it("lets bars fall out of sight, and lifts them back to where they hung", () => {
    fc.assert(
      fc.property(share, share, (rank, chance) => {
        expect(fallAt(0, rank, chance)).toMatchObject({ down: 0, alpha: 0.9 });
        expect(fallAt(1, rank, chance).alpha).toBeCloseTo(0, 9);
        expect(fallAt(1, rank, chance).down).toBeGreaterThan(40);
        expect(liftAt(0, rank, chance)).toEqual(fallAt(1, rank, chance));
        expect(liftAt(1, rank, chance)).toMatchObject({ down: 0, alpha: 0.9 });
      }),
    );
  });

  it("swells what is kept and leaves it as it was", () => {
    expect(swellAt(0)).toBeCloseTo(1, 9);
    expect(swellAt(1)).toBeCloseTo(1, 9);
    fc.assert(
      fc.property(share, (at) => {
        expect(swellAt(at)).toBeGreaterThanOrEqual(1 - 1e-9);
      }),
    );
  });
});

describe("what moves", () => {
  const kinds = ["start", "train", "prune", "finetune"];
  const at = (current: number, length = current + 1, network = 1): Moment => ({
    network,
    steps: kinds.slice(0, length).map((kind, id) => ({ kind, id })),
    current,
  });

  it.each([
    ["the first training lets weights fly, once", at(0), at(1), false, "flight"],
    ["later ones do not", at(0), at(1), true, null],
    ["a cut lets them fall", at(1), at(2), true, "fall"],
    ["fine-tuning lets the kept ones swell", at(2), at(3), true, "swell"],
    ["undo lifts what was cut", at(2), at(1, 3), true, "lift"],
    ["undo of training moves nothing", at(3), at(2, 4), true, null],
    ["redo lets them fall again", at(1, 3), at(2), true, "fall"],
    ["another network moves nothing", at(1), at(2, 3, 2), true, null],
    ["where nothing happened nothing moves", at(2), at(2), true, null],
  ] as const)("%s", (_, before, after, hasFlown, kind) => {
    expect(movementFor(before, after, hasFlown)).toBe(kind);
  });
});
