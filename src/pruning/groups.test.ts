import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ranksInGroups } from "./groups.ts";

const problem = fc
  .record({
    taps: fc.constantFrom(1, 4),
    inputs: fc.integer({ min: 1, max: 7 }),
    outputs: fc.integer({ min: 1, max: 3 }),
    size: fc.integer({ min: 2, max: 5 }),
  })
  .chain((shape) => {
    const length = shape.taps * shape.inputs * shape.outputs;
    // Few values: most groups have equals.
    const scores = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: length, maxLength: length });
    return fc.record({
      shape: fc.constant(shape),
      scores,
      kept: fc.uint8Array({ minLength: length, maxLength: length, max: 1 }),
    });
  });

describe("ranks within groups of M", () => {
  it("are those of sorting every run of M inputs of an output: kept ones first, then by score, of equals the higher index", () => {
    fc.assert(
      fc.property(problem, ({ shape: { taps, inputs, outputs, size }, scores, kept }) => {
        const ranks = ranksInGroups(scores, kept, taps > 1 ? [2, 2, inputs, outputs] : [inputs, outputs], size);
        const groups = new Map<string, number[]>();
        scores.forEach((_, i) => {
          const [tap, input, output] = [
            Math.floor(i / (inputs * outputs)),
            Math.floor(i / outputs) % inputs,
            i % outputs,
          ];
          const group = [tap, output, Math.floor(input / size)].join();
          groups.set(group, [...(groups.get(group) ?? []), i]);
        });
        for (const group of groups.values()) {
          const sorted = group.toSorted((a, b) => kept[b] - kept[a] || scores[b] - scores[a] || b - a);
          expect(sorted.map((i) => ranks[i])).toEqual(sorted.map((_, rank) => rank));
        }
      }),
    );
  });
});
