import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPicturePace, type StrandsDrawn } from "./pace.ts";

describe("when a picture of a network is drawn", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const begin = () => {
    const drawn: StrandsDrawn[] = [];
    const pace = createPicturePace(() => Date.now());
    const run = (frame: unknown, weights: unknown) => pace.run(frame, weights, (strands) => drawn.push(strands));
    run("frame", 0);
    return { drawn, run };
  };

  it("at first, and in another frame, all of it at once", () => {
    const { drawn, run } = begin();
    run("other frame", 0);
    expect(drawn).toEqual(["all", "all"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("at every move, with few strands now and then, and all once it rests", () => {
    const { drawn, run } = begin();
    for (let i = 0; i < 50; i++) {
      run("frame", 0);
      vi.advanceTimersByTime(20);
    }
    expect(drawn).toHaveLength(51);
    expect(drawn.filter((strands) => strands === "few").length).toBeLessThanOrEqual(1000 / 240);
    vi.advanceTimersByTime(1000);
    expect(drawn.slice(1).filter((strands) => strands === "all")).toEqual(["all"]);
    expect(drawn.at(-1)).toBe("all");
  });

  it("a single change without strands coming and going", () => {
    const { drawn, run } = begin();
    run("frame", 0);
    vi.advanceTimersByTime(1000);
    expect(drawn).toEqual(["all", "stay", "all"]);
  });

  it("while it trains some four times a second, the latest weights in the end", () => {
    const { drawn, run } = begin();
    for (let step = 1; step <= 100; step++) {
      run("frame", step);
      vi.advanceTimersByTime(20);
    }
    expect(drawn.length).toBeLessThanOrEqual(1 + 2 * 4);
    expect(drawn.slice(1)).not.toContain("all");
    vi.advanceTimersByTime(1000);
    expect(drawn.at(-1)).toBe("all");
  });
});
