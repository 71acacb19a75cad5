import fc from "fast-check";
import type { GivenData } from "./data/dataset.ts";
import { type Model, mustHold, mustHoldAtRest, mustReload, mustReloadAtOnce } from "./modelChecks.test.support.ts";
import type { Page } from "./modelPage.test.support.ts";
import type { LayerSpec } from "./network/network.ts";
import { readLayers } from "./network/notation.ts";
import { criteria } from "./pruning/criteria/registry.ts";
import { whyNotFor } from "./pruning/offer.ts";
import { fitsLink } from "./recipe/link.ts";
import {
  activations,
  axes,
  difficulties,
  granularities,
  initialisers,
  lastUnits,
  norms,
  optimizers,
  scopes,
  starts,
  themes,
} from "./setup/fields.ts";
import { protections } from "./setup/protection.ts";
import { fieldNames, type Setup } from "./setup/setup.ts";
import { cancelMove, commitMove, moveHandle, moveLayer, moveSparsity } from "./store/actions/handle.ts";
import { replaceEngine } from "./store/actions/hear.ts";
import { dismissProblem } from "./store/actions/messages.ts";
import { openGiven, returnTo } from "./store/actions/open.ts";
import { hurryRepeating, stopRepeating } from "./store/actions/repeat.ts";
import { hideState, nameState, noteState, putBack, removeState } from "./store/actions/runs.ts";
import { changeSetup, newSeed } from "./store/actions/settings.ts";
import {
  editByHand,
  fineTune,
  goTo,
  lowerRate,
  redo,
  rewind,
  scoreTest,
  stepOnce,
  train,
  undo,
} from "./store/actions/training.ts";
import { useStore } from "./store/store.ts";
import { linkTo } from "./store/tree.ts";

const { getState: get } = useStore;

/** Something that a person or the machine does. */
class Doing implements fc.AsyncCommand<Model, Page> {
  readonly #name: string;
  readonly #act: (page: Page, model: Model) => unknown;
  readonly #turns: number;

  constructor(name: string, act: (page: Page, model: Model) => unknown, turns: number) {
    this.#name = name;
    this.#act = act;
    this.#turns = turns;
  }

  check = () => true;

  async run(model: Model, page: Page): Promise<void> {
    model.done.push(this.#name);

    await this.#act(page, model);
    await page.wait(this.#turns);
    mustHold(model);
  }

  toString = () => this.#name;
}

const turns = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(12) });

/** A command with something drawn for it. */
const command = <T>(name: string, any: fc.Arbitrary<T>, act: (drawn: T, page: Page, model: Model) => unknown) =>
  fc.tuple(any, turns).map(([drawn, wait]) => new Doing(name, (page, model) => act(drawn, page, model), wait));
const press = (name: string, act: (page: Page, model: Model) => unknown) =>
  command(name, fc.constant(null), (_, page, model) => act(page, model));

const layers = (text: string): readonly LayerSpec[] => readLayers(text)!;
const percent = fc.nat(100);
const sparsity = fc.nat(1000).map((thousandth) => thousandth / 1000);

/** Values of every setting that are tried: of networks and runs those that are over soon. */
const values: { readonly [Name in keyof Setup]: fc.Arbitrary<Setup[Name]> } = {
  data: fc.constantFrom("moons", "xor", "circles", "spiral"),
  noise: fc.constantFrom(0, 0.1),
  difficulty: fc.constantFrom(...difficulties),
  hidden: fc.constantFrom(...["4-4", "6", "8-8r-8r", "6bn-4", "12-12"].map(layers)),
  activation: fc.constantFrom(...activations),
  initialiser: fc.constantFrom(...initialisers),
  start: fc.constantFrom(...starts),
  optimizer: fc.constantFrom(...optimizers),
  learningRate: fc.constantFrom(0.003, 0.01, 0.05, 10),
  batchSize: fc.constantFrom(25, 50, 128),
  l1: fc.constantFrom(0, 0.001),
  l2: fc.constantFrom(0, 0.01),
  scaleL1: fc.constantFrom(0, 0.01),
  trainEpochs: fc.constantFrom(1, 2),
  fineTuneEpochs: fc.constantFrom(1, 2),
  backend: fc.constantFrom("auto", "wasm"),
  criterion: fc.constantFrom(...criteria.map(({ id }) => id)),
  granularity: fc.constantFrom(...granularities),
  groupSize: fc.constantFrom(2, 4, 8),
  norm: fc.constantFrom(...norms),
  lastUnit: fc.constantFrom(...lastUnits),
  scope: fc.constantFrom(...scopes),
  layerSparsity: fc.array(percent, { maxLength: 3 }),
  protect: fc.constantFrom(...protections, "2" as const),
  against: fc.constantFrom([], [{ criterion: "random", granularity: "weight", scope: "global" }]),
  sparsity: percent,
  seed: fc.nat(1000),
  axis: fc.constantFrom(...axes),
  theme: fc.constantFrom(...themes),
  projector: fc.boolean(),
};
const oneSetting = fc.oneof(...fieldNames.map((name) => values[name].map((value) => ({ [name]: value }))));
const method = fc.record({ criterion: values.criterion, granularity: values.granularity, scope: values.scope });

function change(wanted: Partial<Setup>): void {
  if (whyNotFor({ ...get().setup, ...wanted }) === null) changeSetup(wanted);
}

