import { describe, expect, it } from "vitest";
import type { Snapshot } from "../engine/protocol.ts";
import type { Cut } from "../store/cut.ts";
import { useStore } from "../store/store.ts";
import { nextAction } from "./useNextAction.ts";

/** A network of 8 weights: so many kept by what training locked, and by the cut. */
const cutOf = (locked: number, kept: number) => {
  const bits = Uint8Array.from({ length: 8 }, (_, i) => Number(i < locked));
  return { kept, total: 8, snapshot: { locked: new Map([["output", bits]]) } as unknown as Snapshot } as Cut;
};

describe("the step that is due", () => {
  it.each([
    ["untrained", 0, cutOf(8, 8), null, "train"],
    ["cut before it was trained", 0, cutOf(8, 4), null, "train"],
    ["rewound, the mask kept", 0, cutOf(4, 4), null, "train"],
    ["trained", 90, cutOf(8, 8), null, "prune"],
    ["cut", 90, cutOf(8, 4), null, "finetune"],
    ["fine-tuned", 90, cutOf(4, 4), null, "prune"],
    ["cut once more", 90, cutOf(4, 2), null, "finetune"],
    ["in training", 90, cutOf(8, 4), "train", "train"],
    ["in fine-tuning", 90, cutOf(4, 4), "finetune", "finetune"],
    ["not there yet", 0, null, null, "train"],
  ] as const)("of a network that is %s", (_, step, cut, running, due) => {
    const progress = { ...useStore.getState().progress, step };
    expect(nextAction(cut, { running, progress })).toBe(due);
  });
});
