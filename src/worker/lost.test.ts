import { expect, it } from "vitest";
import type { GivenData } from "../data/dataset.ts";
import type { RunNode } from "../recipe/node.ts";
import { RunTree } from "../recipe/tree.ts";
import type { Setup } from "../setup/setup.ts";
import { toldProblem } from "../text/faults/told.test.support.ts";
import type { KeptTree } from "./protocol.ts";
import { opened, small, Talk } from "./talk.test.support.ts";

const setup: Setup = { ...small, backend: "wasm" };

const given = (label: string, phase = 0): GivenData => ({
  dataset: {
    id: "file",
    label,
    kind: "table",
    inputs: Float32Array.from({ length: 120 }, (_, i) => Math.sin(i * label.length + phase)),
    labels: Uint8Array.from({ length: 60 }, (_, i) => i % 2),
    count: 60,
    inputShape: [2],
    classes: ["no", "yes"],
  },
});

/** What a worker is handed that takes the place of another, but for weights. */
const handed = (talk: Talk): KeptTree => ({
  tree: { nodes: talk.nodes, ...talk.last("history")!.place },
  recorded: null,
  removed: [],
});

const failures = (talk: Talk) => talk.all("problem").map(({ problem }) => toldProblem(problem));

it("states whose data is gone say so and are not gone to; once it is open again they are, bit for bit", async () => {
  const first = new Talk();
  first.send({ type: "open", setup: { ...setup, data: "file" }, given: given("own.csv") });
  await first.act({ type: "train", kind: "train" });
  const weights = await first.weights();
  expect(first.last("history")!.lost).toEqual([]);
  const talk = new Talk();
  const open = async (run: number, label?: string, phase = 0) => {
    const asked = { ...setup, data: label ? "file" : "moons" };
    const kept = run === 2 ? handed(first) : undefined;
    talk.receive({
      type: "open",
      setup: asked,
      kept,
      given: label ? given(label, phase) : undefined,
      key: { run, version: 0 },
    });
    await talk.until(() => talk.last("backend")?.key.run === run);
    await talk.until(() => talk.last("history")!.key.run === run);
  };
  const resume = () => talk.receive({ type: "resume", to: "latest", key: { run: 1, version: 0 } });
  await open(2);
  expect(talk.last("history")!.lost).toEqual([1]);
  resume();
  await talk.until(() => failures(talk).length > 0);
  expect(failures(talk)).toEqual([expect.stringContaining("“own.csv”, is not here any more")]);
  // Other data of a person's own is no stand-in.
  await open(3, "another.csv");
  expect(talk.last("history")!.lost).toEqual([1]);
  // Nor is another file of that name.
  await open(5, "own.csv", 1);
  expect(talk.last("history")!.lost).toEqual([1]);
  resume();
  await talk.until(() => failures(talk).length > 1);
  expect(failures(talk)[1]).toMatch(/“own\.csv”, is not here any more.*Open it anew under Data, unchanged/);
  await open(4, "own.csv");
  expect(talk.last("history")!.lost).toEqual([]);
  resume();
  await talk.until(() => talk.last("backend")!.key.run === 1);
  expect(await talk.weights()).toEqual(weights);
  expect(failures(talk)).toHaveLength(2);
}, 30_000);

it("a state that comes out otherwise than before is told", async () => {
  const first = await opened(setup);
  await first.act({ type: "train", kind: "train" });
  const tree = RunTree.from<RunNode>(handed(first).tree);
  tree.update({ ...tree.node(2), fingerprint: "00000000" });
  const talk = new Talk();
  talk.receive({ type: "open", setup, kept: { ...handed(first), tree: tree.record() }, key: { run: 2, version: 0 } });
  await talk.until(() => talk.last("backend")?.key.run === 2);
  talk.receive({ type: "resume", to: 2, key: { run: 1, version: 0 } });
  await talk.until(() => talk.last("backend")!.key.run === 1);
  expect(failures(talk)).toEqual([expect.stringMatching(/came out otherwise.*before 00000000/)]);
}, 30_000);

it("data that came with a network go over to the one that is asked for in its place, and are kept as was said", async () => {
  const talk = await opened(setup);
  talk.send(
    { type: "open", setup: { ...setup, data: "file" }, given: given("own.csv"), keeps: true },
    { type: "open", setup: { ...setup, data: "file", seed: 8 } },
    { type: "open", setup: { ...setup, data: "file", seed: 9 } },
  );
  await talk.until(() => talk.last("backend")?.key.run === talk.run);
  expect(failures(talk)).toEqual([]);
  expect(talk.last("opened")).toMatchObject({ data: { label: "own.csv" }, setup: { seed: 9 } });
  // Who goes back from it meanwhile has thought better of it: the network that stands has its own.
  talk.send({ type: "open", setup: { ...setup, data: "file" }, given: given("another.csv") });
  talk.receive({ type: "resume", to: "latest", key: { run: 4, version: 0 } });
  talk.send({ type: "open", setup: { ...setup, data: "file", seed: 10 } });
  await talk.until(() => talk.last("backend")?.key.run === talk.run);
  expect(talk.last("opened")).toMatchObject({ data: { label: "own.csv" }, setup: { seed: 10 } });
});

