import { describe, expect, it } from "vitest";
import { chanceOf, examplesPerClass, knownPerClass } from "./classes.ts";

describe("classes", () => {
  it("chance is the largest class's share, not one of so many classes", () => {
    const rare = Uint8Array.from({ length: 100 }, (_, i) => (i < 5 ? 0 : 1));
    expect(chanceOf(rare, 2)).toEqual({ label: 1, share: 0.95 });
    expect(chanceOf(Uint8Array.of(2, 1, 2, 0, 1), 3)).toEqual({ label: 1, share: 0.4 });
    expect(chanceOf(new Uint8Array(), 2)).toEqual({ label: 0, share: 0 });
  });

  it("a class without examples has no accuracy", () => {
    const counts = examplesPerClass(Uint8Array.of(0, 0, 2), 3);
    expect([...counts]).toEqual([2, 0, 1]);
    expect(knownPerClass(Float32Array.of(0.5, 0, 0), counts)).toEqual([0.5, Number.NaN, 0]);
  });
});
