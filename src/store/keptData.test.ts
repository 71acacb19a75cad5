import { expect, it } from "vitest";
import type { GivenData, RawDataset } from "../data/dataset.ts";
import { keepData, keptData } from "./keptData.ts";

it.each([
  ["pictures", Uint8Array.of(0, 7, 255, 3)],
  ["floats", Float32Array.of(0.1, -2, 3, 1e-9)],
  ["a table's doubles", Float64Array.of(1.7e12 + 1, -2, 0.1, 3)],
])("data of one's own stays for a worker that takes the place of another: %s", async (_kind, inputs) => {
  const dataset = { id: "file", inputs, labels: Uint8Array.of(0, 1) } as unknown as RawDataset;
  const given: GivenData = { dataset };
  const expected = inputs.slice();
  keepData(given);
  // What goes over to the worker is gone here.
  structuredClone(inputs, { transfer: [inputs.buffer] });
  expect((await keptData("file"))?.dataset).toEqual({ ...dataset, inputs: expected });
  expect(await keptData("mnist")).toBeUndefined();
});
