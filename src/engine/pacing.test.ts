import { describe, expect, it } from "vitest";
import { pacedSteps } from "./pace.ts";
import { Run, stepsBetweenPoints } from "./run.ts";
import { Share } from "./share.ts";

const run = (change: Partial<ConstructorParameters<typeof Run>[0]> = {}) =>
  new Run({ kind: "train", from: 0, until: 10_000, every: 1000, stepMilliseconds: 1, ...change }, 0);

describe("a run", () => {
  it("of many steps is spread over two seconds, a short one goes at once", () => {
    expect(pacedSteps(49, 0)).toBe(49);
    expect(pacedSteps(1000, 0)).toBe(1);
    expect(pacedSteps(1000, 1000)).toBe(501);
    expect(pacedSteps(1000, 5000)).toBe(1000);
    const spread = run({ until: 1000 });
    expect(spread.burst(0, 0)).toBe(1);
    expect(spread.burst(501, 1000)).toBe(0);
    expect(spread.burst(490, 1000)).toBe(11);
    spread.stopAsked = true;
    expect(spread.burst(501, 1000)).toBeGreaterThan(0);
  });

  it("does bursts of about 24 ms that end at points and at the end", () => {
    const late = 1e9;
    expect(run().burst(0, late)).toBe(24);
    expect(run().burst(990, late)).toBe(10);
    expect(run({ until: 2005 }).burst(2000, late)).toBe(5);
    expect(run({ stepMilliseconds: 300 }).burst(0, late)).toBe(1);
    const measured = run();
    measured.did(24, 12);
    expect(measured.burst(24, late)).toBe(48);
  });

  it("tells its rate, and what a watch would count", () => {
    const begun = run();
    expect(begun.rates(0, 0)).toEqual({ stepsPerSecond: 0, reachedPerSecond: 0 });
    begun.did(10, 50);
    expect(begun.rates(10, 100)).toEqual({ stepsPerSecond: 200, reachedPerSecond: 100 });
    // The first burst starts things up; of the others all count alike.
    begun.did(30, 15);
    begun.did(10, 25);
    expect(begun.rates(50, 100)).toEqual({ stepsPerSecond: 1000, reachedPerSecond: 500 });
  });

  it("has points where the set-up alone says, a quarter of an epoch apart, 200 at most", () => {
    expect(stepsBetweenPoints(8, 63)).toBe(16);
    expect(stepsBetweenPoints(1, 8)).toBe(10);
    expect(stepsBetweenPoints(2000, 63)).toBe(630);
    const points = (from: number) =>
      Array.from({ length: 12 }, (_, i) => from + i).filter((s) => run({ every: 5 }).isPoint(s));
    expect(points(1)).toEqual([5, 10]);
    expect(run({ until: 7 }).isPoint(7)).toBe(true);
  });
});

describe("a share of the time", () => {
  it("lets as much time pass as what was done deserves", () => {
    const quarter = new Share(0.25, 80, 1000);
    expect(quarter.isDue(0)).toBe(true);
    quarter.spent(0, 10);
    expect([quarter.isDue(79), quarter.isDue(80)]).toEqual([false, true]);
    quarter.spent(100, 150);
    expect([quarter.isDue(299), quarter.isDue(300)]).toEqual([false, true]);
  });

  it("does not starve what takes very long", () => {
    const tenth = new Share(0.1, 0, 1000);
    tenth.spent(0, 400);
    expect([tenth.isDue(999), tenth.isDue(1000)]).toEqual([false, true]);
    tenth.spent(1000, 4000);
    expect(tenth.isDue(4000)).toBe(true);
  });
});
