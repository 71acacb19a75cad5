import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layerPairs } from "./layerPairs.ts";
import { fewWeights, histogramsOf, type WeightPairs, weightPairs } from "./weightPairs.ts";

const sum = (counts: ArrayLike<number>) => Array.from(counts).reduce((all, one) => all + one, 0);

/** The same with the states changed over. */
function transposed(pairs: WeightPairs): WeightPairs {
  const { both, onlyOne, onlyOther, few } = pairs;
  const bins = onlyOne.length;
  return {
    ...pairs,
    both: both.map((_, place) => both[(place % bins) * bins + Math.floor(place / bins)]),
    onlyOne: onlyOther,
    onlyOther: onlyOne,
    few: few?.map((_, i) => few[i ^ 1]) ?? null,
  };
}

const weight = fc.float({ noNaN: true, min: -4, max: 4 });
const bit = fc.integer({ min: 0, max: 1 });
type Side = readonly [Float32Array, Uint8Array];
/** A layer in two states. */
const twice = fc.array(fc.tuple(weight, bit, weight, bit), { minLength: 1, maxLength: 80 }).map((weights) => {
  const side = (value: 0 | 2, kept: 1 | 3): Side => [
    Float32Array.from(weights, (one) => one[value]),
    Uint8Array.from(weights, (one) => one[kept]),
  ];
  return [side(0, 1), side(2, 3)] as const;
});

describe("weights of two states", () => {
  it("are counted where they lie in both, as worked out by hand", () => {
    const one: Side = [Float32Array.of(1, -0.4, 0.6, 9, 0.3), Uint8Array.of(1, 1, 1, 0, 0)];
    const other: Side = [Float32Array.of(0.9, -0.6, 7, -2, 8), Uint8Array.of(1, 1, 0, 1, 0)];
    const pairs = weightPairs(one, other, 4);
    // What is pruned counts for nothing: the largest is the -2 of the second.
    expect(pairs.limit).toBe(2);
    // Bins of a width of 1 from -2 on: (1, 0.9) is in column 3, row 2; (-0.4, -0.6) in column 1, row 1.
    expect([...pairs.both]).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
    expect([...pairs.onlyOne]).toEqual([0, 0, 1, 0]);
    expect([...pairs.onlyOther]).toEqual([1, 0, 0, 0]);
    expect(pairs.neither).toBe(1);
    expect(pairs.sameSign).toBe(2);
    expect(pairs.correlation).toBeNull();
    expect([...pairs.few!]).toEqual([...Float32Array.of(1, 0.9, -0.4, -0.6, 0.6, 0, 0, -2)]);
    expect([...histogramsOf(pairs).one]).toEqual([0, 1, 1, 1]);
    expect([...histogramsOf(pairs).other]).toEqual([1, 1, 1, 0]);
  });

  it("correlate by Pearson: 1 for a multiple, -1 for its opposite, as in a textbook between", () => {
    const all = Uint8Array.of(1, 1, 1, 1);
    const of = (...values: number[]) =>
      weightPairs([Float32Array.of(1, 2, 3, 4), all], [Float32Array.from(values), all]);
    expect(of(2, 4, 6, 8).correlation).toBeCloseTo(1);
    expect(of(-1, -2, -3, -4).correlation).toBeCloseTo(-1);
    expect(of(1, 3, 2, 4).correlation).toBeCloseTo(0.8);
    expect(of(5, 5, 5, 5).correlation).toBeNull();
  });

  it("are each counted once, and changed over they are the same the other way round", () => {
    fc.assert(
      fc.property(twice, ([one, other]) => {
        const pairs = weightPairs(one, other, 8);
        expect(sum(pairs.both) + sum(pairs.onlyOne) + sum(pairs.onlyOther) + pairs.neither).toBe(one[0].length);
        const { one: first, other: second } = histogramsOf(pairs);
        expect([sum(first), sum(second)]).toEqual([sum(one[1]), sum(other[1])]);
        const back = weightPairs(other, one, 8);
        expect(back.correlation ?? 0).toBeCloseTo(pairs.correlation ?? 0, 9);
        expect({ ...back, correlation: 0 }).toEqual({ ...transposed(pairs), correlation: 0 });
      }),
    );
  });

  it("of a state with itself lie on the diagonal", () => {
    fc.assert(
      fc.property(twice, ([one]) => {
        const { both, onlyOne, onlyOther, sameSign } = weightPairs(one, one);
        const bins = onlyOne.length;
        expect(sum(both.filter((_, place) => place % bins !== Math.floor(place / bins)))).toBe(0);
        expect(sum(onlyOne) + sum(onlyOther)).toBe(0);
        expect(sameSign).toBe(sum(both));
      }),
    );
  });

  it("are told one by one only where they are few", () => {
    const all = (length: number): Side => [new Float32Array(length).fill(1), new Uint8Array(length).fill(1)];
    expect(weightPairs(all(fewWeights), all(fewWeights)).few).toHaveLength(2 * fewWeights);
    const { few, both } = weightPairs(all(fewWeights + 1), all(fewWeights + 1));
    expect([few, sum(both)]).toEqual([null, fewWeights + 1]);
  });
});

describe("layers of two networks", () => {
  const layers = (...shapes: [string, number[]][]) => shapes.map(([name, shape]) => ({ name, shape }));
  const small = layers(["dense1", [2, 8]], ["output", [8, 2]]);

  it("are paired by place and shape", () => {
    expect(layerPairs(small, small)).toEqual({
      pairs: [
        [0, 0],
        [1, 1],
      ],
      onlyOne: [],
      onlyOther: [],
    });
    const deep = layers(["dense1", [2, 8]], ["dense2", [8, 8]], ["output", [8, 2]]);
    expect(layerPairs(small, deep)).toEqual({
      pairs: [
        [0, 0],
        [1, 2],
      ],
      onlyOne: [],
      onlyOther: [1],
    });
    const wide = layers(["dense1", [2, 16]], ["output", [16, 2]]);
    expect(layerPairs(small, wide)).toEqual({ pairs: [], onlyOne: [0, 1], onlyOther: [0, 1] });
  });

  it("a convolution is not the transposed shape of another, nor a dense layer of as many weights", () => {
    const one = layers(["conv1", [3, 3, 1, 8]], ["output", [72, 2]]);
    const other = layers(["conv1", [3, 3, 8, 1]], ["output", [72, 2]]);
    expect(layerPairs(one, other)).toEqual({ pairs: [[1, 1]], onlyOne: [0], onlyOther: [0] });
  });
});
