import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { initialise } from "../../network/initialise.ts";
import { fullMask } from "../../network/mask.ts";
import { denseNetwork } from "../../network/network.ts";
import { maskAt } from "../../pruning/cut.ts";
import { rank } from "../../pruning/rank.ts";
import { anyRequest } from "../../pruning/request.test.support.ts";
import { openingSetup, pretrainedSetups, whyNotTrained } from "../../setup/pretrained.ts";
import { sentenceOf } from "../../text/faults/catalogue.ts";
import { toldOf, toldWhere } from "../../text/faults/told.test.support.ts";
import { type Prepared, prepare } from "../opened.ts";
import { fromHalves, toHalves } from "./float16.ts";
import { fetchBytes, nameOf, packed, pretrained, unpacked } from "./weights.ts";

describe("half floats", () => {
  it("come back as they were, all of them", () => {
    const all = Uint16Array.from({ length: 2 ** 16 }, (_, half) => half).filter((half) => (half & 0x7fff) <= 0x7c00);
    expect(toHalves(fromHalves(all))).toEqual(all);
    expect(Object.is(fromHalves(Uint16Array.of(0x8000))[0], -0)).toBe(true);
  });

  it("are the nearest to a value, the even one of two that are as near", () => {
    fc.assert(
      fc.property(fc.float({ min: -65504, max: 65504, noNaN: true }), (value) => {
        const [half] = toHalves(Float32Array.of(value));
        const distance = (of: number) => Math.abs(fromHalves(Uint16Array.of(of))[0] - value);
        const [below, above] = [Math.max(half & 0x8000, half - 1), half + 1];
        for (const other of [below, above]) {
          expect(distance(half)).toBeLessThanOrEqual(distance(other));
          if (other !== half && distance(half) === distance(other)) expect(half % 2).toBe(0);
        }
      }),
    );
    expect(fromHalves(toHalves(Float32Array.of(1e6, -1e6, Number.NaN)))).toEqual(
      Float32Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN),
    );
  });
});

it("packed weights are put into layers of their shapes, or refused", () => {
  const layers = initialise(denseNetwork([3, 4, 2]), 1);
  const back = unpacked(packed(layers), layers);
  expect(back.map(({ weights }) => weights.length)).toEqual([12, 8]);
  back.forEach(({ weights }, l) => {
    weights.forEach((weight, i) => {
      expect(Math.abs(weight - layers[l].weights[i])).toBeLessThan(0.0005);
    });
  });
  expect(toldWhere(() => unpacked(new ArrayBuffer(20), layers))).toContain("are 20 bytes, the network needs 52");
});

const [spiral, digits] = pretrainedSetups;

describe("the weights that come along", () => {
  const read = async (address: string) => {
    const name = decodeURIComponent(address.split("/").at(-1)!);
    return new Uint8Array(readFileSync(join(import.meta.dirname, name))).buffer;
  };
  let prepared: Prepared;
  beforeAll(async () => {
    prepared = await prepare(digits, undefined, () => undefined);
  });

  it.each(pretrainedSetups.map((setup) => [nameOf(setup), setup] as const))(
    "of %s are those of its shape, and read what they were trained on",
    async (_, setup) => {
      expect(whyNotTrained(setup)).toBe(null);
      const { initial, observer } = await prepare(setup, undefined, () => undefined);
      const layers = await pretrained(setup, initial(), read);
      expect(observer.validate(layers, fullMask(layers)).accuracy).toBeGreaterThan(0.955);
      expect(layers.map(({ shape }) => shape)).toEqual(initial().map(({ shape }) => shape));
    },
  );

  it("are of one seed, data as they are drawn by default and the named networks alone", () => {
    for (const change of [{ seed: 8 }, { difficulty: "hard" }, { data: "xor" }, { activation: "tanh" }] as const)
      expect(sentenceOf(whyNotTrained({ ...digits, ...change })!)).toContain("seed 7");
    expect(sentenceOf(whyNotTrained({ ...digits, hidden: [{ kind: "dense", units: 9 }] })!)).toContain(
      "named networks",
    );
    expect(sentenceOf(whyNotTrained({ ...spiral, noise: 0.2 })!)).toContain("default noise");
    // What draws the other kind of data says nothing of these.
    expect(whyNotTrained({ ...spiral, difficulty: "hard" })).toBe(null);
    expect(whyNotTrained({ ...digits, noise: 0.2 })).toBe(null);
    expect(whyNotTrained(openingSetup)).toBe(null);
  });

  it("of the spiral lose nothing with half of them, and much with three quarters: there is something to find out", async () => {
    const { initial, observer } = await prepare(spiral, undefined, () => undefined);
    const layers = await pretrained(spiral, initial(), read);
    const ranking = rank(layers, anyRequest, fullMask(layers));
    const [dense, half, most] = [0, 0.5, 0.75].map(
      (sparsity) => observer.validate(layers, maskAt(ranking, sparsity)).accuracy,
    );
    expect(half).toBeGreaterThanOrEqual(dense);
    expect(most).toBeLessThan(dense - 0.2);
  });

  it("are read from the script itself where they are small", async () => {
    const bytes = Uint8Array.of(0, 128, 255);
    const address = `data:application/octet-stream;base64,${Buffer.from(bytes).toString("base64")}`;
    expect(new Uint8Array(await fetchBytes(address))).toEqual(bytes);
  });

  it("that cannot be fetched say so", async () => {
    const { layers } = { layers: initialise(prepared.spec, 7) };
    const offline = () => Promise.reject(new TypeError("Failed to fetch"));
    expect(await toldOf(pretrained(digits, layers, offline))).toContain("could not be fetched");
    const unknown = pretrained({ ...digits, hidden: [{ kind: "dense", units: 9 }] }, layers, read);
    expect(await toldOf(unknown)).toContain("not trained beforehand");
  });
});
