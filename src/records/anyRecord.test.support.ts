import fc from "fast-check";
import type { GivenData } from "../data/dataset.ts";
import type { Layer } from "../network/network.ts";
import { withArrays } from "../network/parameters.ts";
import { planOf } from "../recipe/engines.ts";
import type { RunNode, TimelinePoint } from "../recipe/node.ts";
import { cutSettingsOf, type NetworkState } from "../recipe/state.ts";
import type { Step } from "../recipe/steps/registry.ts";
import type { UnfinishedRun } from "../recipe/unfinished.ts";
import { anySetup } from "../setup/anySetup.test.support.ts";
import { backendNames } from "../setup/backends.ts";
import { settingsOf } from "../setup/setup.ts";
import type { RunRecord } from "./run.ts";

const count = fc.nat(1e6);
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);
const text = fc.string({ unit: "grapheme", maxLength: 12 });
const float = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1.401298464324817e-45, 3.4028234663852886e38),
);
const floats = (length: number): fc.Arbitrary<Float32Array<ArrayBuffer>> =>
  fc.array(float, { minLength: length, maxLength: length }).map((values) => Float32Array.from(values));
const bytes = (length: number, max: number): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc.uint8Array({ minLength: length, maxLength: length, max });

const side = fc.integer({ min: 1, max: 4 });
const shape = fc.oneof(fc.tuple(side, side), fc.tuple(side, side, side, side));
const ofAll = <T>(sizes: readonly number[], make: (size: number) => fc.Arbitrary<T>) => fc.tuple(...sizes.map(make));

/** Any weights, moments and masks that fit each other. */
export const anyState: fc.Arbitrary<NetworkState> = fc
  .tuple(
    fc.array(fc.tuple(shape, fc.option(fc.boolean(), { nil: undefined }), fc.boolean()), {
      minLength: 1,
      maxLength: 3,
    }),
    anySetup(),
    fc.constantFrom(0, 1, 2),
  )
  .chain(([shapes, setup, ofEach]) => {
    const kernels = shapes.map(([sides]) => sides.reduce((product, one) => product * one, 1));
    const units = shapes.map(([sides]) => sides[sides.length - 1]);
    const parameters = shapes.map(([, , hasNorm], l) => [kernels[l], ...Array(hasNorm ? 4 : 1).fill(units[l])]);
    return fc
      .record({
        arrays: fc.tuple(...parameters.map((sizes) => ofAll(sizes, floats))),
        moments: ofAll(Array.from({ length: ofEach }, () => parameters.flat()).flat(), floats),
        masks: ofAll(kernels, (size) => fc.oneof(fc.constant(new Uint8Array(size).fill(1)), bytes(size, 1))),
        edits: ofAll(kernels, (size) => fc.oneof(fc.constant(new Uint8Array(size)), bytes(size, 2))),
        lost: ofAll(kernels, (size) => fc.option(floats(size))),
        betaPowers: fc.tuple(share, share),
        step: count,
        cut: share,
      })
      .map(({ arrays, moments, masks, edits, lost, betaPowers, step, cut }) => {
        const layers = shapes.map(([sides, residual], l): Layer => {
          const layer = withArrays({ name: `dense${l + 1}`, shape: sides }, arrays[l]);
          return residual === undefined ? layer : { ...layer, residual };
        });
        const byName = (arrays: readonly Uint8Array[]) => new Map(layers.map(({ name }, l) => [name, arrays[l]]));
        return {
          checkpoint: { layers, moments, betaPowers, step, mask: byName(masks) },
          edits: byName(edits),
          cut,
          settings: cutSettingsOf(setup),
          lost,
        };
      });
  });

const ran = fc.array(fc.record({ engine: fc.constantFrom(...backendNames), steps: count }), { maxLength: 3 });
const engines = ran.map(planOf);
const trained = <Kind extends "train" | "finetune">(kind: Kind) =>
  fc
    .record({ setup: anySetup(), epochs: count, steps: fc.option(count), ran, engines, diverged: fc.boolean() })
    .map(({ setup, engines, diverged, ...rest }) => ({
      kind,
      hyper: settingsOf(setup, "hyper"),
      ...rest,
      ...(engines.length > 0 ? { engines } : {}),
      ...(diverged ? { diverged: true as const } : {}),
    }));
const cutSettings = anySetup().map(cutSettingsOf);
const indexes = fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 9, comparator: Object.is });
const weights = fc.dictionary(fc.constantFrom("dense1", "conv2", "output"), indexes, { minKeys: 1 });

/** Steps by their kinds. */
const steps: { readonly [Kind in Step["kind"]]?: fc.Arbitrary<Extract<Step, { kind: Kind }>> } = {
  load: fc.constant({ kind: "load" }),
  train: trained("train"),
  finetune: trained("finetune"),
  prune: fc.record({
    kind: fc.constant("prune"),
    sparsity: share.map((one) => 100 * one),
    settings: cutSettings,
  }),
  uncut: fc.record({ kind: fc.constant("uncut"), rest: share, settings: cutSettings }),
  edit: fc.record({
    kind: fc.constant("edit"),
    action: fc.constantFrom("prune", "restore", "release"),
    weights: weights.map(
      (all) => new Map(Object.entries(all).map(([name, some]) => [name, some.toSorted((a, b) => a - b)])),
    ),
  }),
  rewind: fc.record({ kind: fc.constant("rewind"), keepsMask: fc.boolean() }),
};
export const anyStep: fc.Arbitrary<Step> = fc.oneof(...(Object.values(steps) as fc.Arbitrary<Step>[]));

