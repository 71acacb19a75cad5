import { expect, it } from "vitest";
import { readLayers } from "../network/notation.ts";
import { networkName } from "./networks.ts";

it.each([
  ["none", [1, 1, 2], "2-2"],
  ["16-16bn", [1, 1, 2], "2-16-16bn-2"],
  ["8-8r", [1, 1, 784], "784-8-8-2"],
  ["c8x3bn-p2-v4x5-10", [28, 28, 1], "28×28-8@3×3bn-pool 2-4@5×5-10-2"],
  ["c8x3-p2-c8x3-p2-c8x3-64-32", [28, 28, 1], "28×28-…-2, 7 hidden layers"],
] as const)("a network of %s on inputs %j is called %3$s", (hidden, [height, width, channels], name) => {
  const layers = readLayers(hidden)!;
  expect(networkName({ hidden: layers }, { input: [height, width, channels], outputs: 2 })).toBe(name);
});
