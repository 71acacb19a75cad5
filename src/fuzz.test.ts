import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createWasmEvaluator } from "./engine/wasm/wasmEvaluator.ts";
import { readLayers } from "./network/notation.ts";
import { biasMasks } from "./network/wiring.ts";
import { whyNotFor } from "./pruning/offer.ts";
import { createRandom } from "./random/random.ts";
import { granularities, optimizers, scopes } from "./setup/fields.ts";
import type { Setup } from "./setup/setup.ts";
import { layerThresholds } from "./views/thresholds.ts";
import { chooseEngine } from "./worker/choose.ts";
import type { EngineClient, EngineListener } from "./worker/client.ts";
import type { EngineEvent } from "./worker/protocol.ts";
import { Session } from "./worker/session.ts";

// Runs are over as soon as they can be.
vi.mock("./training/pace.ts", () => ({ pacedSteps: (length: number) => length }));

/** What lies between page and worker: messages are copied, keep their order, and take their time. */
let listen: (events: readonly EngineEvent[]) => void = () => {};
let session: Session;
let onTheirWay = 0;
let delay = () => 0;
let last: Promise<void> = Promise.resolve();

vi.mock("./worker/client.ts", () => ({
  startEngine: (listener: EngineListener): EngineClient => {
    listen = (events) => listener.hear(events);
    const own = session;
    return { send: (command) => carry(command, (copy) => own.receive(copy)), dispose: () => {} };
  },
}));

function carry<Message>(message: Message, deliver: (copy: Message) => void): void {
  const copy = structuredClone(message);
  onTheirWay++;
  last = last.then(async () => {
    for (let i = delay(); i > 0; i--) await new Promise((resolve) => setImmediate(resolve));
    onTheirWay--;
    deliver(copy);
  });
}

const page = { hash: "", state: null as unknown };

beforeAll(() => {
  vi.stubGlobal("location", page);
  const write = (state: unknown, _: string, hash = page.hash) => Object.assign(page, { state, hash });
  vi.stubGlobal("history", { ...page, pushState: write, replaceState: write });
  Object.defineProperty(history, "state", { get: () => page.state });
  vi.stubGlobal("document", { hidden: false, addEventListener: () => {} });
  vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: () => {} }));
  vi.stubGlobal("window", { addEventListener: () => {} });
});
afterAll(() => vi.unstubAllGlobals());

const isLong = process.env.LONG === "1";
const seeds = Array.from({ length: isLong ? 64 : 6 }, (_, seed) => seed);
const acts = 80;

