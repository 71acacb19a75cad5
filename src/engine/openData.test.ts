import { describe, expect, it } from "vitest";
import type { Dataset, GivenData } from "../data/dataset.ts";
import { defaultSetup } from "../setup/setup.ts";
import { openData } from "./openData.ts";
import { prepare } from "./opened.ts";

const setup = { ...defaultSetup, data: "file" };
const silent = () => undefined;

const images = (count: number): Dataset => ({
  id: "file",
  label: "images",
  kind: "images",
  inputShape: [4, 4],
  classes: ["a", "b"],
  inputs: Uint8Array.from({ length: 16 * count }, (_, i) => i % 256),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 2),
  count,
});

describe("given data", () => {
  it("keeps its official test set, and a tenth of the rest validates; bytes stay bytes", async () => {
    const test = Uint32Array.from({ length: 40 }, (_, i) => 200 + i);
    const given: GivenData = { dataset: images(240), test };
    const { dataset, split } = await openData(setup, given, silent);
    expect([split.train.length, split.validation.length, split.test]).toEqual([180, 20, test]);
    expect(dataset.inputs).toBe(given.dataset.inputs);
    const prepared = await prepare({ ...setup, hidden: [] }, given, silent);
    expect(prepared.data.inputs).toBeInstanceOf(Uint8Array);
    expect(prepared.test.inputs).toBeInstanceOf(Uint8Array);
    expect(prepared.summary.shown).toBeInstanceOf(Uint8Array);
  });

  it("keeps its official validation set, and a tenth of the rest tests; with both all the rest trains", async () => {
    const validation = Uint32Array.from({ length: 40 }, (_, i) => 160 + i);
    const test = Uint32Array.from({ length: 40 }, (_, i) => 200 + i);
    const one = await openData(setup, { dataset: images(240), validation }, silent);
    expect([one.split.train.length, one.split.test.length]).toEqual([180, 20]);
    expect(one.split.validation.toSorted()).toEqual(validation);
    const both = await openData(setup, { dataset: images(240), validation, test }, silent);
    expect(both.split.train.toSorted()).toEqual(Uint32Array.from({ length: 160 }, (_, i) => i));
    expect([both.split.validation.toSorted(), both.split.test]).toEqual([validation, test]);
  });

  it("of too few examples is refused, with the least that is needed", async () => {
    for (const count of [2, 4])
      await expect(openData(setup, { dataset: images(count) }, silent)).rejects.toThrow("at least 10 are needed");
    const test = Uint32Array.from({ length: 30 }, (_, i) => i);
    await expect(openData(setup, { dataset: images(34), test }, silent)).rejects.toThrow("4 examples to learn from");
  });

  it("without one gives a fifth each to validation and test; a table is standardised by the training rows", async () => {
    const inputs = Float32Array.from({ length: 100 }, (_, i) => i ** 2);
    const dataset: Dataset = {
      ...images(100),
      kind: "table",
      inputShape: [1],
      inputs,
      columns: [{ name: "x", isNumber: true }],
    };
    const { dataset: scaled, split } = await openData(setup, { dataset }, silent);
    expect([split.train.length, split.validation.length, split.test.length]).toEqual([60, 20, 20]);
    const mean = split.train.reduce((sum, row) => sum + scaled.inputs[row] / 60, 0);
    expect(mean).toBeCloseTo(0, 5);
    expect(dataset.inputs).toBe(inputs);
  });

  it("that is not there any more is asked for", async () => {
    for (const data of ["file", "mnist", "fashion-mnist"])
      await expect(openData({ ...setup, data }, undefined, silent)).rejects.toThrow("choose it again under Data");
  });
});
