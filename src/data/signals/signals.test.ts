import { describe, expect, it } from "vitest";
import { generateSignals, signalLength } from "./generate.ts";

/** Mean squared distance of the signals of a class from their mean. */
function spread(difficulty: "easy" | "default" | "hard"): number {
  const { inputs, labels } = generateSignals({ count: 1000, difficulty, seed: 2 });
  let sum = 0;
  for (let digit = 0; digit < 10; digit++) {
    const rows = [...labels.keys()].filter((row) => labels[row] === digit);
    for (let i = 0; i < signalLength; i++) {
      const values = rows.map((row) => inputs[row * signalLength + i]);
      const mean = values.reduce((total, value) => total + value / values.length, 0);
      sum += values.reduce((total, value) => total + (value - mean) ** 2 / values.length, 0);
    }
  }
  return sum;
}

describe("1-D digits", () => {
  it("repeat with the seed, are balanced and finite, 40 values each", () => {
    const request = { count: 300, difficulty: "default", seed: 5 } as const;
    const made = generateSignals(request);
    expect(generateSignals(request)).toEqual(made);
    expect(generateSignals({ ...request, seed: 6 }).inputs).not.toEqual(made.inputs);
    expect(made.inputs).toHaveLength(300 * 40);
    expect(made.inputs.every((value) => Number.isFinite(value) && Math.abs(value) < 8)).toBe(true);
    for (let digit = 0; digit < 10; digit++) expect(made.labels.filter((label) => label === digit)).toHaveLength(30);
  });

  it("vary more the harder they are", () => {
    expect(spread("default")).toBeGreaterThan(1.1 * spread("easy"));
    expect(spread("hard")).toBeGreaterThan(1.1 * spread("default"));
  });
});
