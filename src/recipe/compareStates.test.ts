import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEvaluator } from "../network/evaluator.ts";
import { initialise } from "../network/initialise.ts";
import { fullMask } from "../network/mask.ts";
import { denseNetwork } from "../network/network.ts";
import { biasMasks } from "../network/wiring.ts";
import { alike, ofKept, overlap, sumOf } from "../pruning/agreement.ts";
import { type ComparedState, changedExamples, compareStates } from "./compareStates.ts";

const inputs = Float32Array.from({ length: 40 }, (_, i) => Math.sin(7 * i));
const labels = Uint8Array.from({ length: 20 }, (_, i) => i % 2);

/** A network of two inputs and classes on the same 20 examples. */
function stateOf(widths: number[], seed: number, pruned: readonly number[] = []): ComparedState {
  const spec = denseNetwork([2, ...widths, 2]);
  const layers = initialise(spec, seed);
  const mask = fullMask(layers);
  for (const index of pruned) mask.get("dense1")![index % (2 * widths[0])] = 0;
  const evaluator = createEvaluator(spec, inputs, labels);
  evaluator.setWeights(layers);
  const figures = evaluator.evaluate(mask, biasMasks(layers, mask));
  return { spec, layers, mask, figures, labels, classes: ["no", "yes"] };
}

const anyState = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 99 }), fc.array(fc.nat(20), { maxLength: 8 }))
  .map(([width, seed, pruned]) => stateOf([width], seed, pruned));

describe("examples that two states read", () => {
  it("changed where one of them is right and the other wrong", () => {
    const of = (...values: number[]) => Uint8Array.from(values);
    expect(changedExamples(of(0, 1, 2, 0, 1, 2), of(0, 0, 2, 1, 0, 2), of(0, 1, 1, 1, 2, 2))).toEqual({
      bothRight: 2,
      bothWrong: 2,
      wrongOtherwise: 1,
      onlyOne: [2],
      onlyOther: [1],
    });
  });
});

describe("two states", () => {
  it("are compared by their own figures, by examples where these are the same, and by the layers that both have", () => {
    const [one, other] = [stateOf([3], 1, [0, 1]), stateOf([3], 2, [1, 2, 3])];
    const { examples, layers, unpaired, ...figures } = compareStates(one, other, true);
    for (const side of ["one", "other"] as const) {
      const state = { one, other }[side];
      expect(figures[side]).toMatchObject({
        accuracy: state.figures.accuracy,
        correct: state.figures.correct,
        count: 20,
        kept: side === "one" ? 10 : 9,
        cost: { multiplyAdds: { masked: side === "one" ? 10 : 9, dense: 12 } },
      });
    }
    expect(layers.map(({ place, shape }) => [place, shape])).toEqual([
      [{ reads: 0, feeds: 1 }, [2, 3]],
      [{ reads: 1, feeds: "output" }, [3, 2]],
    ]);
    expect(layers[0].agreement).toEqual({ bothKeep: 2, bothPrune: 1, onlyOne: 1, onlyOther: 2 });
    expect(layers[1].agreement).toEqual({ bothKeep: 6, bothPrune: 0, onlyOne: 0, onlyOther: 0 });
    expect(overlap(ofKept(layers[0].agreement))).toBe(2 / 5);
    expect(unpaired).toEqual({ one: [], other: [] });
    const { onlyOne, onlyOther } = examples!;
    expect(onlyOne.length - onlyOther.length).toBe(one.figures.correct - other.figures.correct);
    expect(compareStates(one, other, false).examples).toBeNull();
  });

  it("that have other shapes are compared by what both have, and the rest is told", () => {
    const { layers, unpaired, examples } = compareStates(stateOf([3, 4], 1), stateOf([3], 1), true);
    expect(layers.map(({ place }) => place)).toEqual([{ reads: 0, feeds: 1 }]);
    expect(unpaired).toEqual({
      one: [
        { place: { reads: 1, feeds: 2 }, shape: [3, 4] },
        { place: { reads: 2, feeds: "output" }, shape: [4, 2] },
      ],
      other: [{ place: { reads: 1, feeds: "output" }, shape: [3, 2] }],
    });
    expect(examples).not.toBeNull();
  });

  it("agree wholly with themselves: nothing changed, every mask is the same", () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const { one, other, examples, layers } = compareStates(state, state, true);
        expect(other).toEqual(one);
        expect([examples!.onlyOne, examples!.onlyOther, examples!.wrongOtherwise]).toEqual([[], [], 0]);
        expect(examples!.bothRight).toBe(one.correct);
        for (const { agreement } of layers) expect([alike(agreement), overlap(ofKept(agreement))]).toEqual([1, 1]);
      }),
    );
  });

  it("say the same the other way round, and all counts add up", () => {
    fc.assert(
      fc.property(anyState, anyState, (one, other) => {
        const there = compareStates(one, other, true);
        const back = compareStates(other, one, true);
        expect([back.one, back.other]).toEqual([there.other, there.one]);
        expect([back.examples!.onlyOne, back.examples!.onlyOther]).toEqual([
          there.examples!.onlyOther,
          there.examples!.onlyOne,
        ]);
        const { bothRight, bothWrong, onlyOne, onlyOther, wrongOtherwise } = there.examples!;
        expect(bothRight + bothWrong + onlyOne.length + onlyOther.length).toBe(labels.length);
        expect(bothRight + onlyOne.length).toBe(there.one.correct);
        expect(wrongOtherwise).toBe(0);
        there.layers.forEach(({ agreement, masks }, l) => {
          expect(alike(back.layers[l].agreement)).toBe(alike(agreement));
          expect(overlap(ofKept(back.layers[l].agreement))).toBe(overlap(ofKept(agreement)));
          const { bothKeep, bothPrune, onlyOne, onlyOther } = sumOf([agreement]);
          expect(bothKeep + bothPrune + onlyOne + onlyOther).toBe(masks[0].length);
        });
        expect(there.unpaired).toEqual({ one: back.unpaired.other, other: back.unpaired.one });
      }),
    );
  });
});
