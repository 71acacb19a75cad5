import { describe, expect, it } from "vitest";
import { Slowdown } from "./slowdown.ts";

/** The processor does a step a millisecond. */
const watch = () => new Slowdown(1000);

/** Bursts one after the other: steps and milliseconds. */
function seeing(slowdown: Slowdown, times: number, steps: number, milliseconds: number): Slowdown {
  for (let i = 0; i < times; i++) slowdown.saw(steps, milliseconds);
  return slowdown;
}

describe("a graphics card", () => {
  it("is slow when its steps take more than twice the processor's for two seconds", () => {
    const slowdown = seeing(watch(), 66, 10, 30);
    expect(slowdown.isSlow).toBe(false);
    expect(seeing(slowdown, 1, 10, 30).isSlow).toBe(true);
    expect(seeing(watch(), 1000, 10, 19).isSlow).toBe(false);
  });

  it("is not slow for one long hiccup, nor when good bursts come in between", () => {
    expect(seeing(watch(), 3, 1, 60_000).isSlow).toBe(false);
    const slowdown = watch();
    for (let i = 0; i < 20; i++) seeing(seeing(slowdown, 30, 10, 40), 1, 20, 25);
    expect(slowdown.isSlow).toBe(false);
  });

  it("is not slow because bursts of a few steps mostly wait for the loss", () => {
    expect(seeing(watch(), 10_000, 1, 8).isSlow).toBe(false);
  });

  it("is not judged by what happened in the background, and doubted less when the processor was no faster", () => {
    const slowdown = seeing(watch(), 60, 10, 30);
    slowdown.forget();
    expect(seeing(slowdown, 60, 10, 30).isSlow).toBe(false);
    seeing(slowdown, 60, 10, 30);
    expect(slowdown.isSlow).toBe(true);
    slowdown.excuse();
    expect(seeing(slowdown, 200, 10, 30).isSlow).toBe(false);
    expect(seeing(slowdown, 100, 10, 30).isSlow).toBe(true);
  });
});
