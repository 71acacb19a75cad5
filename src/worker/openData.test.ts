import { expect, it, vi } from "vitest";
import { defaultSetup, type Setup } from "../setup/setup.ts";
import { openData } from "./openData.ts";

it("digits that were drawn last serve another network at once; another seed or hand draws anew", async () => {
  const setup: Setup = { ...defaultSetup, data: "digits", seed: 3 };
  const progress = vi.fn();
  const first = await openData(setup, undefined, progress);
  const calls = progress.mock.calls.length;
  expect(calls).toBeGreaterThan(2);
  expect(await openData({ ...setup, hidden: [] }, undefined, progress)).toEqual(first);
  expect(progress.mock.calls).toHaveLength(calls);
  for (const other of [{ seed: 4 }, { difficulty: "easy" }] as const) {
    const { dataset } = await openData({ ...setup, ...other }, undefined, progress);
    expect(Buffer.from(dataset.inputs.buffer).equals(Buffer.from(first.dataset.inputs.buffer))).toBe(false);
  }
  expect(progress.mock.calls).toHaveLength(3 * calls);
});
