import { describe, expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import { denseNetwork } from "../network/network.ts";
import type { RunNode } from "../recipe/node.ts";
import { cutSettingsOf, type NetworkState, untouched } from "../recipe/state.ts";
import type { Bench } from "../recipe/step.ts";
import type { Step } from "../recipe/steps/registry.ts";
import { asked } from "../recipe/steps/train.ts";
import { defaultSetup } from "../setup/setup.ts";
import { States } from "./states.ts";
import { small, Talk } from "./talk.test.support.ts";

const settings = cutSettingsOf(defaultSetup);
const state = (seed: number): NetworkState => untouched(initialise(denseNetwork([4, 6, 2]), seed), settings);

function bytesOf(...states: readonly NetworkState[]): number {
  const all = new States();
  states.forEach((one, id) => {
    all.keep(id, one, () => true);
  });
  return all.bytes;
}

const never = () => false;

describe("weights of states that are kept", () => {
  it("count each array once, however many states share it", () => {
    const one = state(1);
    const { checkpoint, edits } = one;
    const sizes = [...checkpoint.layers.flatMap(({ weights, bias }) => [weights, bias]), ...checkpoint.mask.values()];
    const bytes = [...sizes, ...edits.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
    expect(bytesOf(one)).toBe(bytes);
    expect(bytesOf(one, { ...one, cut: 0.5 }, { ...one, checkpoint: { ...checkpoint, step: 9 } })).toBe(bytes);
    expect(bytesOf(one, state(2))).toBe(2 * bytes);
  });

  it("go for room, those kept longest ago first, but never the one that is kept now nor one that must stay", () => {
    const states = new States(2.5 * bytesOf(state(0)));
    const stays = (id: number) => id === 1;
    for (const id of [1, 2, 3]) states.keep(id, state(id), stays);
    expect([1, 2, 3].map((id) => states.has(id))).toEqual([true, false, true]);
    states.keep(1, state(1), stays);
    states.keep(4, state(4), never);
    expect([1, 2, 3, 4].map((id) => states.has(id))).toEqual([true, false, false, true]);
    const little = new States(1);
    little.keep(1, state(1), stays);
    little.keep(2, state(2), stays);
    expect([1, 2].map((id) => little.has(id))).toEqual([true, true]);
    little.keep(3, state(3), never);
    expect([1, 2, 3].map((id) => little.has(id))).toEqual([false, false, true]);
  });

  it("are worked out again from the nearest that are kept, by each step in turn, with the cut that each state tells of", async () => {
    const run: Step = { ...asked("train", defaultSetup), ran: [{ engine: "wasm", steps: 5 }] };
    // A state that was cut otherwise since, by other settings than its step's.
    const moved = { ...defaultSetup, granularity: "unit" } as const;
    const path = [null, run, run, run].map(
      (step, id) => ({ id, step, cut: id / 10, setup: id === 3 ? moved : defaultSetup }) as Partial<RunNode> as RunNode,
    );
    const trainedFrom: number[] = [];
    const bench = {
      maskOf: ({ checkpoint }: NetworkState) => checkpoint.mask,
      train: async (from) => {
        trainedFrom.push(from.step);
        return { ...from, step: from.step + 5 };
      },
    } as Partial<Bench> as Bench;
    const states = new States();
    const first = state(1);
    const from = (step: number): NetworkState => ({ ...first, checkpoint: { ...first.checkpoint, step } });
    const initial = () => from(0);
    expect((await states.at(path, initial, bench)).checkpoint.step).toBe(15);
    expect(trainedFrom.splice(0)).toEqual([0, 5, 10]);
    states.keep(0, from(0), never);
    states.keep(2, from(10), never);
    const last = await states.at(path, initial, bench);
    expect(last).toMatchObject({ cut: 0.3, settings: cutSettingsOf(moved) });
    expect(trainedFrom).toEqual([10]);
    expect(states.missing(path).map(({ id }) => id)).toEqual([3]);
  });
});

it("weights for which there is no room are worked out again, bit for bit, with how far that is; what was deleted too", async () => {
  const [roomy, narrow] = [new Talk(), new Talk(undefined, undefined, new States(1))];
  for (const talk of [roomy, narrow]) {
    talk.send({ type: "open", setup: { ...small, backend: "wasm" } });
    await talk.act({ type: "train", kind: "train" });
    await talk.act({ type: "prune", sparsity: 0.5 });
    await talk.act({ type: "edit", edit: { action: "restore", weights: new Map([["dense1", [0, 3]]]) } });
    await talk.act({ type: "train", kind: "finetune" });
    await talk.act({ type: "prune", sparsity: 0.8 });
  }
  const ids = roomy.nodes.map(({ id }) => id);
  const weights = new Map<number, number[]>();
  for (const id of ids) {
    await roomy.act({ type: "goTo", node: id });
    weights.set(id, await roomy.weights());
  }
  const check = async (id: number) => {
    await narrow.act({ type: "goTo", node: id });
    expect(narrow.current.id).toBe(id);
    expect(await narrow.weights()).toEqual(weights.get(id));
  };
  for (const id of [...ids].reverse()) await check(id);
  await narrow.act({ type: "remove", node: ids[2] });
  await narrow.act({ type: "putBack" });
  await check(ids.at(-1)!);
  const reworks = narrow.all("rework");
  expect(reworks.some(({ done, total }) => done === total && total > 200)).toBe(true);
  expect(reworks.at(-1)!.done).toBe(null);
  expect(narrow.all("problem")).toEqual([]);
  expect(roomy.all("rework")).toEqual([]);
}, 30_000);
