import { describe, expect, it } from "vitest";
import type { Cut } from "../store/cut.ts";
import { useStore } from "../store/store.ts";
import type { Snapshot } from "../worker/protocol.ts";
import { nextAction, stepAt } from "./useNextAction.ts";

/** A network of 8 weights: so many kept by what training locked, and by the cut; of these so many on a path. */
const cutOf = (locked: number, kept: number, effective = kept) => {
  const bits = Uint8Array.from({ length: 8 }, (_, i) => Number(i < locked));
  return { kept, effective, total: 8, snapshot: { locked: new Map([["output", bits]]) } as unknown as Snapshot } as Cut;
};

describe("the step that is due, and where one is in the loop", () => {
  it.each([
    ["untrained", 0, cutOf(8, 8), null, "train", 1],
    ["cut before it was trained", 0, cutOf(8, 4), null, "train", 1],
    ["rewound, the mask kept", 0, cutOf(4, 4), null, "train", 1],
    ["trained", 90, cutOf(8, 8), null, "prune", 2],
    ["cut", 90, cutOf(8, 4), null, "finetune", 3],
    ["fine-tuned", 90, cutOf(4, 4), null, "prune", 2],
    ["cut once more", 90, cutOf(4, 2), null, "finetune", 3],
    ["cut to nothing", 90, cutOf(8, 0), null, "prune", 2],
    ["cut in two", 90, cutOf(8, 3, 0), null, "prune", 2],
    ["in training", 90, cutOf(8, 4), "train", "train", 1],
    ["in fine-tuning", 90, cutOf(4, 4), "finetune", "finetune", 3],
    ["not there yet", 0, null, null, "train", 1],
  ] as const)("of a network that is %s", (_, step, cut, running, due, at) => {
    const progress = { ...useStore.getState().progress, step };
    expect(nextAction(cut, { running, progress })).toBe(due);
    expect(stepAt(due, running)).toBe(at);
  });
});
