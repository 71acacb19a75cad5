import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LayerSpec } from "../network/network.ts";
import { criteria } from "../pruning/criteria/registry.ts";
import type { Codec } from "./codecs.ts";
import { fields, granularities, mostCompared, scopes } from "./fields.ts";
import { ranges } from "./ranges.ts";
import {
  areAlike,
  defaultSetup,
  fieldNames,
  fieldsOf,
  limits,
  ofCut,
  ofView,
  rows,
  type Setup,
  suited,
} from "./setup.ts";
import { readField, writeFields } from "./texts.ts";

const layer: fc.Arbitrary<LayerSpec> = fc.oneof(
  fc.record({ kind: fc.constant("dense" as const), units: fc.integer({ min: 1, max: ranges.advanced.units }) }),
  fc.record({ kind: fc.constant("pool" as const), side: fc.constantFrom(2, 3, 4) }),
  fc.record(
    {
      kind: fc.constant("conv" as const),
      filters: fc.integer({ min: 1, max: ranges.advanced.filters }),
      side: fc.integer({ min: 1, max: 7 }),
      padding: fc.constantFrom("same" as const, "valid" as const),
      residual: fc.constant(true as const),
    },
    { requiredKeys: ["kind", "filters", "side", "padding"] },
  ),
);
const method = fc.record({
  criterion: fc.constantFrom(...criteria.map(({ id }) => id)),
  granularity: fc.constantFrom(...granularities),
  scope: fc.constantFrom(...scopes),
});
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((value) => value + 0);

/** Settings that are neither a number nor one of some words. */
const special: Partial<Record<keyof Setup, fc.Arbitrary<unknown>>> = {
  hidden: fc.array(layer, { maxLength: ranges.advanced.layers }),
  layerSparsity: fc.array(real(0, 100), { maxLength: ranges.advanced.layers + 1 }),
  against: fc.array(method, { maxLength: mostCompared }),
  projector: fc.boolean(),
};

/** Any value of a setting, from its row. */
function anyValue(name: keyof Setup): fc.Arbitrary<unknown> {
  const codec: Codec<unknown> & { range?: readonly [number, number]; isWhole?: boolean; options?: readonly string[] } =
    rows[name].codec;
  const { range, isWhole, options } = codec;
  if (options) return fc.constantFrom(...options);
  if (range) return isWhole ? fc.integer({ min: range[0], max: range[1] }) : real(...range);
  return special[name]!;
}

const anySetup = fc.record(Object.fromEntries(fieldNames.map((name) => [name, anyValue(name)]))) as fc.Arbitrary<Setup>;

describe.each(fieldNames)("the setting %s", (name) => {
  const { key } = rows[name];

  it("is read back from what is written of it, whatever its value", () => {
    fc.assert(
      fc.property(anyValue(name), (value) => {
        const setup = { ...defaultSetup, [name]: value };
        const [pair] = writeFields(setup, defaultSetup, [name]);
        if (pair) expect(readField(...pair)).toEqual({ [name]: value });
        else expect(value).toEqual(defaultSetup[name]);
      }),
    );
  });

  it("says what it takes, where a text is no value of it", () => {
    for (const text of ["nonsense", "1e999", "-1", "NaN", "__proto__", "1,,2", "a".repeat(3000)]) {
      expect(readField(key, text)).toMatch(new RegExp(`^${key} “.{0,41}” is not possible: it takes .{1,160}\\.$`, "s"));
    }
  });

  it("has a default that is possible, for every kind of data", () => {
    for (const ofKind of Object.values(suited)) {
      const setup: Setup = { ...defaultSetup, ...ofKind };
      expect(readField(key, rows[name].codec.write(setup[name]))).toEqual({ [name]: setup[name] });
    }
  });
});

it.each(Object.entries(limits))("%s keeps to its limits", (name, [least, most]) => {
  const { key, codec } = fields[name as keyof typeof limits];
  for (const value of [least, most]) expect(readField(key, String(value))).toEqual({ [name]: value });
  for (const value of [least - 1, most + 1, most * 1.001 + 1e-9])
    expect(readField(key, String(value))).toBeTypeOf("string");
  expect(readField(key, String((least + most) / 2 + 0.25)) instanceof Object).toBe(!codec.isWhole);
});

it("keys of links are unlike each other, and none is that of the version", () => {
  const keys = fieldNames.map((name) => rows[name].key);
  expect(new Set(["v", ...keys]).size).toBe(keys.length + 1);
  expect(readField("v", "1")).toBe("“v” is no setting.");
});

it("what differs from a base is written, and makes the same of that base again", () => {
  fc.assert(
    fc.property(anySetup, anySetup, fc.subarray(fieldNames), (setup, base, some) => {
      const pairs = writeFields(setup, base, some);
      const read = pairs.map(([key, text]) => readField(key, text));
      const again = Object.assign({ ...base }, ...read) as Setup;
      for (const name of fieldNames) expect(again[name]).toEqual((some.includes(name) ? setup : base)[name]);
      expect(areAlike(again, setup, some)).toBe(true);
      expect(writeFields(again, setup, some)).toEqual([]);
    }),
  );
  expect(writeFields({ learningRate: 0.5 }, defaultSetup)).toEqual([["rate", "0.5"]]);
});

it("every setting is of one scope, and what it takes to change one follows from that", () => {
  const scoped = ["data", "network", "hyper", "run", "ranking", "shares", "cut", "compare", "view"] as const;
  expect(scoped.flatMap((scope) => fieldsOf(scope)).toSorted()).toEqual(fieldNames.toSorted());
  expect(fieldsOf("data", "network")).toEqual([
    "data",
    "noise",
    "difficulty",
    "hidden",
    "activation",
    "initialiser",
    "start",
    "seed",
  ]);
  expect(fieldsOf("hyper")).toEqual(["optimizer", "learningRate", "batchSize", "l1", "l2"]);
  expect(fieldsOf("method")).toEqual(["criterion", "granularity", "scope"]);
  expect(fieldsOf("spread")).toEqual(["granularity", "groupSize", "scope", "protect"]);
  expect(Object.keys(ofCut(defaultSetup))).toEqual([
    "criterion",
    "granularity",
    "groupSize",
    "norm",
    "lastUnit",
    "scope",
    "layerSparsity",
    "protect",
    "sparsity",
  ]);
  expect(ofView(defaultSetup)).toEqual({ against: [], axis: "linear", theme: "system", projector: false });
});