const loss = fc.oneof(fc.double({ min: 0 }), fc.constant(Number.POSITIVE_INFINITY));
const points: fc.Arbitrary<TimelinePoint[]> = fc.array(
  fc.record({ step: count, trainAccuracy: share, validationAccuracy: share, trainLoss: loss, validationLoss: loss }),
  { maxLength: 3 },
);

/** Any node but for where it stands. */
export const anyNode: fc.Arbitrary<RunNode> = fc.record({
  id: fc.integer({ min: 1, max: 1000 }),
  parent: fc.option(fc.integer({ min: 1, max: 1000 })),
  run: fc.integer(),
  step: fc.option(anyStep),
  setup: anySetup(),
  data: text,
  content: fc.option(fc.stringMatching(/^[0-9a-f]{32}$/), { nil: undefined }),
  trained: count,
  clock: count,
  cut: share,
  accuracy: share,
  pruned: share,
  kept: count,
  cost: fc.option(
    fc.record({
      total: count,
      biases: count,
      multiplyAdds: fc.record({ masked: count, dense: count }),
      bytes: fc.record({ dense: count, bitmask: count, csr: count }),
      smaller: fc.option(fc.record({ weights: count, biases: count, multiplyAdds: count })),
    }),
  ),
  reference: fc.record({
    accuracy: share,
    predictions: fc.uint8Array({ maxLength: 9 }),
    perClass: floats(3),
    sparsity: share,
    isTrained: fc.boolean(),
  }),
  reached: fc.option(fc.record({ sparsity: share, accuracy: share, pruned: share, axis: text })),
  points,
  milliseconds: count,
  at: fc.nat(2 ** 31 - 1),
  fingerprint: fc.stringMatching(/^[0-9a-f]{8}$/),
  name: text,
  note: text,
  isHidden: fc.boolean(),
});

/** Some networks side by side, each with states made from one another, in the order of their ids. */
export const anyNodes: fc.Arbitrary<RunNode[]> = fc
  .array(fc.tuple(anyNode, anyStep, fc.nat()), { minLength: 1, maxLength: 8 })
  .map((all) => {
    const made: RunNode[] = [];
    for (const [i, [node, step, choice]] of all.entries()) {
      const from = choice % 5 === 0 ? undefined : made[choice % Math.max(1, i)];
      const placed = from ? { parent: from.id, run: from.run, step } : { parent: null, run: i, step: null };
      made.push({ ...node, id: 2 * i + 1, ...placed });
    }
    return made;
  });

const end = fc.record({
  fingerprint: fc.stringMatching(/^[0-9a-f]{8}$/),
  engine: fc.constantFrom("", ...backendNames),
  accuracy: share,
});

const anyUnfinished: fc.Arbitrary<Omit<UnfinishedRun, "sound">> = fc.record({
  until: count,
  milliseconds: fc.double({ min: 0, max: 1e9, noNaN: true, noDefaultInfinity: true }),
  judged: fc.record({
    base: fc.array(share),
    begun: share,
    wasSilent: fc.boolean(),
    recent: fc.array(fc.boolean(), { maxLength: 8 }),
  }),
  isNode: fc.boolean(),
});

const anyBareRun: fc.Arbitrary<Omit<RunRecord, "unfinished">> = fc.record({
  step: fc.option(anyStep),
  state: anyState,
  clock: count,
  timeline: points,
  plan: fc.option(fc.record({ left: fc.array(anyStep, { maxLength: 3 }), total: count, end: fc.option(end) }), {
    nil: undefined,
  }),
  test: fc.option(
    fc.record({
      handle: fc.oneof(fc.record({ sparsity: share }), fc.record({ sparsity: share, shares: fc.array(share) })),
      accuracy: share,
      count,
      opened: count,
    }),
  ),
});

/** It falls back to half of the weights that it has. */
export const anyRun: fc.Arbitrary<RunRecord> = fc
  .tuple(anyBareRun, fc.option(anyUnfinished))
  .map(([run, unfinished]) => {
    const layers = run.state.checkpoint.layers.map((layer) => ({ ...layer, weights: layer.weights.map((w) => w / 2) }));
    return { ...run, unfinished: unfinished && { ...unfinished, sound: { step: run.clock, layers } } };
  });

/** A small table of a person's own, with numbers that are missing. */
export const ownTable: GivenData = {
  dataset: {
    id: "file",
    label: "people.csv",
    kind: "table",
    inputShape: [2],
    classes: ["no", "yes"],
    inputs: Float64Array.of(1.5, 0, Number.NaN, 1, 1e300, 0),
    labels: Uint8Array.of(0, 1, 1),
    count: 3,
    columns: [
      { name: "age", isNumber: true },
      { name: "city: Rome", isNumber: false },
    ],
  },
  validation: undefined,
  test: Uint32Array.of(2),
};
