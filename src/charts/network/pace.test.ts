import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPace } from "./pace.ts";

describe("when a network is drawn", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("a small one at once and in full, whatever changes", () => {
    const drawn: boolean[] = [];
    const pace = createPace(() => Date.now());
    for (const weights of [1, 1, 2, 3]) pace.run(320, weights, (inHaste) => drawn.push(inHaste));
    expect(drawn).toEqual([false, false, false, false]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("a large one at once in haste, and in full once it rests", () => {
    const drawn: boolean[] = [];
    const pace = createPace(() => Date.now());
    const move = () => pace.run(2000, "weights", (inHaste) => drawn.push(inHaste));
    for (let i = 0; i < 3; i++) {
      move();
      vi.advanceTimersByTime(16);
    }
    expect(drawn).toEqual([true, true, true]);
    vi.advanceTimersByTime(1000);
    expect(drawn).toEqual([true, true, true, false]);
  });

  it("new weights of a large one not more often than leaves time, the latest of them in the end", () => {
    const drawn: number[] = [];
    const pace = createPace(() => Date.now());
    for (let step = 0; step < 60; step++) {
      pace.run(2000, step, () => drawn.push(step));
      vi.advanceTimersByTime(16);
    }
    vi.advanceTimersByTime(1000);
    expect(drawn.length).toBeLessThan(14);
    expect(drawn.at(-1)).toBe(59);
  });
});
