import { expect, it } from "vitest";
import type { GivenData, RawDataset } from "../data/dataset.ts";
import { areComing, dataStands, keepData, keptData } from "./keptData.ts";

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

it("of two files of one name each is found by what it is, once a network stood on it; what never came to that is let go", async () => {
  const table = (value: number) =>
    ({
      dataset: { id: "file", label: "trees.csv", inputs: Float32Array.of(value), labels: Uint8Array.of(0) },
    }) as unknown as GivenData;
  const inputOf = async (content?: string) => (await keptData("file", content))?.dataset.inputs[0];
  const stands = (content: string) => dataStands({ id: "file", label: "trees.csv", content });
  keepData(table(1));
  stands("one");
  keepData(table(2));
  expect(areComing("file")).toBe(true);
  expect([await inputOf(), await inputOf("one")]).toEqual([2, 1]);
  // Somebody went back meanwhile.
  dataStands({ id: "moons", label: "moons" });
  expect(areComing("file")).toBe(false);
  expect(await inputOf()).toBe(1);
  keepData(table(3));
  stands("three");
  expect([await inputOf(), await inputOf("one"), await inputOf("three"), await inputOf("two")]).toEqual([
    3,
    1,
    3,
    undefined,
  ]);
});