describe("whatever is done in quick succession, the page tells the state it stands at", () => {
  it.each(seeds)("seed %i", { timeout: 120_000 }, async (seed) => {
    const actions = {
      ...(await import("./store/actions/handle.ts")),
      ...(await import("./store/actions/open.ts")),
      ...(await import("./store/actions/settings.ts")),
      ...(await import("./store/actions/start.ts")),
      ...(await import("./store/actions/training.ts")),
      ...(await import("./store/actions/weights.ts")),
    };
    const { readLink, writeLink } = await import("./setup/link.ts");
    const { fitsLink, readRecipeLink } = await import("./recipe/link.ts");
    const { linkTo } = await import("./store/tree.ts");
    const { cutOf, handleOf } = await import("./store/cut.ts");
    const { useStore } = await import("./store/store.ts");
    const { isSameHandle } = await import("./worker/stateKey.ts");
    const { getState: get } = useStore;

    const random = createRandom(seed);
    const below = (count: number) => Math.floor(random.next() * count);
    const one = <T>(of: readonly T[]): T => of[below(of.length)];
    delay = () => below(4);
    const done: string[] = [];

    page.hash = `#v=1&data=${one(["moons", "xor", "circles"])}&hidden=4-4&backend=wasm&epochs=1&finetune=1&batch=50`;
    page.state = null;
    useStore.setState({ ...useStore.getInitialState(), ...readLink(page.hash), corrections: null, sparsity: 0 }, true);
    let waiting: EngineEvent[] = [];
    const mine = new Session(
      (event) => {
        if (session !== mine || waiting.push(event) > 1) return;
        queueMicrotask(() => {
          const events = waiting;
          waiting = [];
          if (session === mine) carry(events, (copy) => listen(copy));
        });
      },
      (_, job) => chooseEngine("wasm", job),
    );
    session = mine;
    actions.startApp();

    const change = (wanted: Partial<Setup>) => {
      const setup = { ...get().setup, ...wanted };
      if (whyNotFor(setup) === null) actions.changeSetup(wanted);
    };
    const cut = () => {
      const { snapshot, sparsity, setup } = get();
      return snapshot && cutOf(snapshot, sparsity, setup);
    };
    const edit = (action: "prune" | "restore") => {
      const layer = one(get().snapshot?.layers ?? []);
      if (layer) actions.editByHand({ action, weights: new Map([[layer.name, [below(layer.weights.length)]]]) });
    };
    const can: Record<string, () => void> = {
      train: actions.train,
      tune: actions.fineTune,
      step: actions.stepOnce,
      drag: () => actions.moveSparsity(below(1001) / 1000, false),
      prune: () => actions.moveSparsity(below(1001) / 1000, true),
      key: () =>
        actions.moveHandle(one([{ by: 0.1 }, { by: -0.01 }, { further: 1 }, { count: 3 }, { to: 0.5 }]), false),
      settle: actions.commitMove,
      layerDrag: () => actions.moveLayer(below(get().snapshot?.ranking.lists.length ?? 1), below(101) / 100, false),
      layer: () => actions.moveLayer(below(get().snapshot?.ranking.lists.length ?? 1), below(101) / 100, true),
      cancel: actions.cancelMove,
      byHand: () => change({ scope: "hand", granularity: "weight" }),
      method: () =>
        change({
          criterion: one(["magnitude", "random", "taylor", "lamp"]),
          granularity: one(granularities),
          scope: one(scopes),
        }),
      group: () => change({ granularity: "group", scope: "global", criterion: "magnitude", groupSize: one([2, 4, 8]) }),
      optimizer: () => change({ optimizer: one(optimizers), learningRate: one([0.01, 0.001]) }),
      view: () => change({ theme: one(["dark", "light"]), axis: one(["linear", "log"]) }),
      undo: actions.undo,
      redo: actions.redo,
      goTo: () => {
        const node = one([...get().nodes.keys()]);
        if (node !== undefined) actions.goTo(node);
      },
      rewind: () => actions.rewind(one([true, false])),
      edit: () => edit(one(["prune", "restore"])),
      score: actions.scoreTest,
      seed: actions.newSeed,
      data: () => change({ data: one(["moons", "xor", "circles", "spiral"]), noise: one([0, 0.1]) }),
      network: () => change({ hidden: readLayers(one(["4-4", "6", "8-8r-8r", "32-32"]))! }),
      back: () => {
        const node = one([...get().nodes.values()]);
        if (node && node.run !== get().run) actions.returnTo(node.run);
      },
    };
    const names = Object.keys(can);

    const rests = () => {
      const { asked, run, held, running, preparing, snapshot, results } = get();
      const { preview } = results;
      return (
        onTheirWay === 0 &&
        asked === run &&
        held === null &&
        running === null &&
        preparing === null &&
        preview?.key.version === snapshot?.key.version &&
        preview !== undefined &&
        isSameHandle(preview.handle, handleOf(get()))
      );
    };
    async function rest(): Promise<void> {
      if (get().dragging) actions.commitMove();
      // Answered when all that was asked before is done.
      const heard = await Promise.race([actions.readWeights(), new Promise((r) => setTimeout(() => r(null), 20_000))]);
      expect(
        heard,
        `heard after ${done.join(" ")} ${JSON.stringify([get().asked, get().run, get().nodes.size, get().problem])}`,
      ).not.toBe(null);
      const begun = performance.now();
      while (!rests() && performance.now() < begun + 20_000) await new Promise((resolve) => setTimeout(resolve, 2));
      const { asked, run, running, preparing, snapshot, results, sparsity } = get();
      const { preview } = results;
      const seen = { asked, running, preparing, version: preview?.key.version, handle: preview?.handle };
      const wanted = { asked: run, running: null, preparing: null, version: snapshot?.key.version };
      expect(seen, `at rest after ${done.join(" ")}`).toEqual({ ...wanted, handle: handleOf(get()) });
      await check(`after ${done.join(" ")}; handle ${sparsity}`);
    }

    async function check(when: string): Promise<void> {
      const { snapshot, results, spec, data, history, sparsity, setup, problem, progress } = get();
      const { mask, kept, total } = cut()!;
      const { layers, ranking, locked } = snapshot!;
      expect(problem, when).toBe(null);
      // Figures are those of the weights on the page, at the handle.
      const evaluator = createWasmEvaluator(spec!, data!.shown, data!.labels);
      evaluator.setWeights(layers);
      const { correct, accuracy } = evaluator.evaluate(mask, biasMasks(layers, mask));
      expect([results.preview!.correct, results.preview!.accuracy], when).toEqual([correct, accuracy]);
      const bits = layers.map(({ name }) => mask.get(name)!);
      expect(
        bits.map(({ length }) => length),
        when,
      ).toEqual(layers.map(({ weights }) => weights.length));
      expect([kept, total], when).toEqual([
        bits.reduce((sum, one) => sum + one.filter(Boolean).length, 0),
        bits.reduce((sum, { length }) => sum + length, 0),
      ]);
      for (const { name, weights } of layers)
        expect(weights.some((w, i) => w !== 0 && !locked.get(name)![i])).toBe(false);
      // The histograms' cut lines stand where a weight could.
      for (const threshold of layerThresholds(cut()!, sparsity))
        expect(threshold === null || Number.isFinite(threshold), when).toBe(true);
      // The worker's cut is the page's, and the handle stands at it.
      const entry = history.entries[history.current];
      expect(sparsity, when).toBeCloseTo(entry.sparsity, 9);
      const held = await actions.readWeights();
      expect(held.mask, when).toEqual(mask);
      expect(held.layers, when).toEqual(
        layers.map((layer) => ({ ...layer, weights: layer.weights.map((w, i) => (mask.get(layer.name)![i] ? w : 0)) })),
      );
      expect(entry.accuracy, when).toBe(accuracy);
      expect([ranking.granularity, ranking.scope], when).toEqual([setup.granularity, setup.scope]);
      expect([progress.step, data!.id], when).toEqual([snapshot!.step, setup.data]);
      // The address tells the settings, and what was done where that is not too long.
      const link = linkTo(get(), setup);
      expect(readRecipeLink(page.hash), when).toEqual(readRecipeLink(fitsLink(link) ? link : writeLink(setup)));
      const corrections = readRecipeLink(link, null, true).corrections;
      expect(
        corrections.filter((sentence) => /^(do|end)\b/.test(sentence)),
        when,
      ).toEqual([]);
    }

    await rest();
    for (let act = 0; act < acts; act++) {
      const name = one(names);
      done.push(name);
      can[name]();
      if (below(3) === 0) await new Promise((resolve) => setTimeout(resolve, below(20)));
      if (below(8) === 0 || act === acts - 1) {
        await rest();
        if (get().history.current === 0) continue;
        const before = await actions.readWeights();
        actions.undo();
        actions.redo();
        await rest();
        expect(await actions.readWeights(), `undone and redone after ${done.join(" ")}`).toMatchObject({
          layers: before.layers,
          mask: before.mask,
        });
      }
    }
  });
});
