import fc from "fast-check";
import { expect, it } from "vitest";
import { nextPoint, placesOf, pointAt } from "./points.ts";

const points = fc
  .array(fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 })), {
    minLength: 2,
    maxLength: 60,
  })
  .map((all) => Float32Array.from(all.flat(), (one) => one / 10));

it("a press on a point means it, or one that stands at its place", () => {
  fc.assert(
    fc.property(points, fc.nat(), (all, pick) => {
      const places = placesOf(all, 400);
      const row = pick % places.length;
      const found = pointAt(places, places[row].x, places[row].y)!;
      expect(places[found]).toEqual(places[row]);
    }),
  );
  expect(pointAt(placesOf(Float32Array.of(0, 0), 400), 10, 10)).toBe(null);
});

it("keys lead to a point in their direction, and back by the other key never past the one come from", () => {
  fc.assert(
    fc.property(points, fc.nat(), fc.constantFrom([1, 0], [-1, 0], [0, 1], [0, -1]), (all, pick, way) => {
      const places = placesOf(all, 400);
      const row = pick % places.length;
      const next = nextPoint(places, row, way as [number, number]);
      if (next === row) return;
      const along = (places[next].x - places[row].x) * way[0] + (places[next].y - places[row].y) * way[1];
      expect(along).toBeGreaterThan(0);
      const back = nextPoint(places, next, [-way[0], -way[1]]);
      expect(back).not.toBe(next);
    }),
  );
});
