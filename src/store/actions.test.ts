import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { initialise } from "../network/initialise.ts";
import { fullMask } from "../network/mask.ts";
import { denseNetwork } from "../network/network.ts";
import { noManualEdits } from "../pruning/manualEdits.ts";
import type { Move } from "../pruning/move.ts";
import { rank } from "../pruning/rank.ts";
import type { RunNode } from "../recipe/node.ts";
import { defaultSetup, rankingOf, type Setup } from "../setup/setup.ts";
import { sentenceOf } from "../text/faults/catalogue.ts";
import type { EngineClient, EngineListener } from "../worker/client.ts";
import type { DataSummary } from "../worker/protocol/data.ts";
import type { Answer, Command, EngineEvent, Recorded, Snapshot } from "../worker/protocol.ts";

// The address bar, the page and the line to the worker, as far as the actions use them.
const bar = { hash: "", state: null as unknown };
const write = (state: unknown, _: string, hash = bar.hash) => Object.assign(bar, { state, hash });
const arrive = new Map<string, (event?: { persisted: boolean }) => void>();
vi.stubGlobal("location", bar);
vi.stubGlobal("history", { pushState: write, replaceState: write });
Object.defineProperty(history, "state", { get: () => bar.state });
vi.stubGlobal("document", { hidden: false, addEventListener: () => {} });
vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: () => {} }));
vi.stubGlobal("window", { addEventListener: (type: string, listener: () => void) => arrive.set(type, listener) });
const sent: Command[] = [];
let ended = 0;
let hear: EngineListener["hear"] = () => {};
vi.mock("../worker/client.ts", () => ({
  startEngine: (listener: EngineListener): EngineClient => {
    hear = (events) => listener.hear(events);
    return { send: (command) => sent.push(command), dispose: () => ended++ };
  },
}));
const { cancelMove, commitMove, moveHandle, moveLayer, moveLayerBy, moveSparsity } = await import(
  "./actions/handle.ts"
);
const { writeHash } = await import("./actions/address.ts");
const { replaceEngine } = await import("./actions/hear.ts");
const { offerFiles } = await import("./actions/incoming.ts");
const { changeSetup } = await import("./actions/settings.ts");
const { returnTo } = await import("./actions/open.ts");
const { startApp } = await import("./actions/start.ts");
const { fineTune, redo, undo } = await import("./actions/training.ts");
const { readLink, writeLink } = await import("../setup/link.ts");
const { useStore } = await import("./store.ts");
const { linkTo } = await import("./tree.ts");
const get = useStore.getState;

/** The page as it is first loaded, with the events of the network that stands since. */
function load(...answers: Answer[]): void {
  useStore.setState({ ...useStore.getInitialState(), setup: defaultSetup }, true);
  bar.hash = "";
  startApp();
  const { asked } = get();
  useStore.setState({ run: asked });
  hear(answers.map((answer) => ({ ...answer, key: { run: asked, version: 1 } })));
  sent.length = 0;
}

/** The history of a network whose handle rests at a cut, 0..1. */
const rested = (sparsity: number, heard: number, restored: Setup): Answer => {
  const entry = { kind: "finetune", label: "", clock: 9, granularity: "unit", accuracy: 1 } as const;
  const history = {
    entries: [{ ...entry, id: 1, sparsity }],
    current: 0,
    canUndo: false,
    canRedo: false,
    elsewhere: null,
  };
  const place = { current: 1, trail: [], undone: [], next: [], latest: [], ids: 1 };
  return { type: "history", history, place, lost: [], restored, heard };
};

/** A network that comes back, as the worker tells it. */
const back = (run: number, setup: Setup, heard: number) =>
  [
    {
      type: "opened",
      setup,
      resumed: true,
      timesTested: 0,
      spec: denseNetwork([2, 4, 2]),
      data: { id: setup.data, kind: "points", classes: ["ring", "dot"] },
    },
    rested(setup.sparsity / 100, heard, setup),
  ].map((event) => ({ ...event, key: { run, version: 0 } })) as EngineEvent[];

it("settings that other settings rule out are told as that, not as a corrected link", () => {
  changeSetup({ hidden: [8, 8].map((units, l) => ({ kind: "dense", units, residual: l === 1 })) });
  changeSetup({ granularity: "layer" });
  expect(get().corrections).toBeNull();
  changeSetup({ data: "digits" });
  expect(get().setup.granularity).toBe("weight");
  expect(get().corrections?.what).toBe("settings");
  expect(get().corrections?.sentences.map(sentenceOf)).toEqual([
    "only a residual network can lose a layer: back to single weights by magnitude, one list of all layers.",
  ]);
});

