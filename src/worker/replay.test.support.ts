import fc from "fast-check";
import { expect } from "vitest";
import { readLayers } from "../network/notation.ts";
import type { RunNode } from "../recipe/node.ts";
import { lastEngine, readSteps, writeSteps } from "../recipe/notation.ts";
import { recipeOf, stepsOf } from "../recipe/recipe.ts";
import type { Around } from "../recipe/step.ts";
import type { BackendName } from "../setup/backends.ts";
import type { Setup } from "../setup/setup.ts";
import type { Ask } from "./protocol.ts";
import { opened, small, Talk } from "./talk.test.support.ts";

/** What a person may do, one after the other. */
export type Deed =
  | { readonly type: "ask"; readonly asked: readonly Ask[] }
  | { readonly type: "interrupt"; readonly by: Ask; readonly after: number }
  | { readonly type: "goTo"; readonly which: number }
  | { readonly type: "network"; readonly seed: number };

const one = (...asks: Ask[]) => fc.constant<Deed>({ type: "ask", asked: asks });
const prune = fc.integer({ min: 0, max: 20 }).map<Ask>((twentieth) => ({ type: "prune", sparsity: twentieth / 20 }));
const edit = fc
  .record({
    action: fc.constantFrom("prune", "restore", "release"),
    layer: fc.constantFrom("dense1", "output"),
    indexes: fc.uniqueArray(fc.nat(15), { minLength: 1, maxLength: 5 }),
  })
  .map<Ask>(({ action, layer, indexes }) => ({ type: "edit", edit: { action, weights: new Map([[layer, indexes]]) } }));
const hyper = fc
  .constantFrom<Partial<Setup>>(
    { learningRate: 0.003 },
    { optimizer: "sgd" },
    { optimizer: "momentum", learningRate: 0.03 },
    { optimizer: "adam", learningRate: 0.01 },
    { batchSize: 25 },
    { l1: 0.001 },
    { l2: 0.01 },
  )
  .map<Ask>((change) => ({ type: "configure", change }));
const method = fc
  .constantFrom<Partial<Setup>>(
    { criterion: "magnitude", granularity: "weight", scope: "global" },
    { criterion: "random", granularity: "weight", scope: "layerwise" },
    { criterion: "taylor", granularity: "unit", scope: "global" },
    { criterion: "magnitude", granularity: "group", scope: "layerwise", groupSize: 2 },
    { criterion: "magnitude", granularity: "weight", scope: "hand", layerSparsity: [30, 60] },
    { protect: "output" },
    { protect: "none" },
  )
  .map<Ask>((change) => ({ type: "configure", change }));
const train = one({ type: "train", kind: "train" });
const tune = one({ type: "train", kind: "finetune" });
const ask = (asks: fc.Arbitrary<Ask>) => asks.map<Deed>((one) => ({ type: "ask", asked: [one] }));
export const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(train, tune) },
  { weight: 4, arbitrary: ask(prune) },
  { weight: 2, arbitrary: ask(edit) },
  { weight: 2, arbitrary: fc.oneof(ask(hyper), ask(method)) },
  { weight: 2, arbitrary: fc.oneof(one({ type: "rewind", keepMask: true }), one({ type: "step" })) },
  { weight: 1, arbitrary: one({ type: "rewind", keepMask: false }) },
  { weight: 3, arbitrary: fc.oneof(one({ type: "undo" }), one({ type: "redo" })) },
  { weight: 2, arbitrary: fc.nat(30).map<Deed>((which) => ({ type: "goTo", which })) },
  {
    weight: 3,
    arbitrary: fc
      .record({ by: fc.oneof(prune, edit, hyper, method, fc.constant<Ask>({ type: "pause" })), after: fc.nat(12) })
      .map<Deed>((how) => ({ type: "interrupt", ...how })),
  },
);

export const tiny: Setup = { ...small, backend: "wasm", trainEpochs: 2, fineTuneEpochs: 1 };
/** Batch norm has running figures, which no step names. */
export const normalised = { ...tiny, hidden: readLayers("8bn")! };

export async function perform(talk: Talk, deed: Deed): Promise<void> {
  if (deed.type === "ask") await talk.act(...deed.asked);
  else if (deed.type === "interrupt") {
    talk.send({ type: "train", kind: "train" });
    await new Promise((resolve) => setTimeout(resolve, deed.after));
    await talk.act(deed.by);
  } else if (deed.type === "goTo") {
    const nodes = talk.nodes.filter(({ run }) => run === talk.run);
    await talk.act({ type: "goTo", node: nodes[deed.which % nodes.length].id });
  } else {
    talk.send({ type: "open", setup: { ...tiny, seed: deed.seed } });
    await talk.act();
  }
}

export const around = (setup: Setup, talk: Talk): Around => {
  const { trainCount } = talk.last("opened")!.data;
  return { setup, perEpoch: (batchSize) => Math.ceil(trainCount / batchSize) };
};

function pathTo(talk: Talk, { id }: RunNode): readonly RunNode[] {
  const nodes = new Map(talk.nodes.map((node) => [node.id, node]));
  const path: RunNode[] = [];
  for (let at: number | null = id; at !== null; at = path[0].parent) path.unshift(nodes.get(at)!);
  return path;
}

const ranIn = ({ step }: Pick<RunNode, "step">) => (step && "ran" in step ? [step.ran] : []);

/** The recipe of a state leads to it in a fresh session; its text. */
export async function repeats(talk: Talk, node: RunNode): Promise<string> {
  const { setup, steps } = recipeOf(node.setup, stepsOf(pathTo(talk, node)));
  const text = writeSteps(steps, around(setup, talk));
  const again = readSteps(text, { ...around(setup, talk), engine: lastEngine(steps) });
  const fresh = new Talk();
  fresh.send({ type: "open", setup, steps: again });
  await fresh.until(() => fresh.last("backend") !== undefined);
  do await fresh.act();
  while (fresh.all("replay").at(-1)?.replay);
  expect(fresh.current.fingerprint, text).toBe(node.fingerprint);
  expect(fresh.current.accuracy).toBe(node.accuracy);
  expect(fresh.nodes.flatMap(ranIn), text).toEqual(steps.flatMap((step) => ranIn({ step })));
  expect(fresh.all("test"), "the test set stays shut").toEqual([]);
  return text;
}

/** Trains, by another engine from the middle of a run on, which takes the place of the first. */
export async function changesEngine(talk: Talk, backend: BackendName): Promise<void> {
  talk.surround({ reducedMotion: false });
  const begun = talk.last("progress")!.step + 10;
  talk.send({ type: "train", kind: "train" });
  await talk.until(() => talk.last("progress")!.running !== null && talk.last("progress")!.step > begun);
  talk.send({ type: "configure", change: { backend } });
  await talk.act();
  talk.surround({ reducedMotion: true });
}

/** Every state of a random tree is led to by its recipe, in a fresh session: how many there were. */
export async function repeatsAll(setup: Setup, deeds: readonly Deed[]): Promise<number> {
  const talk = await opened(setup);
  for (const deed of deeds) await perform(talk, deed);
  for (const node of talk.nodes) await repeats(talk, node);
  return talk.nodes.length;
}
