import { expect, it } from "vitest";
import { denseLayers } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import { writeState } from "../records/codec.ts";
import { writeNode } from "../records/nodes.ts";
import { defaultSetup, defaults, type Setup } from "../setup/setup.ts";
import { States } from "./states.ts";
import { Talk } from "./talk.test.support.ts";

const isLong = process.env.LONG === "1";

/** Networks of which the memory of 200 states is stated, and the megabytes that these take at most: at hand, and of recipes on the disk. */
const networks = [
  ["16-16", { data: "moons", hidden: denseLayers([16, 16]) }, 1, 1],
  ["digits, 128-64", { ...defaults.images, data: "digits", hidden: denseLayers([128, 64]) }, 220, 3],
  ["digits, CNN", { ...defaults.images, data: "digits", hidden: readLayers("c8x3-p2-c16x3-p2-64")! }, 110, 3],
] as const satisfies readonly (readonly [string, Partial<Setup>, number, number])[];

it.each(networks.slice(0, isLong ? 3 : 1))(
  "200 states of %s take no more than is stated",
  async (name, change, most, mostOfRecipes) => {
    const states = new States();
    const talk = new Talk(undefined, undefined, states);
    talk.send({ type: "open", setup: { ...defaultSetup, ...change, backend: "wasm" } });
    await talk.until(() => talk.last("backend") !== undefined);
    const count = isLong ? 200 : 40;
    for (let i = 1; i < count; i++)
      await talk.act(i % 2 ? { type: "step" } : { type: "prune", sparsity: (0.9 * i) / count });
    const { nodes } = talk;
    const megabytes = (all: readonly ArrayBuffer[]) =>
      (200 / nodes.length) * all.reduce((sum, { byteLength }) => sum + byteLength / 1e6, 0);
    const kept = nodes.flatMap(({ id, step }) => (step?.kind === "prune" ? [] : (states.get(id) ?? [])));
    const taken = {
      atHand: ((200 / nodes.length) * states.bytes) / 1e6,
      recipes: megabytes(nodes.map(writeNode)),
      weights: megabytes(kept.map(writeState)),
    };
    if (isLong) console.log(name, taken);
    expect(taken.atHand).toBeLessThan(most);
    expect(taken.weights).toBeLessThan(most);
    expect(taken.recipes).toBeLessThan(mostOfRecipes);
  },
  300_000,
);