it("criterion, granularity and scope are told together, so that no undo on its way mixes them with others", () => {
  load();
  changeSetup({ granularity: "group" });
  const change = { criterion: "magnitude", granularity: "group", scope: "global" };
  expect(sent).toMatchObject([{ type: "configure", change }]);
  const [{ serial }] = sent;
  expect(get().wishes).toMatchObject([{ serial, change }]);
});

it("a drag that is broken off leaves a link to what stands, though it was written meanwhile; shares chosen meanwhile stay", () => {
  load();
  const shared = { ...defaultSetup, scope: "hand", layerSparsity: [10, 20, 30] } as const;
  useStore.setState({ setup: shared });
  moveSparsity(0.5, false);
  useStore.setState({ setup: { ...shared, layerSparsity: [90, 20, 30] } });
  changeSetup({ theme: "dark" });
  cancelMove();
  expect(get().setup.layerSparsity).toEqual([10, 20, 30]);
  expect(readLink(bar.hash).setup).toEqual(readLink(writeLink(get().setup)).setup);
  moveSparsity(0.5, false);
  changeSetup({ layerSparsity: [40, 40, 40] });
  cancelMove();
  expect([get().setup.layerSparsity, get().sparsity, get().dragging]).toEqual([[40, 40, 40], 0, false]);
});

it("a drag ends with the network that it was begun on", () => {
  load({ type: "snapshot", snapshot: { key: { run: 1, version: 1 } } as Snapshot, by: "" });
  moveSparsity(0.5, false);
  changeSetup({ seed: 99 });
  expect([get().dragging, get().beforeDrag, get().sparsity]).toEqual([false, null, 0]);
});

it("what was chosen for a network stays chosen where redo leads away from it and undo back, though the page hears of both later", () => {
  load(rested(0, 0, defaultSetup));
  const here = get().asked;
  const there = here + 1;
  redo();
  undo();
  changeSetup({ granularity: "group", learningRate: 0.5 });
  moveSparsity(0.3, true);
  const [first, second] = sent.map(({ serial }) => serial);
  expect(sent.map(({ type, key }) => [type, key.run])).toEqual([
    ["redo", here],
    ["undo", here],
    ["configure", here],
    ["preview", here],
    ["prune", here],
  ]);
  const leads = (run: number, heard: number) => ({ type: "leads", heard, key: { run, version: 0 } }) as const;
  hear([leads(there, first), ...back(there, { ...defaultSetup, data: "xor", sparsity: 20 }, first)]);
  expect([get().setup.granularity, get().setup.learningRate, get().sparsity]).toEqual([
    "weight",
    defaultSetup.learningRate,
    0.2,
  ]);
  hear([leads(here, second), ...back(here, defaultSetup, second)]);
  expect([get().setup.granularity, get().setup.learningRate, get().sparsity]).toEqual(["group", 0.5, 0.3]);
});

it("Back to a kept network with own data is asked for once, and the link is not read by data of the other one", () => {
  load();
  const stands = get().run;
  const first = bar.state;
  changeSetup({ data: "moons" });
  // On its way still: the one that stands is gone back to, it is not made anew.
  Object.assign(bar, { state: first, hash: "#v=1" });
  sent.length = 0;
  for (const type of ["popstate", "hashchange"]) arrive.get(type)!();
  expect(sent.map(({ type, key }) => [type, key.run])).toEqual([
    ["resume", stands],
    ["configure", stands],
  ]);

  load();
  const own = { id: 5, parent: null, run: 77, setup: { ...defaultSetup, data: "file" } } as RunNode;
  const place = { current: 5, trail: [], undone: [], next: [], latest: [[5, 5]], ids: 5 } as const;
  useStore.setState({ nodes: new Map([[5, own]]), place });
  Object.assign(bar, { state: { ...(bar.state as object), run: 77 }, hash: "#v=1&data=file" });
  for (const type of ["popstate", "hashchange"]) arrive.get(type)!();
  expect(sent.map(({ type, key }) => [type, key.run])).toEqual([
    ["resume", 77],
    ["configure", 77],
  ]);
  expect(bar.hash).toContain("data=file");
});

