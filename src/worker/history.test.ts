import { describe, expect, it } from "vitest";
import { defaultSetup } from "../setup/setup.ts";
import { createBatches } from "../training/batches.ts";
import { type Entry, History } from "./history.ts";

const entry = (label: string, weights = 1): Entry => ({
  kind: "train",
  label,
  checkpoint: {
    layers: [{ name: "only", shape: [weights, 1], weights: new Float32Array(weights), bias: new Float32Array(1) }],
    moments: [],
    betaPowers: [1, 1],
    step: 0,
    mask: new Map(),
  },
  sparsity: 0,
  hand: new Map(),
  setup: defaultSetup,
  clock: 0,
  accuracy: 0,
  timeline: [],
  reached: [],
  references: { dense: null, before: null, afterCut: null },
});

const labels = (history: History) => history.state().entries.map(({ label }) => label);

describe("the history", () => {
  it("goes back and forth, and a new step drops what was undone", () => {
    const history = new History(entry("start"));
    for (const label of ["a", "b", "c"]) history.push(entry(label));
    expect(history.undo()).toBe(true);
    expect(history.undo()).toBe(true);
    expect(history.current.label).toBe("a");
    expect(history.redo()).toBe(true);
    expect(history.current.label).toBe("b");
    history.push(entry("d"));
    expect(labels(history)).toEqual(["start", "a", "b", "d"]);
    expect(history.redo()).toBe(false);
    expect(history.goTo(0)).toBe(true);
    expect(history.undo()).toBe(false);
    expect(history.goTo(9)).toBe(false);
  });

  it("drops the oldest states when they would take too much memory, and counts them", () => {
    const history = new History(entry("start"));
    const large = 24 * 2 ** 20;
    for (const label of ["a", "b", "c", "d"]) history.push(entry(label, large));
    expect(labels(history)).toEqual(["c", "d"]);
    expect(history.state().dropped).toBe(3);
    expect(history.current.label).toBe("d");
  });
});

describe("batches", () => {
  it("deal every row once an epoch, in an order that seed and step alone decide", () => {
    const rows = Uint32Array.from({ length: 23 }, (_, i) => 2 * i);
    const batches = createBatches(rows, 5, 9);
    expect(batches.perEpoch).toBe(5);
    const epoch = (number: number, from = batches) =>
      Array.from({ length: 5 }, (_, i) => [...from.at(number * 5 + i)]).flat();
    const orders = [0, 1, 2].map((number) => epoch(number));
    for (const order of orders) expect([...order].sort((a, b) => a - b)).toEqual([...rows]);
    expect(orders[0]).not.toEqual(orders[1]);
    const again = createBatches(rows, 5, 9);
    expect(epoch(2, again)).toEqual(orders[2]);
    expect(epoch(0, again)).toEqual(orders[0]);
    expect(epoch(0, createBatches(rows, 5, 10))).not.toEqual(orders[0]);
  });
});
