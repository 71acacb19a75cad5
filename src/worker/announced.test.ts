import { afterEach, describe, expect, it, vi } from "vitest";
import { createEvaluator, type Evaluation } from "../network/evaluator.ts";
import { initialise } from "../network/initialise.ts";
import { fullMask } from "../network/mask.ts";
import { denseNetwork } from "../network/network.ts";
import { announced } from "./announced.ts";
import { evaluationForecast } from "./forecast.ts";
import { createObserver } from "./observer.ts";

const spec = denseNetwork([784, 128, 10], "relu", "he");
const layers = initialise(spec, 1);
const full = fullMask(layers);
const half = new Map([...full].map(([name, bits]) => [name, bits.map((_, i) => (i % 2) as 0 | 1)]));

afterEach(() => vi.unstubAllGlobals());

/** An evaluator that takes so many milliseconds in turn, and what is announced of it. */
function timed(forecast: number, ...spent: number[]) {
  let now = 0;
  vi.stubGlobal("performance", { now: () => now });
  const told: number[] = [];
  const evaluator = {
    setWeights: () => undefined,
    evaluate() {
      now += spent.shift()!;
      return {} as Evaluation;
    },
  };
  return {
    told,
    evaluator: announced(evaluator, { spec, count: 10_000, forecast }, (ms) => told.push(Math.round(ms))),
  };
}

describe("an evaluation that may take long", () => {
  it("is announced as forecast, then as twice the slowest so far, by what the mask keeps", () => {
    const { told, evaluator } = timed(20_000, 3000, 2000, 4000, 100);
    for (const mask of [full, half, full, full]) evaluator.evaluate(mask);
    expect(told).toEqual([20_000, 3000, 8000, 8000]);
  });

  it("is announced for longer than nothing where hardly a weight is kept", () => {
    const none = new Map([...full].map(([name, bits]) => [name, bits.map(() => 0)]));
    const { told, evaluator } = timed(20_000, 50, 3000);
    evaluator.evaluate(none);
    evaluator.evaluate(full);
    expect(told).toEqual([200, 10_000]);
  });

  it("of less than a second is not in the way", () => {
    const plain = createEvaluator(denseNetwork([2, 8, 2], "relu", "he"), new Float32Array(20), new Uint8Array(10));
    expect(announced(plain, { spec, count: 10, forecast: 999 }, () => undefined)).toBe(plain);
  });

  it("of 10,000 images without WebAssembly is one, of 500 with it is none", () => {
    expect(evaluationForecast(spec, 10_000, false)).toBeGreaterThan(10_000);
    expect(evaluationForecast(spec, 500, true)).toBeLessThan(1000);
  });

  it("is announced at the handle, of the training set and of the test set", () => {
    vi.stubGlobal("WebAssembly", undefined);
    const examples = (count: number) => ({ inputs: new Uint8Array(784 * count), labels: new Uint8Array(count) });
    const observer = createObserver(spec, examples(500), examples(500), "images");
    const told: number[] = [];
    observer.announceTo((milliseconds) => told.push(milliseconds));
    observer.validate(layers, full);
    observer.trainFigures(layers, full);
    observer.score(layers, examples(500), full);
    expect(told).toHaveLength(3);
  });
});