/** A table of a person's own. */
function table(label: string, seed: number): GivenData {
  const count = 60;
  const inputs = Float64Array.from({ length: 2 * count }, (_, i) => Math.sin((seed + 1) * (i + 1) * 7.3));
  const labels = Uint8Array.from({ length: count }, (_, i) => Number(inputs[2 * i] > inputs[2 * i + 1]));
  const columns = ["a", "b"].map((name) => ({ name, isNumber: true }));
  const dataset = { id: "file", label, kind: "table", inputShape: [2], classes: ["no", "yes"], columns } as const;
  return { dataset: { ...dataset, inputs, labels, count } as unknown as GivenData["dataset"] };
}

const pick = <T>(all: Iterable<T>, choice: number): T | undefined => {
  const list = [...all];
  return list.length > 0 ? list[choice % list.length] : undefined;
};
const anyPick = fc.nat(1_000_000);
const onNode = (name: string, act: (id: number) => void) =>
  command(name, anyPick, (choice) => {
    const node = pick(get().nodes.keys(), choice);
    if (node !== undefined) act(node);
  });
const runOf = (choice: number) => {
  const node = pick(get().nodes.values(), choice);
  return node && node.run !== get().run ? node.run : null;
};

const training = fc.oneof(
  press("train", train),
  press("tune", fineTune),
  press("step", stepOnce),
  command("rewind", fc.boolean(), (keepsMask) => rewind(keepsMask)),
  press("lowerRate", lowerRate),
  command("diverge", fc.constantFrom("train", "tune"), (kind) => {
    change({ learningRate: 10, optimizer: "sgd", trainEpochs: 2, fineTuneEpochs: 2 });
    if (kind === "train") train();
    else fineTune();
    change({ learningRate: 0.01, optimizer: "adam" });
  }),
);
const cutting = fc.oneof(
  command("drag", sparsity, (to) => moveSparsity(to, false)),
  command("prune", sparsity, (to) => moveSparsity(to, true)),
  command("key", fc.constantFrom({ by: 0.1 }, { by: -0.01 }, { further: 1 }, { count: 3 }, { to: 0.5 }), (move) =>
    moveHandle(move, false),
  ),
  press("settle", commitMove),
  press("cancel", cancelMove),
  command("layer", fc.tuple(anyPick, percent, fc.boolean()), ([choice, share, isFinal]) =>
    moveLayer(choice % (get().snapshot?.ranking.lists.length ?? 1), share / 100, isFinal),
  ),
  command("edit", fc.tuple(fc.constantFrom("prune", "restore", "release"), anyPick, anyPick), ([action, l, w]) => {
    const layer = pick(get().snapshot?.layers ?? [], l);
    if (layer) editByHand({ action, weights: new Map([[layer.name, [w % layer.weights.length]]]) });
  }),
);
const settings = fc.oneof(
  { weight: 3, arbitrary: command("setting", oneSetting, change) },
  { weight: 2, arbitrary: command("method", method, change) },
  { weight: 1, arbitrary: press("byHand", () => change({ scope: "hand", granularity: "weight" })) },
  {
    weight: 1,
    arbitrary: command("groups", values.groupSize, (groupSize) =>
      change({ granularity: "group", scope: "global", criterion: "magnitude", groupSize }),
    ),
  },
);
const networks = fc.oneof(
  press("seed", newSeed),
  command("data", fc.record({ data: values.data, noise: values.noise }), change),
  command("network", values.hidden, (hidden) => change({ hidden })),
  command("own data", fc.tuple(fc.constantFrom("a.csv", "b.csv"), fc.nat(1)), ([label, seed]) =>
    openGiven(table(label, seed), get().setup, true),
  ),
  command("resume", anyPick, (choice) => {
    const run = runOf(choice);
    if (run !== null) returnTo(run);
  }),
  command("walk", fc.constantFrom(-1 as const, 1 as const), (by, page) => page.walk(by)),
);
const tree = fc.oneof(
  { weight: 4, arbitrary: press("undo", undo) },
  { weight: 4, arbitrary: press("redo", redo) },
  { weight: 3, arbitrary: onNode("goTo", goTo) },
  { weight: 1, arbitrary: onNode("remove", removeState) },
  { weight: 1, arbitrary: press("putBack", putBack) },
  { weight: 1, arbitrary: onNode("name", (id) => nameState(id, `state ${id}`)) },
  { weight: 1, arbitrary: onNode("note", (id) => noteState(id, "noted")) },
  { weight: 1, arbitrary: onNode("hide", (id) => hideState(id, !get().nodes.get(id)!.isHidden)) },
);
const links = fc.oneof(
  press("copy link", (_, { links }) => links.push(linkTo(get(), get().setup))),
  command("follow link", anyPick, (choice, page, { links }) => {
    const link = pick(links, choice);
    if (link !== undefined) page.follow(link, fitsLink(link));
  }),
  press("hurry", hurryRepeating),
  press("stop", stopRepeating),
);
const faults = fc.oneof(
  command("card", fc.constantFrom("lost" as const, "fails" as const), (how, page) => page.failNext(how)),
  press("dismiss", dismissProblem),
  press("worker lost", () => void replaceEngine({ id: "worker-unanswering", seconds: 15 })),
  press("reload", mustReload),
  press("reload at once", mustReloadAtOnce),
);

/** Everything that is done; what fails is tried again with less of it. */
export const anyCommand: fc.Arbitrary<Doing> = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: press("-", () => undefined) },
  { weight: 12, arbitrary: training },
  { weight: 12, arbitrary: cutting },
  { weight: 9, arbitrary: settings },
  { weight: 6, arbitrary: networks },
  { weight: 12, arbitrary: tree },
  { weight: 3, arbitrary: links },
  { weight: 2, arbitrary: faults },
  { weight: 1, arbitrary: press("score", scoreTest) },
  { weight: 7, arbitrary: press("rest", mustHoldAtRest) },
);
