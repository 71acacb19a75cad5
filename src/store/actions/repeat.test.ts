import { describe, expect, it } from "vitest";
import type { RunNode } from "../../recipe/node.ts";
import { asked, type TrainStep } from "../../recipe/steps/train.ts";
import { defaultSetup } from "../../setup/setup.ts";
import { verdictOn } from "./repeat.ts";

const end = { fingerprint: "0123abcd", engine: "wasm", accuracy: 93.2 };
const step = (change: Partial<TrainStep>): TrainStep => ({
  ...asked("train", defaultSetup),
  epochs: 2,
  ran: [{ engine: "wasm", steps: 100 }],
  ...change,
});
/** Verdict on steps that led to these weights. */
const verdict = (fingerprint: string, ...steps: TrainStep[]) =>
  verdictOn(
    end,
    steps.map((step) => ({ step, fingerprint, accuracy: 0.914 }) as RunNode),
  );

describe("the verdict on a recipe that was repeated", () => {
  it("is that the weights are the same, bit for bit", () => {
    const { isSame, sentence } = verdict("0123abcd", step({}));
    expect([isSame, sentence]).toEqual([true, expect.stringContaining("bit for bit: accuracy 91.4")]);
  });

  it("says which step was not done by the engines that the link names", () => {
    const engines = [
      { engine: "webgl", steps: 30 },
      { engine: "wasm", steps: null },
    ] as const;
    const { isSame, sentence } = verdict("99999999", step({ engines }), step({}));
    expect(isSame).toBe(false);
    expect(sentence).toMatch(/^Not the same weights as in the link: the link’s were trained on WebAssembly to 93.2/);
    expect(sentence).toMatch(
      /Train 2 epochs: WebGL, then WebAssembly there, WebAssembly here. Engines round differently.$/,
    );
  });

  it("looks for another cause where the engines were the same", () => {
    expect(verdict("99999999", step({})).sentence).toMatch(/Other versions of browsers .* may round differently.$/);
  });
});