it("a new worker is asked for a network by the number that it knows it by, though it is lost itself, or another is on its way", async () => {
  load();
  const stands = get().run;
  const node = { id: 5, parent: null, run: stands, setup: defaultSetup } as RunNode;
  const place = { current: 5, trail: [], undone: [], next: [], latest: [[5, 5]], ids: 5 } as const;
  const recorded = { state: { cut: 0, checkpoint: { step: 0 } } } as Recorded;
  useStore.setState({ nodes: new Map([[5, node]]), place, recorded });
  const first = bar.state;
  const names = () =>
    sent.flatMap((command) =>
      command.type === "open" || command.type === "resume" ? [[command.type, command.key.run]] : [],
    );
  const kept = () => sent.flatMap((command) => (command.type === "open" ? command.kept!.tree.nodes : []));
  for (let time = 1; time <= 2; time++) {
    sent.length = 0;
    await replaceEngine({ id: "worker-unanswering", seconds: 15 });
    expect(names()).toEqual([["open", get().asked]]);
    expect(kept().map(({ run }) => run)).toEqual([get().asked]);
  }
  const renamed = get().asked;
  // Back to it, as it was called before, while it is on its way.
  sent.length = 0;
  Object.assign(bar, { state: first });
  arrive.get("popstate")!();
  expect(names()).toEqual([]);
  changeSetup({ seed: 99 });
  undo();
  expect(names().at(-1)).toEqual(["resume", renamed]);
});

it("a new worker is handed all states that were told, though the page has not heard yet where one is among them", async () => {
  load();
  const node = (id: number) =>
    ({ id, parent: id === 2 ? 1 : null, run: id === 3 ? 76 : 75, setup: defaultSetup }) as RunNode;
  useStore.setState({ nodes: new Map([1, 2, 3].map((id) => [id, node(id)])), place: null });
  await replaceEngine({ id: "worker-unanswering", seconds: 15 });
  expect(sent.flatMap((command) => (command.type === "open" ? [command.kept] : []))).toMatchObject([
    { tree: { nodes: [{ id: 1 }, { id: 2 }, { id: 3 }], current: 3, ids: 3 }, recorded: null },
  ]);
});

it("a new worker is asked for a link's network with what is to be done there, and handed the run that went on where one was", async () => {
  load();
  const stands = get().run;
  const node = { id: 5, parent: null, run: stands, setup: defaultSetup } as RunNode;
  const place = { current: 5, trail: [], undone: [], next: [], latest: [[5, 5]], ids: 5 } as const;
  const recorded = { state: { cut: 0, checkpoint: { step: 7 } } } as Recorded;
  useStore.setState({ nodes: new Map([[5, node]]), place, recorded });
  bar.hash = "#v=2&data=moons&seed=3&do=train:2,prune:40&end=0123abcd.wasm.93.2";
  arrive.get("hashchange")!();
  const opened = () => sent.flatMap((command) => (command.type === "open" ? [command] : [])).at(-1)!;
  const { steps, end } = opened();
  expect([steps!.map(({ kind }) => kind), end]).toEqual([["train", "prune"], expect.anything()]);
  await replaceEngine({ id: "worker-unanswering", seconds: 15 });
  expect(opened()).toMatchObject({ setup: { seed: 3 }, steps, end, kept: { recorded: null, aside: recorded } });
  // What stands then has its own.
  useStore.setState({ run: get().asked, recorded });
  await replaceEngine({ id: "worker-unanswering", seconds: 15 });
  expect(opened()).toMatchObject({ steps: [], end: null, kept: { recorded, aside: null } });
});

