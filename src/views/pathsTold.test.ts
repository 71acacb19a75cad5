import { describe, expect, it } from "vitest";
import { pathsTold } from "./pathsTold.ts";

describe("what is said of paths", () => {
  const dead = [Uint8Array.of(0, 1), Uint8Array.of(0, 0)];

  it("tells constants from what does nothing", () => {
    expect(pathsTold({ dead: [new Uint8Array(4)], kept: 9, effective: 9, constant: 0 })).toBe("all 4 units alive");
    expect(pathsTold({ dead, kept: 12, effective: 9, constant: 2 })).toBe(
      "1 of 4 units dead, 2 kept weights hand on constants alone, 1 kept weight leads to no output",
    );
    expect(pathsTold({ dead, kept: 12, effective: 11, constant: 1 })).toBe(
      "1 of 4 units dead, 1 kept weight hands on constants alone",
    );
  });
});
