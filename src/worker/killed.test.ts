import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RunNode } from "../recipe/node.ts";
import { cutSettingsOf } from "../recipe/state.ts";
import type { Step } from "../recipe/steps/registry.ts";
import { asked } from "../recipe/steps/train.ts";
import { MemoryDatabases, MemoryKeyRange, type Owner, owner } from "../records/memory.test.support.ts";
import type { Setup } from "../setup/setup.ts";
import { chooseEngine } from "./choose.ts";
import type { Continued } from "./protocol/session.ts";
import type { Ask, EngineEvent } from "./protocol.ts";
import { small, Talk } from "./talk.test.support.ts";

let databases = new MemoryDatabases();
beforeEach(() => {
  vi.stubGlobal("indexedDB", { open: () => databases.open() });
  vi.stubGlobal("IDBKeyRange", MemoryKeyRange);
});
afterEach(() => vi.unstubAllGlobals());

const setup: Setup = { ...small, backend: "wasm", trainEpochs: 2, fineTuneEpochs: 1 };
const end = { fingerprint: "0123abcd", engine: "wasm", accuracy: 93.2 };
const steps: readonly Step[] = [
  { ...asked("train", { ...setup, learningRate: 0.02 }), steps: 30 },
  { kind: "prune", sparsity: 40, settings: cutSettingsOf(setup) },
  asked("finetune", setup),
  { kind: "rewind", keepsMask: true },
  asked("train", setup),
];

/** A page that may be killed at any moment: nothing trains then, and no transaction that goes on completes. */
class KilledPage {
  readonly talk: Talk;
  readonly #me: Owner = {};
  #isOver = false;