describe("what a reload goes on with", () => {
  const remembered: string[] = [];
  const root = (id: number) => ({ id, parent: null, run: get().asked, setup: get().setup }) as RunNode;

  beforeEach(() => {
    load();
    vi.stubGlobal("sessionStorage", { setItem: (_: string, value: string) => remembered.push(value) });
    useStore.setState({ nodes: new Map([[5, root(5)]]), keeping: { session: "own", problem: null } });
    remembered.length = 0;
  });
  afterEach(() => vi.stubGlobal("sessionStorage", undefined));

  it("is the address of an entry that was gone back to, though it tells already what is wanted", () => {
    changeSetup({ trainEpochs: 7 });
    const { hash } = bar;
    remembered.length = 0;
    // The browser has put it there.
    writeHash(get().setup, false);
    expect(remembered.map((text) => JSON.parse(text))).toEqual([{ session: "own", hash, root: 5 }]);
  });

  it("is the state that stands, as soon as that is told", () => {
    hear([{ ...rested(0.5, 1, get().setup), key: { run: get().run, version: 1 } } as EngineEvent]);
    expect(JSON.parse(remembered.at(-1)!)).toMatchObject({ root: 5, hash: bar.hash, place: { current: 1, ids: 1 } });
    useStore.setState({ replay: { what: null, done: 0, total: 1 } });
    remembered.length = 0;
    hear([{ ...rested(0.5, 1, get().setup), key: { run: get().run, version: 1 } } as EngineEvent]);
    expect(JSON.parse(remembered.at(-1)!)).toEqual({ session: "own", hash: bar.hash, root: 5 });
  });

  it("is the network that is on its way by a link or a setting, which is in the session only once it stands", () => {
    const told = { type: "keeping", session: "own", problem: null, key: { run: get().run, version: 1 } } as EngineEvent;
    bar.hash = "#v=1&data=moons&seed=98";
    arrive.get("hashchange")!();
    hear([told]);
    changeSetup({ seed: 99 });
    hear([told]);
    expect(remembered).toEqual([]);
    const { hash } = bar;
    const key = { run: get().asked, version: 0 };
    hear([{ type: "tree", changed: [root(6)], removed: [], key }]);
    expect(remembered.map((text) => JSON.parse(text))).toEqual([{ session: "own", hash, root: 6 }]);
  });
});

it("once a recipe is repeated the address tells what stands; a link that tells it in other words stays as it came", () => {
  load();
  const ends = (hash: string) => {
    bar.hash = hash;
    useStore.setState({ replay: { what: null, done: 1, total: 1 } });
    hear([{ type: "replay", replay: null, left: 0, end: null, key: { run: get().asked, version: 1 } }]);
    return bar.hash;
  };
  const link = `#${writeLink(get().setup)}`;
  expect(ends("#v=1&seed=99")).toBe(link);
  expect(ends(`${link}&unknown=1`)).toBe(`${link}&unknown=1`);
});

it("the address tells what was chosen for a network, though another was asked for meanwhile and given up", () => {
  load(rested(0, 0, defaultSetup));
  const here = get().run;
  const node = (id: number, run: number) => ({ id, parent: null, run, setup: defaultSetup, step: null }) as RunNode;
  const place = {
    current: 1,
    trail: [],
    undone: [],
    next: [],
    latest: [
      [1, 1],
      [3, 3],
    ],
    ids: 3,
  } as const;
  useStore.setState({
    nodes: new Map([
      [1, node(1, here)],
      [3, node(3, 77)],
    ]),
    place,
    data: { id: "spiral", kind: "points" } as DataSummary,
  });
  changeSetup({ granularity: "group" });
  const address = bar.hash;
  returnTo(77);
  returnTo(here);
  hear(back(here, get().setup, sent.at(-1)!.serial));
  expect([bar.hash, bar.hash.includes("group")]).toEqual([address, true]);
});

it("a link tells what was done to no other network than its settings make, though one is gone back to before the page has its settings", () => {
  load();
  const root = { id: 1, parent: null, run: get().asked, setup: defaultSetup, step: null, fingerprint: "a" } as RunNode;
  const step = {
    kind: "train",
    hyper: { ...defaultSetup },
    epochs: 1,
    steps: 1,
    ran: [],
  } as unknown as RunNode["step"];
  const nodes = new Map(
    [root, { ...root, id: 2, parent: 1, step, accuracy: 0.5, fingerprint: "b" }].map((node) => [node.id, node]),
  );
  const place = { current: 2, trail: [1], undone: [], next: [], latest: [[1, 2]], ids: 2 } as const;
  useStore.setState({ nodes, place, data: { id: defaultSetup.data, trainCount: 500 } as DataSummary });
  const link = () => new URLSearchParams(linkTo(get(), get().setup));
  expect(link().has("end")).toBe(true);
  changeSetup({ hidden: [{ kind: "dense", units: 3 }] });
  undo();
  expect([link().get("hidden"), link().has("do"), link().has("end")]).toEqual(["3", false, false]);
});

it("data of a person's own that nobody has any more are told, and others stand in", () => {
  load();
  const { asked } = get();
  useStore.setState({ setup: { ...defaultSetup, data: "file" }, run: 0 });
  const problem = { kind: "file", said: [{ id: "data-left" }] } as const;
  hear([{ type: "problem", problem, stands: 0, key: { run: asked, version: 0 } }]);
  expect(sent).toMatchObject([{ type: "open", setup: { data: "digits" } }]);
  const run = get().asked;
  expect(run).toBeGreaterThan(asked);
  const { setup } = get();
  const data = { id: setup.data, classes: [], shownRows: [] };
  hear([{ type: "opened", key: { run, version: 0 }, resumed: false, setup, data } as unknown as EngineEvent]);
  expect(get().problem).toEqual(problem);
});

