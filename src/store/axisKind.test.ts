import { expect, it } from "vitest";
import { defaultSetup } from "../setup/setup.ts";
import { axisKindOf } from "./axisKind.ts";

it("the axis is stretched for the weights of networks on images, unless it was chosen", () => {
  const of = (change: Partial<typeof defaultSetup>) =>
    axisKindOf({ setup: { ...defaultSetup, ...change }, data: null });
  expect(of({ data: "spiral" })).toBe("linear");
  expect(of({ data: "digits" })).toBe("log");
  expect(of({ data: "digits", granularity: "unit" })).toBe("linear");
  expect(of({ data: "digits", axis: "linear" })).toBe("linear");
  expect(of({ data: "spiral", axis: "log" })).toBe("log");
});
