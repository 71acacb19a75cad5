import { expect, it } from "vitest";
import { voiceOf } from "./voice.ts";

type VoiceState = Parameters<typeof voiceOf>[0];

/** Of version 4, measured at 30 %. */
const state = (change: Partial<Record<keyof VoiceState, unknown>>) =>
  ({
    dragging: false,
    running: null,
    progress: { step: 1200 },
    sparsity: 0.3,
    setup: { scope: "global" },
    snapshot: { key: { run: 1, version: 4 } },
    results: { preview: { key: { run: 1, version: 4 }, handle: { sparsity: 0.3 } } },
    ...change,
  }) as unknown as VoiceState;

it("a screen reader is told of starts and ends, and of no figure that is not of what is on the page", () => {
  expect(voiceOf(state({ running: "train" }), "50 %", null)).toBe("Training.");
  expect(voiceOf(state({ running: "finetune" }), "50 %", null)).toBe("Fine-tuning.");
  expect(voiceOf(state({}), "98 %", "train")).toBe("Training stopped at step 1,200. 98 %");
  expect(voiceOf(state({}), "98 %", null)).toBe("98 %");
  // Figures of older weights, of another network, of another cut, or of one that moves.
  const results = (run: number, version: number, sparsity: number) => ({
    preview: { key: { run, version }, handle: { sparsity } },
  });
  expect(voiceOf(state({ results: results(1, 3, 0.3) }), "50 %", null)).toBe(null);
  expect(voiceOf(state({ results: results(2, 4, 0.3) }), "50 %", null)).toBe(null);
  expect(voiceOf(state({ results: results(1, 4, 0.5) }), "50 %", null)).toBe(null);
  expect(voiceOf(state({ results: {} }), "50 %", null)).toBe(null);
  expect(voiceOf(state({ dragging: true }), "50 %", null)).toBe(null);
});
