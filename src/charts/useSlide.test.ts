import { expect, it } from "vitest";
import { slides } from "./useSlide.ts";

it("a finger slides when it travels mostly to the side, on the handle whenever it travels to the side at all", () => {
  expect(slides(6, 2, false)).toBe(null);
  expect(slides(12, 4, false)).toBe(true);
  expect(slides(-12, 4, false)).toBe(true);
  expect(slides(4, 12, false)).toBe(false);
  expect(slides(12, 12, false)).toBe(false);
  expect(slides(4, 2, true)).toBe(true);
  expect(slides(2, 60, true)).toBe(null);
  expect(slides(-14, 60, true)).toBe(true);
});