it("a lost graphics card is told once, by the message that stays", () => {
  const backend = { name: "wasm", device: "", reason: { id: "engine-after-loss" }, fallback: true } as const;
  load({ type: "backend", backend });
  expect(get().notice).toBe(backend.reason);
  const { asked } = get();
  const problem = { kind: "gpu-lost", said: [] } as const;
  hear([{ type: "problem", problem, stands: asked, key: { run: asked, version: 1 } }]);
  expect(get()).toMatchObject({ notice: null, problem });
});

it("files that are offered are read, and data that must be fetched is looked for, whatever is drawn", async () => {
  load();
  const posted: unknown[] = [];
  const terminate = vi.fn();
  vi.stubGlobal(
    "Worker",
    class {
      postMessage = (command: unknown) => posted.push(command);
      terminate = terminate;
    },
  );
  const files = [{ name: "a.csv", blob: new Blob(["x,y\n1,2\n"]) }];
  offerFiles(files);
  expect(get().incoming).toEqual({ step: "files", files });
  // What reads files comes when it is asked for, on a busy machine after a while.
  const soon = { timeout: 20_000 };
  await vi.waitFor(() => expect(posted).toEqual([{ type: "read", files }]), soon);
  expect(get().incoming).toMatchObject({ step: "reading", title: "a.csv" });
  changeSetup({ data: "mnist" });
  await vi.waitFor(() => expect(get().incoming).toMatchObject({ step: "ask", id: "mnist" }), soon);
  (await import("./actions/bringIn.ts")).cancel();
  expect([get().incoming, get().setup.data]).toEqual([null, "spiral"]);
  expect(terminate).toHaveBeenCalledOnce();
  // Thought better of before anything is begun.
  offerFiles(files);
  useStore.setState({ incoming: null });
  await new Promise((resolve) => setTimeout(resolve));
  expect(posted).toHaveLength(1);
});

