import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomMask } from "../engine/agreement.ts";
import { initialise } from "../network/initialise.ts";
import { applyMask, fullMask, keptCount, type Mask } from "../network/mask.ts";
import { denseNetwork, type Layer, type NetworkSpec } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import { arraysOf } from "../network/parameters.ts";
import { biasMasks } from "../network/wiring.ts";
import { defaultSetup } from "../setup/setup.ts";
import { cutSettingsOf, fingerprint, fresh, locked, type NetworkState, regrown, untouched } from "./state.ts";
import type { Bench } from "./step.ts";
import { rewind } from "./steps/rewind.ts";

const spec: NetworkSpec = { ...denseNetwork([3, 2]), hidden: readLayers("5-4bn")! };
const initial = initialise(spec, 1);

/** Other values everywhere, none of them 0. */
const trained = (seed: number): Layer[] =>
  initialise(spec, seed).map((layer) => ({ ...layer, bias: layer.bias.map((_, i) => i + 0.5) }));

/** As training leaves a network: Adam's two moments of every parameter, each with a value of its own. */
function afterTraining(seed: number): NetworkState {
  const layers = trained(seed);
  let value = 0;
  const moments = [0, 1].flatMap(() => layers.flatMap((layer) => arraysOf(layer).map((one) => one.map(() => ++value))));
  const state = untouched(layers, cutSettingsOf(defaultSetup));
  return { ...state, checkpoint: { ...state.checkpoint, moments, betaPowers: [0.5, 0.6], step: 70 } };
}

/** Both masks keep it. */
const both = (one: Mask, other: Mask): Mask =>
  new Map([...one].map(([name, bits]) => [name, bits.map((bit, i) => bit & other.get(name)![i])]));

const seeds = fc.record({ weights: fc.integer({ min: 2, max: 99 }), mask: fc.nat(99), more: fc.nat(99) });

describe("a mask that training locks", () => {
  it("makes its weights 0, starts the optimizer afresh, and what each was worth stays known, however often more is locked", () => {
    fc.assert(
      fc.property(seeds, ({ weights, mask: one, more }) => {
        const state = afterTraining(weights);
        const first = randomMask(initial, 0.3, one);
        const second = both(first, randomMask(initial, 0.3, more));
        fc.pre(keptCount(second) < keptCount(first) && keptCount(first) < keptCount(fullMask(initial)));
        const once = locked(state, first);
        // Weights that were trained on in between.
        const other = applyMask(trained(weights + 100), first);
        const twice = locked({ ...once, checkpoint: { ...once.checkpoint, layers: other } }, second);
        for (const { checkpoint } of [once, twice])
          expect(checkpoint).toMatchObject({ moments: [], betaPowers: [1, 1], step: 70 });
        initial.forEach(({ name }, l) => {
          const [a, b] = [first.get(name)!, second.get(name)!];
          twice.checkpoint.layers[l].weights.forEach((weight, i) => {
            expect(weight).toBe(b[i] ? other[l].weights[i] : 0);
            if (!b[i]) expect(twice.lost[l]![i]).toBe((a[i] ? other : state.checkpoint.layers)[l].weights[i]);
          });
        });
      }),
      { numRuns: 30 },
    );
  });

  it("is the same state where nothing more is pruned", () => {
    const state = afterTraining(3);
    expect(locked(state, fullMask(initial))).toBe(state);
  });

  it("leaves what its weights were worth to a network that is rewound under it", async () => {
    const state = afterTraining(3);
    const mask = randomMask(initial, 0.4, 5);
    const bench = { initial, maskOf: () => mask } as Partial<Bench> as Bench;
    const back = await rewind.perform(state, { kind: "rewind", keepsMask: true }, bench);
    expect(back.lost).toEqual(locked(state, mask).lost);
    expect(back.checkpoint.layers).toEqual(applyMask(initial, mask));
    const whole = await rewind.perform(back, { kind: "rewind", keepsMask: false }, bench);
    expect(whole).toEqual(untouched(initial, state.settings));
  });
});

