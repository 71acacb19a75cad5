import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toldOf } from "../text/faults/told.test.support.ts";
import { openGraphics } from "./graphics.ts";
import { EngineLostError } from "./lost.ts";

let renderer = "A card";

/** A context that is well and never told to be lost. */
class Canvas {
  addEventListener(): void {}
  getContext() {
    return {
      NO_ERROR: 0,
      getError: () => 0,
      isContextLost: () => false,
      getExtension: () => null,
      getParameter: () => renderer,
    };
  }
}

beforeEach(() => {
  renderer = "A card";
  vi.useFakeTimers();
  vi.stubGlobal("OffscreenCanvas", Canvas);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const never = () => new Promise<number>(() => undefined);

describe("a graphics card that does not answer", () => {
  it("is given up after 20 s at first, when its shaders may still be compiled", async () => {
    const { settled, lost } = openGraphics();
    const read = settled(never());
    const outcome = Promise.all([
      expect(read).rejects.toThrow(EngineLostError),
      expect(toldOf(read)).resolves.toBe("The graphics card gave no answer for 20 s."),
    ]);
    await vi.advanceTimersByTimeAsync(19_000);
    expect(lost()).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    await outcome;
    expect(lost()).toBe(true);
  });

  it("is given up after 5 s once it has answered, later if it needed long before", async () => {
    const quick = openGraphics();
    expect(await quick.settled(Promise.resolve(1))).toBe(1);
    const soon = expect(toldOf(quick.settled(never()))).resolves.toContain("for 5 s");
    await vi.advanceTimersByTimeAsync(5000);
    await soon;
    const slow = openGraphics();
    const first = slow.settled(new Promise((done) => setTimeout(done, 3000)));
    await vi.advanceTimersByTimeAsync(3000);
    await first;
    const late = expect(toldOf(slow.settled(never()))).resolves.toContain("for 15 s");
    await vi.advanceTimersByTimeAsync(15_000);
    await late;
  });

  it("is given up after 20 s where the processor draws, which may have other work", async () => {
    renderer = "SwiftShader";
    const { settled, lost } = openGraphics();
    expect(await settled(Promise.resolve(1))).toBe(1);
    const late = expect(toldOf(settled(never()))).resolves.toContain("for 20 s");
    await vi.advanceTimersByTimeAsync(19_000);
    expect(lost()).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    await late;
  });
});