describe("a move of the handle while what it counts is not ranked yet", () => {
  const layers = initialise(denseNetwork([2, 4, 2]), 1);
  const locked = new Map([...fullMask(layers)].map(([name, bits]) => [name, bits.map((_, i) => Number(i % 4 > 1))]));
  const answered = (setup: Setup): Answer => {
    const request = { ...setup, protectedLayers: [], keepOneUnit: true };
    const ranking = rank(layers, request, locked);
    const snapshot = {
      key: { run: 1, version: 1 },
      layers,
      locked,
      edits: noManualEdits(layers),
      ranking,
      step: 9,
      epoch: 1,
    };
    return { type: "snapshot", snapshot, by: rankingOf(setup) };
  };
  const units: Setup = { ...defaultSetup, granularity: "unit" };
  const answer = (...answers: Answer[]) =>
    hear(answers.map((one) => ({ ...one, key: { run: get().asked, version: 1 } })));
  /** Half of all weights went before; neurons are chosen, of which a quarter is gone. */
  const chosen = () => {
    load(answered(defaultSetup), rested(0.5, 0, { ...defaultSetup, sparsity: 50 }));
    sent.length = 0;
    changeSetup({ granularity: "unit" });
  };

  it.each<[string, readonly Move[], number]>([
    ["keys", [{ by: 0.1 }, { by: 0.1 }], 0.45],
    ["Home, then keys", [{ by: -1 }, { by: 0.1 }], 0.1],
    ["a finger or mouse", [{ by: 0.1 }, { to: 0.3 }, { to: 0.62 }], 0.62],
    ["a count that is written", [{ count: 2 }, { count: 3 }], 0.75],
    ["one neuron further", [{ further: 1 }], 0.5],
  ])("is made when the ranking comes, from where the handle stands then: %s", (_, moves, leads) => {
    chosen();
    for (const move of moves) moveHandle(move, false);
    expect(get().dragging).toBe(true);
    answer(rested(0.25, sent[0].serial, { ...units, sparsity: 0 }), answered(units));
    expect([get().sparsity, get().dragging, get().held]).toEqual([leads, true, null]);
    expect(sent.map(({ type }) => type)).toEqual(["configure", "preview"]);
    commitMove();
    expect(sent.at(-1)).toMatchObject({ type: "prune", sparsity: leads });
  });

  it("that is committed goes to the worker in its turn, and the handle goes where that says", () => {
    chosen();
    moveHandle({ by: 0.1 }, false);
    fineTune();
    const [{ serial }, prune] = sent;
    expect(sent).toMatchObject([
      { type: "configure" },
      { type: "prune", moves: [{ by: 0.1 }] },
      { type: "train", kind: "finetune" },
    ]);
    answer(rested(0.25, serial, { ...units, sparsity: 0 }), answered(units));
    // More keys wait for the cut that is on its way.
    moveHandle({ by: 0.1 }, false);
    answer(rested(0.35, prune.serial, { ...units, sparsity: 35 }));
    expect([get().sparsity, get().setup.sparsity, get().dragging, get().held]).toEqual([0.45, 35, true, null]);
  });

  it("goes on from where somebody was moving the handle already, when that is chosen", () => {
    load(answered(defaultSetup), rested(0.5, 0, { ...defaultSetup, sparsity: 50 }));
    moveHandle({ to: 0.7 }, false);
    changeSetup({ granularity: "unit" });
    commitMove();
    expect(sent.at(-1)).toMatchObject({ type: "prune", moves: [{ to: 0.7 }] });
  });

  it("is not a layer's while its slider goes with a ranking that is no longer asked for", () => {
    const byHand: Setup = { ...defaultSetup, scope: "hand" };
    load(answered(byHand), rested(0.5, 0, { ...byHand, sparsity: 50 }));
    changeSetup({ granularity: "group", scope: "global" });
    sent.length = 0;
    moveHandle({ to: 0.75 }, false);
    moveLayer(0, 0.9, true);
    expect([sent, get().dragging, get().held?.moves]).toEqual([[], true, [{ to: 0.75 }]]);
  });

  it("is overtaken by one of a layer's slider", () => {
    const byHand: Setup = { ...defaultSetup, scope: "hand" };
    load(answered(byHand), rested(0.5, 0, { ...byHand, sparsity: 50 }));
    changeSetup({ criterion: "random" });
    sent.length = 0;
    moveHandle({ by: 0.1 }, false);
    moveLayer(0, 0.9, true);
    const { sparsity } = get();
    expect(sent.at(-1)).toMatchObject({ type: "prune", sparsity });
    answer(answered({ ...byHand, criterion: "random" }));
    expect([get().sparsity, get().dragging, get().held]).toEqual([sparsity, false, null]);
  });

  it("of a layer's slider by keys leads on from where the key before led, whatever is drawn by then", () => {
    const byHand: Setup = { ...defaultSetup, scope: "hand" };
    load(answered(byHand), rested(0.5, 0, { ...byHand, sparsity: 50 }));
    const from = 20;
    moveLayer(0, from / 100, false);
    for (let key = 1; key <= 3; key++) {
      moveLayerBy(0, { by: 0.1 }, false);
      expect(get().setup.layerSparsity[0]).toBeCloseTo(from + 10 * key, 6);
    }
    moveLayerBy(0, { by: 1 }, false);
    expect(get().setup.layerSparsity[0]).toBe(100);
  });

  it("that is broken off leaves the handle where it goes; without one, Fine-tune cuts nothing", () => {
    chosen();
    moveHandle({ by: 0.1 }, false);
    cancelMove();
    fineTune();
    expect(sent.map(({ type }) => type)).toEqual(["configure", "preview", "train"]);
    answer(rested(0.25, sent[0].serial, { ...units, sparsity: 0 }), answered(units));
    expect([get().sparsity, get().dragging, get().held]).toEqual([0.25, false, null]);
  });
});

it("a page that the browser puts away to come back to lets its session go, and goes on as after a reload; not with data that may be nowhere else", () => {
  const reload = vi.fn();
  Object.assign(bar, { reload });
  const leave = (persisted: boolean) => {
    ended = 0;
    arrive.get("pagehide")!({ persisted });
    arrive.get("pageshow")!({ persisted });
    return [ended, reload.mock.calls.length];
  };
  load();
  expect(leave(true)).toEqual([0, 0]);
  useStore.setState({ keeping: { session: "a", problem: null } });
  expect(leave(false)).toEqual([0, 0]);
  const own = { id: 1, setup: { ...defaultSetup, data: "file" } } as RunNode;
  useStore.setState({ nodes: new Map([[1, own]]) });
  expect(leave(true)).toEqual([0, 0]);
  useStore.setState({ nodes: new Map() });
  expect(leave(true)).toEqual([1, 1]);
});