describe("weights that are restored", () => {
  it("come back with what they were worth, and without moments; all others stay as they are", () => {
    fc.assert(
      fc.property(seeds, ({ weights, mask: some, more }) => {
        const after = randomMask(initial, 0.2, more);
        const before = both(after, randomMask(initial, 0.4, some));
        const trainedState = afterTraining(weights);
        const state = locked(trainedState, before);
        const { moments } = trainedState.checkpoint;
        const back = regrown({ ...state, checkpoint: { ...state.checkpoint, moments } }, after, initial);
        const parameters = initial.flatMap((layer) => arraysOf(layer).map((_, i) => (i === 0 ? layer.name : null)));
        expect(back.mask).toBe(after);
        expect(back.moments).toHaveLength(2 * parameters.length);
        back.moments.forEach((moment, m) => {
          const name = parameters[m % parameters.length];
          const isRestored = (i: number) => name !== null && after.get(name)![i] > before.get(name)![i];
          expect(moment).toEqual(moments[m].map((value, i) => (isRestored(i) ? 0 : value)));
        });
        back.layers.forEach((layer, l) => {
          const worth = trainedState.checkpoint.layers[l];
          expect(layer.weights).toEqual(worth.weights.map((weight, i) => (after.get(layer.name)![i] ? weight : 0)));
          // The bias of a unit went with it.
          const keeps = biasMasks(initial, before).get(layer.name)!;
          expect(layer.bias).toEqual(worth.bias.map((bias, unit) => (keeps[unit] ? bias : 0)));
        });
      }),
      { numRuns: 30 },
    );
  });

  it("come back with their initial values where nobody knows others", () => {
    const { checkpoint, lost } = untouched(initial, cutSettingsOf(defaultSetup));
    const mask = randomMask(initial, 0.5, 7);
    const pruned = { ...checkpoint, layers: applyMask(initial, mask), mask };
    expect(regrown({ checkpoint: pruned, lost }, fullMask(initial), initial).layers).toEqual(initial);
  });
});

describe("the fingerprint of a network", () => {
  it("is another when any parameter or any bit of the mask is; a pruned weight counts for nothing", () => {
    const mask = randomMask(initial, 0.3, 2);
    const layers = trained(4);
    const before = fingerprint(layers, mask);
    const seen = new Set([before]);
    layers.forEach((layer, l) => {
      const bits = mask.get(layer.name)!;
      arraysOf(layer).forEach((values, part) => {
        values.forEach((value, i) => {
          const other = structuredClone(layers);
          arraysOf(other[l])[part][i] = value + 1;
          const after = fingerprint(other, mask);
          if (part === 0 && !bits[i]) expect(after).toBe(before);
          else expect(seen.has(after), `${layer.name}, ${part}, ${i}`).toBe(false);
          seen.add(after);
        });
      });
      // Of a weight of 0 the mask alone knows whether it is pruned.
      bits.forEach((_, i) => {
        const zero = structuredClone(layers);
        zero[l].weights[i] = 0;
        const [kept, gone] = [1, 0].map((bit) => new Map(mask).set(layer.name, bits.with(i, bit)));
        expect(fingerprint(zero, kept)).not.toBe(fingerprint(zero, gone));
      });
    });
  });
});

describe("a state of a network with batch norm", () => {
  const normalised = initialise({ ...denseNetwork([2, 2]), hidden: readLayers("3bn")! }, 5);
  const withNorm = (change: (norm: NonNullable<Layer["batchNorm"]>) => Partial<NonNullable<Layer["batchNorm"]>>) =>
    normalised.map((layer) =>
      layer.batchNorm ? { ...layer, batchNorm: { ...layer.batchNorm, ...change(layer.batchNorm) } } : layer,
    );

  it("is told apart by its running figures, as by any weight", () => {
    const mask = fullMask(normalised);
    const other = withNorm(({ variance }) => ({ variance: variance.with(1, 1 + 2 ** -23) }));
    expect(fingerprint(other, mask)).not.toBe(fingerprint(normalised, mask));
    expect(fingerprint(structuredClone(normalised), mask)).toBe(fingerprint(normalised, mask));
  });

  it("has a unit back with scale 1 whose weights are restored: with 0 it would never learn", () => {
    const layers = withNorm(() => ({ scale: Float32Array.of(0.5, 0, 0) }));
    const gone: Mask = new Map([
      ["dense1", Uint8Array.of(1, 0, 0, 1, 0, 0)],
      ["output", Uint8Array.of(1, 1, 1, 1, 1, 1)],
    ]);
    const back = new Map(gone).set("dense1", Uint8Array.of(1, 1, 0, 1, 0, 0));
    const state = { checkpoint: { ...fresh(layers, gone, 4), moments: [] }, lost: [null, null] };
    const [restored] = regrown(state, back, normalised).layers;
    expect(restored.batchNorm!.scale).toEqual(Float32Array.of(0.5, 1, 0));
    expect(restored.weights[1]).toBe(normalised[0].weights[1]);
  });
});
