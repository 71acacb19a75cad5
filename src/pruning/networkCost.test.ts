import { expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import { fullMask } from "../network/mask.ts";
import { denseNetwork } from "../network/network.ts";
import { costsOf, totalCost } from "./networkCost.ts";

const spec = denseNetwork([2, 3, 2]);
const layers = initialise(spec, 1);

it("the sums of a state's costs are those of its layers, biases included", () => {
  // Five of the six weights into the hidden layer, two of the six out of it.
  const mask = new Map([
    ["dense1", Uint8Array.of(1, 1, 0, 1, 1, 1)],
    ["output", Uint8Array.of(1, 0, 0, 0, 0, 1)],
  ]);
  expect(totalCost(costsOf(spec, layers, mask))).toEqual({
    total: 12,
    biases: 5,
    multiplyAdds: { masked: 7, dense: 12 },
    bytes: {
      dense: 17 * 4,
      // A byte of bits a layer, 7 values, 5 biases.
      bitmask: 2 + 7 * 4 + 5 * 4,
      // A byte of index with each value; 3 and 4 row pointers.
      csr: 7 * 5 + 7 * 4 + 5 * 4,
    },
    // Nothing reads the second unit.
    smaller: { weights: 8, biases: 4, multiplyAdds: 8 },
  });
});

it("a dense network has no smaller one", () => {
  expect(totalCost(costsOf(spec, layers, fullMask(layers)))).toMatchObject({
    multiplyAdds: { masked: 12, dense: 12 },
    smaller: null,
  });
});