it("data that came with a network that never stood are there for a later one on them, where no other has any", async () => {
  const talk = await opened(setup);
  talk.send({ type: "open", setup: { ...setup, data: "file" }, given: given("own.csv") });
  talk.receive({ type: "resume", to: "latest", key: { run: 1, version: 0 } });
  talk.send({ type: "open", setup: { ...setup, data: "file", seed: 8 } });
  await talk.until(() => talk.last("backend")?.key.run === talk.run);
  expect(failures(talk)).toEqual([]);
  expect(talk.last("opened")).toMatchObject({ data: { label: "own.csv" }, setup: { seed: 8 } });
});

it("what was done stays where another network is asked for before a worker that takes the place of one has begun", async () => {
  const first = await opened(setup);
  await first.act({ type: "train", kind: "train" });
  const weights = await first.weights();
  const talk = new Talk();
  talk.receive({ type: "open", setup, kept: handed(first), key: { run: 2, version: 0 } });
  talk.receive({ type: "open", setup: { ...setup, seed: 9 }, key: { run: 3, version: 0 } });
  await talk.until(() => talk.last("backend")?.key.run === 3);
  talk.receive({ type: "resume", to: "latest", key: { run: 1, version: 0 } });
  await talk.until(() => talk.last("backend")?.key.run === 1);
  expect(await talk.weights()).toEqual(weights);
  // Ids are given once.
  expect(new Set(talk.last("history")!.place.latest.map(([root]) => root))).toEqual(new Set([1, 3]));
  expect(failures(talk)).toEqual([]);
});

it("data of a person's own go with no other network that a worker which takes the place of one is asked for", async () => {
  const first = new Talk();
  first.send({ type: "open", setup: { ...setup, data: "file" }, given: given("own.csv") });
  await first.act({ type: "train", kind: "train" });
  const talk = new Talk();
  talk.receive({
    type: "open",
    setup: { ...setup, data: "file" },
    given: given("own.csv"),
    kept: handed(first),
    key: { run: 2, version: 0 },
  });
  await talk.until(() => talk.last("backend")?.key.run === 2);
  talk.receive({ type: "open", setup, kept: handed(first), key: { run: 3, version: 0 } });
  await talk.until(() => talk.last("backend")?.key.run === 3);
  expect(talk.last("opened")!.data.id).toBe("moons");
});

it("a worker that has nothing and cannot have what it is asked for goes back to what was handed over: what stood last, else the latest", async () => {
  const first = await opened(setup);
  await first.act({ type: "train", kind: "train" });
  const weights = await first.weights();
  first.send({ type: "open", setup: { ...setup, data: "file" }, given: given("own.csv") });
  await first.until(() => first.last("backend")?.key.run === 2);
  const talk = new Talk();
  talk.receive({ type: "open", setup, kept: handed(first), key: { run: 3, version: 0 } });
  talk.receive({ type: "resume", to: "latest", key: { run: 77, version: 0 } });
  await talk.until(() => talk.last("backend")?.key.run === 1);
  // What stood last was of data that nobody has any more.
  expect(talk.all("problem").map(({ key, stands }) => [key.run, stands])).toEqual([
    [77, 2],
    [2, 1],
  ]);
  expect(failures(talk)[0]).toContain("no such network.");
  expect(await talk.weights()).toEqual(weights);
}, 30_000);

it("two files of one name are two: a state of the first has its own figures, and a worker that takes over never goes on with the second's", async () => {
  const first = new Talk();
  first.send({ type: "open", setup: { ...setup, data: "file" }, given: given("own.csv") });
  await first.act({ type: "train", kind: "train" });
  const { accuracy, content } = first.current;
  first.send({ type: "open", setup: { ...setup, data: "file" }, given: given("own.csv", 1) });
  await first.until(() => first.last("backend")!.key.run === 2);
  expect(first.current.content).not.toBe(content);
  const weights = await first.weights();
  // The network that stands is of the second, whatever the page hands over.
  const { recorded } = first.last("recorded")!;
  const takeOver = async (run: number, other: GivenData) => {
    const talk = new Talk();
    talk.receive({
      type: "open",
      setup: { ...setup, data: "file" },
      given: other,
      kept: { ...handed(first), recorded },
      key: { run, version: 0 },
    });
    await talk.until(() => talk.last("backend") !== undefined || failures(talk).length > 0);
    return talk;
  };
  const wrong = await takeOver(3, given("own.csv"));
  expect(wrong.last("opened")).toBeUndefined();
  expect(failures(wrong)[0]).toContain("“own.csv”, is not here any more");
  const talk = await takeOver(3, given("own.csv", 1));
  expect(failures(talk)).toEqual([]);
  expect(await talk.weights()).toEqual(weights);
  expect(talk.last("history")!.lost).toEqual([1]);
  // Opened once more, under whatever name, it is that of the first state.
  talk.receive({
    type: "open",
    setup: { ...setup, data: "file" },
    given: { dataset: { ...given("own.csv").dataset, label: "renamed.csv" } },
    key: { run: 4, version: 0 },
  });
  await talk.until(() => talk.last("history")!.key.run === 4);
  expect(talk.last("history")!.lost).toEqual([]);
  talk.receive({ type: "resume", to: "latest", key: { run: 1, version: 0 } });
  await talk.until(() => talk.last("backend")!.key.run === 1);
  await first.resume(1);
  expect(await talk.weights()).toEqual(await first.weights());
  const { entries, current } = talk.last("history")!.history;
  expect(entries[current].accuracy).toBe(accuracy);
  expect(talk.last("opened")!.data.content).toBe(content);
  expect(failures(talk)).toEqual([]);
}, 30_000);
