import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toldWhere } from "../text/faults/told.test.support.ts";
import { anySetup, anyValue } from "./anySetup.test.support.ts";
import { fields } from "./fields.ts";
import {
  areAlike,
  defaultSetup,
  defaults,
  fieldNames,
  fieldsOf,
  limits,
  ofCut,
  ofView,
  rows,
  type Setup,
} from "./setup.ts";
import { readField, writeFields } from "./texts.ts";

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
      expect(toldWhere(() => readField(key, text))).toMatch(
        new RegExp(`^${key} “.{0,41}” is not possible: it takes .{1,160}\\.$`, "s"),
      );
    }
  });

  it("has a default that is possible, for every kind of data", () => {
    for (const ofKind of Object.values(defaults)) {
      const setup: Setup = { ...defaultSetup, ...ofKind };
      expect(readField(key, rows[name].codec.write(setup[name]))).toEqual({ [name]: setup[name] });
    }
  });
});

it.each(Object.entries(limits))("%s keeps to its limits", (name, [least, most]) => {
  const { key, codec } = fields[name as keyof typeof limits];
  for (const value of [least, most]) expect(readField(key, String(value))).toEqual({ [name]: value });
  for (const value of [least - 1, most + 1, most * 1.001 + 1e-9])
    expect(toldWhere(() => readField(key, String(value)))).toContain("it takes");
  const between = () => readField(key, String((least + most) / 2 + 0.25));
  if (codec.isWhole) expect(toldWhere(between)).toContain("a whole number");
  else expect(between()).toBeInstanceOf(Object);
});

it("keys of links are unlike each other, and none is that of the version", () => {
  const keys = fieldNames.map((name) => rows[name].key);
  expect(new Set(["v", ...keys]).size).toBe(keys.length + 1);
  expect(toldWhere(() => readField("v", "1"))).toBe("“v” is no setting.");
});

it("what differs from a base is written, and makes the same of that base again", () => {
  fc.assert(
    fc.property(anySetup(), anySetup(), fc.subarray(fieldNames), (setup, base, some) => {
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
  const all = ["data", "network", "hyper", "run", "ranking", "shares", "cut", "compare", "view"] as const;
  expect(all.flatMap((scope) => fieldsOf(scope)).toSorted()).toEqual(fieldNames.toSorted());
  const network = ["hidden", "activation", "initialiser", "start"] as const;
  const ranking = ["criterion", "granularity", "groupSize", "norm", "lastUnit", "scope", "protect"] as const;
  const view = ["against", "axis", "theme", "projector"] as const;
  expect(fieldsOf("data", "network")).toEqual(
    expect.arrayContaining(["data", "noise", "difficulty", "seed", ...network]),
  );
  expect(fieldsOf("hyper")).toEqual(expect.arrayContaining(["optimizer", "learningRate", "batchSize", "l1", "l2"]));
  expect(Object.keys(ofCut(defaultSetup))).toEqual(expect.arrayContaining([...ranking, "layerSparsity", "sparsity"]));
  expect(Object.keys(ofView(defaultSetup))).toEqual(expect.arrayContaining([...view]));
  expect(fieldsOf("method")).toEqual(["criterion", "granularity", "scope"]);
  expect(fieldsOf("spread")).toEqual(["granularity", "groupSize", "scope", "protect"]);
});
