import { describe, expect, it } from "vitest";
import { pacedSteps } from "./pace.ts";
import { Run, stepsBetweenPoints } from "./run.ts";
import { Share } from "./share.ts";
import { Timing } from "./timing.ts";

const run = (change: Partial<ConstructorParameters<typeof Run>[0]> = {}) =>
  new Run({ kind: "train", from: 0, until: 10_000, every: 1000, stepMilliseconds: 1, isPaced: true, ...change }, 0);

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
    expect(run({ until: 1000, isPaced: false }).burst(501, 1000)).toBe(24);
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

  it("tells what was lived in the last seconds, not what was before", () => {
    const slowed = run({ until: 1e6 });
    for (let now = 250; now <= 5000; now += 250) slowed.rates(now, now);
    expect(slowed.rates(5000, 5000).reachedPerSecond).toBe(1000);
    for (let now = 5250; now <= 10_000; now += 250) slowed.rates(5000 + (now - 5000) / 100, now);
    expect(slowed.rates(5050, 10_000).reachedPerSecond).toBeCloseTo(10);
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

describe("a speed", () => {
  it("is told where enough was timed, with its spread, whatever the clock", () => {
    const short = new Timing();
    for (let i = 0; i < 180; i++) short.saw(1, i % 20 === 0 ? 1 : 0);
    expect(short.timed).toBeNull();
    const long = new Timing();
    for (let i = 0; i < 100; i++) long.saw(i % 2 === 0 ? 30 : 20, 10);
    expect(long.timed).toEqual({ stepsPerSecond: 2500, low: 2500, high: 2500, steps: 2500 });
    const uneven = new Timing();
    for (let i = 1; i <= 9; i++) uneven.saw(20, 20 * i);
    expect(uneven.timed).toEqual({ stepsPerSecond: 200, low: 1000 / 7, high: 1000 / 3, steps: 180 });
  });
});

describe("a share of the time", () => {
  it("lets as much time pass as what was done deserves", () => {
    const quarter = new Share(0.25, 80);
    expect(quarter.isDue(0)).toBe(true);
    quarter.spent(0, 10);
    expect([quarter.isDue(79), quarter.isDue(80)]).toEqual([false, true]);
    quarter.spent(100, 150);
    expect([quarter.isDue(299), quarter.isDue(300)]).toEqual([false, true]);
  });

  it("holds for what takes long, such as a slow ranking", () => {
    const tenth = new Share(0.1);
    tenth.spent(0, 4000);
    expect([tenth.isDue(39_999), tenth.isDue(40_000)]).toEqual([false, true]);
    // What is done whenever it is due takes its share of the time, and no more.
    const quarter = new Share(0.25, 80);
    let spent = 0;
    for (let now = 0; now < 60_000; now += 24)
      if (quarter.isDue(now)) {
        quarter.spent(now, now + 1200);
        spent += 1200;
        now += 1200;
      }
    expect(spent / 60_000).toBeGreaterThan(0.2);
    expect(spent / 60_000).toBeLessThan(0.27);
  });
});