  constructor() {
    const choose: typeof chooseEngine = async (choice, job) => {
      const made = await chooseEngine(choice, job);
      const train = made.engine.train.bind(made.engine);
      const ends = (batches: readonly Uint32Array[]) => (this.#isOver ? new Promise<never>(() => {}) : train(batches));
      return { ...made, engine: Object.assign(made.engine, { train: ends }) };
    };
    this.talk = owner.run(this.#me, () => new Talk(choose));
  }

  send(...asks: Ask[]): void {
    owner.run(this.#me, () => this.talk.send(...asks));
  }

  act(...asks: Ask[]): Promise<void> {
    return owner.run(this.#me, () => this.talk.act(...asks));
  }

  /** Kills it once that is told: nothing is trained any more, and what is written within so many turns is written. */
  async killAt(isMoment: (event: EngineEvent) => boolean, turns: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.talk.onEvent = (event) => {
        this.#isOver ||= isMoment(event);
        if (this.#isOver) resolve();
      };
    });
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
    databases.end(this.#me);
  }
}

/** As what the browser keeps a session; undefined where nothing is kept yet. */
const keptAs = (talk: Talk) => talk.all("keeping").findLast(({ session }) => session)?.session ?? undefined;

/** All that was told is on the disk. */
async function written(talk: Talk): Promise<void> {
  const before = talk.all("sessions").length;
  talk.send({ type: "listSessions" });
  await talk.until(() => talk.all("sessions").length > before);
}

/** The session as a reload finds it, by the address that the link came with. */
async function continued(id: string, at: Continued["at"] = "left", place?: Continued["place"]): Promise<Talk> {
  const talk = new Talk();
  const asked: Ask = at === null ? { type: "open", setup: { ...setup, seed: 9 } } : { type: "open", setup, steps, end };
  talk.send({ ...asked, session: { id, at, place, waits: false } });
  await talk.until(() => talk.last("backend") !== undefined);
  return talk;
}

async function rested(talk: Talk): Promise<void> {
  do await talk.act();
  while (talk.all("replay").at(-1)?.replay);
}

/** All that must be the same, however often one was killed. */
async function outcome(talk: Talk) {
  await rested(talk);
  const what = (node: RunNode) => ({ ...node, at: 0, milliseconds: 0, run: 0 });
  return { nodes: talk.nodes.map(what), weights: await talk.weights(), timeline: talk.timeline };
}

const numRuns = process.env.LONG === "1" ? 100 : 10;

describe("a page that is killed while a recipe is repeated", () => {
  it("goes on at the next visit with what is left, to the same bits and what they were to be, whenever that was", async () => {
    const whole = new KilledPage();
    whole.send({ type: "open", setup, steps, end });
    await whole.talk.until(() => whole.talk.last("backend") !== undefined);
    const expected = await outcome(whole.talk);
    const all = whole.talk.events.findIndex((event) => event.type === "replay" && event.replay === null);
    const between: number[] = [];
    const isRecovered = async (moment: number, turns: number) => {
      databases = new MemoryDatabases();
      const page = new KilledPage();
      page.send({ type: "open", setup, steps, end });
      const isOver = (event: EngineEvent) => event.type === "replay" && event.replay === null;
      await page.killAt((event) => page.talk.events.length >= moment || isOver(event), turns);
      const session = keptAs(page.talk);
      if (!session) return;
      const talk = await continued(session);
      const offered = talk.last("unfinished")?.unfinished;
      if (offered?.run === null) between.push(offered.left);
      if (offered) talk.send({ type: "goOn" });
      expect(await outcome(talk), `${moment} ${turns}`).toEqual(expected);
      if (offered) expect(talk.last("replay")).toMatchObject({ replay: null, left: 0, end });
      // What is over is not offered again.
      await written(talk);
      const later = await continued(keptAs(talk)!);
      expect(later.last("unfinished")?.unfinished).toBeNull();
      expect(later.last("replay")).toBeUndefined();
    };
    await fc.assert(fc.asyncProperty(fc.nat(all), fc.nat(60), isRecovered), { numRuns, endOnFailure: true });
    // Where events fall is a matter of time: between two steps too, if it takes more kills.
    for (let moment = 0; moment < all && between.length === 0; moment += 5) await isRecovered(moment, 50);
    expect(between).not.toEqual([]);
  }, 120_000);
});

describe("a page that is killed in the middle of a run", () => {
  const train: Ask = { type: "train", kind: "train" };

  /** A network, and a run of another one that is killed as soon as it is on the disk. */
  async function killed(): Promise<string> {
    databases = new MemoryDatabases();
    const page = new KilledPage();
    await page.act({ type: "open", setup: { ...setup, seed: 3 } });
    await page.act({ type: "step" });
    page.send({ type: "open", setup }, train);
    await page.killAt((event) => event.type === "recorded" && event.recorded.step !== null && event.key.run === 2, 60);
    return keptAs(page.talk)!;
  }

  it("finds it beside another network that it goes on with, to be gone on with to the same bits", async () => {
    const whole = new KilledPage();
    whole.send({ type: "open", setup }, train);
    await whole.talk.until(() => whole.talk.last("backend") !== undefined);
    await rested(whole.talk);
    // Of another link, and of the network before.
    for (const at of [null, 1]) {
      const talk = await continued(await killed(), at);
      const broken = talk.nodes.find(({ trained }) => trained > 1)!;
      expect(broken).toMatchObject({ parent: 3, step: { kind: "train" } });
      expect(broken.trained).toBeLessThan(whole.talk.current.trained);
      expect(talk.current.id).not.toBe(broken.id);
      await talk.resume(broken.run);
      expect(talk.current.id).toBe(broken.id);
      await talk.act({ type: "goOn" });
      expect(talk.current).toMatchObject({ id: broken.id, fingerprint: whole.talk.current.fingerprint });
      expect(talk.all("problem")).toEqual([]);
    }
  }, 60_000);
});

describe("a page that is reloaded before the disk has what it was told", () => {
  /** A network of two single steps; then one thing more, of which nothing is written. Where it stood then, and what the disk has. */
  async function left(...asks: Ask[]) {
    databases = new MemoryDatabases();
    const page = new KilledPage();
    await page.act({ type: "open", setup });
    for (let i = 0; i < 2; i++) await page.act({ type: "step" });
    await written(page.talk);
    const on = page.talk.current.id;
    page.send(...asks);
    await page.killAt((event) => event.type === "history" && event.place.current !== on, 0);
    return { session: keptAs(page.talk)!, stood: page.talk.current, place: page.talk.last("history")!.place };
  }

  it("stands where undo, or whatever else leads to another state, has led, and redo leads on", async () => {
    for (const ask of [{ type: "undo" }, { type: "goTo", node: 1 }] as const) {
      const { session, stood, place } = await left(ask);
      expect((await continued(session, 1)).current.id, "on the disk").toBe(3);
      const talk = await continued(session, 1, place);
      expect(talk.current.id).toBe(stood.id);
      await written(talk);
      expect((await continued(session, 1)).current.id, "on the disk by then").toBe(stood.id);
      await talk.act({ type: "redo" });
      expect(talk.current.parent).toBe(stood.id);
    }
  });

  it("repeats what the address tells where a step is lost, beside what was kept", async () => {
    const { session, place } = await left({ type: "step" });
    expect(place.current).toBe(4);
    const talk = await continued(session, 1, place);
    await rested(talk);
    expect(talk.nodes.slice(0, 3).map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(talk.current.run).toBe(talk.run);
    expect(talk.last("replay")).toMatchObject({ replay: null, left: 0, end });
  });

  it("stands where the disk does where more was done than it was told of", async () => {
    const { session, place } = await left({ type: "undo" });
    const talk = await continued(session, 1, { ...place, current: 1, ids: 2 });
    expect(talk.current.id).toBe(3);
  });
});
