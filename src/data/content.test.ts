import { describe, expect, it } from "vitest";
import { ownTable } from "../records/anyRecord.test.support.ts";
import { contentOf } from "./content.ts";
import type { GivenData } from "./dataset.ts";
import { murmur3 } from "./murmur3.ts";

it("MurmurHash3 is that of the reference", () => {
  const hashOf = (text: string) => murmur3(new TextEncoder().encode(text));
  expect(hashOf("")).toBe("0".repeat(32));
  expect(hashOf("I will not buy this record, it is scratched.")).toBe("a0a9683b25ac5e40d9af2895890dddf5");
  expect(hashOf("The quick brown fox jumps over the lazy dog")).toBe("2f1583c3ecee2c675d7bf66ce5e91d2c");
});

it("a hash hangs on every byte, wherever the bytes lie", () => {
  const bytes = Uint8Array.from({ length: 45 }, (_, i) => i * 37);
  const hashes = Array.from(bytes, (_, i) => murmur3(bytes.map((byte, at) => (at === i ? byte ^ 1 : byte))));
  hashes.push(murmur3(bytes), murmur3(bytes.subarray(1)), murmur3(Uint8Array.of(...bytes, 0)));
  expect(new Set(hashes).size).toBe(bytes.length + 3);
  const shifted = new Uint8Array(48);
  shifted.set(bytes, 3);
  expect(murmur3(shifted.subarray(3))).toBe(murmur3(bytes));
});

describe("a person's own data go by what they are", () => {
  const { dataset } = ownTable;
  const of = (change: Partial<GivenData["dataset"]>, rows: Partial<GivenData> = {}) =>
    contentOf({ ...ownTable, ...rows, dataset: { ...dataset, ...change } });
  const own = contentOf(ownTable);

  it("whatever the file is called", () => {
    expect(own).toMatch(/^[0-9a-f]{32}$/);
    expect(of({ label: "renamed.csv", inputs: dataset.inputs.slice() })).toBe(own);
  });

  it.each([
    ["one value", of({ inputs: dataset.inputs.map((one, i) => (i === 0 ? one + 1e-15 : one)) })],
    ["one label", of({ labels: Uint8Array.of(0, 1, 0) })],
    ["the shape", of({ inputShape: [1, 2] })],
    ["a class", of({ classes: ["no", "maybe"] })],
    ["a column", of({ columns: [...dataset.columns!].reverse() })],
    ["the test rows", of({}, { test: Uint32Array.of(1) })],
    ["test rows that validate", of({}, { validation: ownTable.test, test: undefined })],
  ])("others where %s is another", (_what, content) => {
    expect(content).toMatch(/^[0-9a-f]{32}$/);
    expect(content).not.toBe(own);
  });

  it("but for those that are downloaded, which go by their id", () => {
    expect(of({ id: "mnist" })).toBeUndefined();
  });
});
