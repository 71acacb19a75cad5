import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateDigits } from "./digits/generate.ts";
import { type DatasetEntry, datasets } from "./registry.ts";
import { splitStratified } from "./split.ts";

type Points = Extract<DatasetEntry, { kind: "points" }>;
const points = datasets.filter((entry): entry is Points => entry.kind === "points");

describe("splitting", () => {
  it("gives disjoint parts of the sizes asked for, every class in proportion, the same for the same seed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(3), { minLength: 12, maxLength: 200 }),
        fc.nat(),
        fc.double({ min: 0.1, max: 0.7, noNaN: true }),
        (classes, seed, share) => {
          const labels = Uint8Array.from(classes);
          const train = Math.max(1, Math.floor(labels.length * share));
          const validation = Math.max(1, Math.floor((labels.length - train) / 2));
          const split = splitStratified(labels, { train, validation }, seed);
          expect([split.train.length, split.validation.length]).toEqual([train, validation]);
          const all = [...split.train, ...split.validation, ...split.test].sort((a, b) => a - b);
          expect(all).toEqual(classes.map((_, i) => i));
          for (const label of new Set(classes)) {
            const has = (rows: Uint32Array) => rows.filter((row) => labels[row] === label).length;
            const expected = (classes.filter((one) => one === label).length * train) / labels.length;
            expect(Math.abs(has(split.train) - expected)).toBeLessThanOrEqual(1.5);
          }
          expect(splitStratified(labels, { train, validation }, seed)).toEqual(split);
        },
      ),
    );
  });

  it("keeps an official test set out of training and validation", () => {
    const labels = Uint8Array.from({ length: 40 }, (_, i) => i % 2);
    const test = Uint32Array.from({ length: 10 }, (_, i) => 30 + i);
    const split = splitStratified(labels, { train: 20, validation: 10 }, 1, { test });
    expect(split.test).toEqual(test);
    expect([...split.train, ...split.validation].every((row) => row < 30)).toBe(true);
  });

  it("validates on the rows that are named for it, or as many of them as asked for, in proportion", () => {
    const labels = Uint8Array.from({ length: 40 }, (_, i) => i % 2);
    const validation = Uint32Array.from({ length: 20 }, (_, i) => 2 * i);
    const others = splitStratified(
      labels.map((_, i) => Number(i >= 20)),
      { train: 15, validation: 10 },
      1,
      { validation },
    );
    expect([...others.train, ...others.test].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => 2 * i + 1),
    );
    expect(others.validation).toHaveLength(10);
    expect(others.validation.filter((row) => row >= 20)).toHaveLength(5);
    expect(others.validation.every((row) => row % 2 === 0)).toBe(true);
  });

  it("refuses sizes that the data cannot give", () => {
    const labels = new Uint8Array(10);
    expect(() => splitStratified(labels, { train: 8, validation: 3 }, 1)).toThrow("from 10");
    expect(() => splitStratified(labels, { train: 0, validation: 3 }, 1)).toThrow("from 10");
  });
});

describe.each(points)("$label", ({ generate }) => {
  it("makes as many points as asked for, half of each class, near the square that is shown, the same for the same seed", () => {
    for (const noise of [0, 0.1, 0.5]) {
      const made = generate({ count: 400, noise, seed: 3 });
      expect(made.inputs).toHaveLength(800);
      expect(made.labels.filter((label) => label === 1)).toHaveLength(200);
      expect(made.inputs.every((value) => Number.isFinite(value) && Math.abs(value) < 9)).toBe(true);
      expect(generate({ count: 400, noise, seed: 3 })).toEqual(made);
      if (noise > 0) expect(generate({ count: 400, noise, seed: 4 }).inputs).not.toEqual(made.inputs);
    }
  });
});

it("the spiral without noise is TensorFlow Playground's: r = 5 i/n, t = 1.75 i/n 2 pi, x = r sin t, y = r cos t", () => {
  const spiral = points.find(({ id }) => id === "spiral")!;
  const { inputs, labels } = spiral.generate({ count: 100, noise: 0, seed: 1 });
  labels.forEach((label, row) => {
    const i = row >> 1;
    const r = (i / 50) * 5;
    const t = ((1.75 * i) / 50) * 2 * Math.PI + (label === 1 ? Math.PI : 0);
    expect(inputs[2 * row]).toBeCloseTo(r * Math.sin(t), 5);
    expect(inputs[2 * row + 1]).toBeCloseTo(r * Math.cos(t), 5);
  });
});

describe("procedural digits", () => {
  it("repeat with the seed, are balanced, and have a black frame", async () => {
    const request = { count: 300, difficulty: "default", seed: 5 } as const;
    const [first, second] = [await generateDigits(request), await generateDigits(request)];
    expect(second).toEqual(first);
    for (let digit = 0; digit < 10; digit++) expect(first.labels.filter((label) => label === digit)).toHaveLength(30);
    const corner = Array.from({ length: 300 }, (_, i) => first.inputs[i * 784]);
    expect(corner.filter((pixel) => pixel > 40).length).toBeLessThan(5);
    const other = await generateDigits({ ...request, seed: 6 });
    expect(other.inputs).not.toEqual(first.inputs);
  });

  it("vary more the harder they are", async () => {
    const spread = async (difficulty: "easy" | "hard") => {
      const { inputs, labels } = await generateDigits({ count: 400, difficulty, seed: 2 });
      let distance = 0;
      for (let digit = 0; digit < 10; digit++) {
        const rows = [...labels.keys()].filter((row) => labels[row] === digit);
        for (let pixel = 0; pixel < 784; pixel++) {
          const values = rows.map((row) => inputs[row * 784 + pixel]);
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
          distance += values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
        }
      }
      return distance;
    };
    expect(await spread("hard")).toBeGreaterThan(1.1 * (await spread("easy")));
  });

  it("tell how far they are, and what they have drawn", async () => {
    const reports: [number, Uint8Array, Uint8Array][] = [];
    const { inputs, labels } = await generateDigits({
      count: 600,
      difficulty: "easy",
      seed: 1,
      onProgress: (done, latest) => reports.push([done, latest.inputs.slice() as Uint8Array, latest.labels.slice()]),
    });
    expect(reports.map(([done]) => done)).toEqual([250, 500]);
    // What is shown on the way is what comes out.
    for (const [done, pixels, classes] of reports) {
      expect(pixels).toEqual(inputs.slice((done - 250) * 784, done * 784));
      expect(classes).toEqual(labels.slice(done - 250, done));
    }
  });
});
