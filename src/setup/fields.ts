import * as v from "valibot";
import type { DataKind } from "../data/dataset.ts";
import { datasets } from "../data/registry.ts";
import { type Activation, denseLayers, type Initialiser } from "../network/network.ts";
import type { Optimizer } from "../network/optimizer.ts";
import { criteria } from "../pruning/criteria/registry.ts";
import { writeMethod } from "../pruning/method.ts";
import type { Granularity, Method, Norm, Scope } from "../pruning/types.ts";
import { backendNames } from "./backends.ts";
import { type Codec, choice, flag, hiddenLayers, list, number, whole } from "./codecs.ts";
import { type Protection, protections } from "./protection.ts";
import { ranges } from "./ranges.ts";

export const difficulties = ["easy", "default", "medium", "hard", "extreme"] as const;
export const themes = ["system", "light", "dark", "contrast"] as const;
export const backendChoices = ["auto", ...backendNames] as const;
export const optimizers = ["sgd", "momentum", "adam"] as const satisfies readonly Optimizer[];
export const activations = ["relu", "tanh"] as const satisfies readonly Activation[];
export const initialisers = ["glorot", "he"] as const satisfies readonly Initialiser[];
export const granularities = ["weight", "group", "unit", "channel", "layer"] as const satisfies readonly Granularity[];
export const scopes = ["global", "layerwise", "erk", "hand"] as const satisfies readonly Scope[];
export const lastUnits = ["stays", "goes"] as const;
export const norms = ["l1", "l2"] as const satisfies readonly Norm[];
export const starts = ["untrained", "trained"] as const;
export const axes = ["auto", "linear", "log"] as const;

/** At most so many methods are compared: more curves cannot be told apart. */
export const mostCompared = 3;

/** What a setting is about, and so what its change takes:
 *  - data, network: a network is made anew;
 *  - hyper: the next optimizer step is done with it; run: the next run is;
 *  - ranking: weights are ranked anew; shares: where layers are cut by hand, the same ranking is cut otherwise; cut: the handle goes there.
 *    These made a state's cut, and come back with it; all others are wishes for what comes next;
 *  - compare: a way to look that the engine works for; view: one that is the page's alone. Both stay, whatever is opened or undone. */
export type FieldScope = "data" | "network" | "hyper" | "run" | "ranking" | "shares" | "cut" | "compare" | "view";

/** What some settings of a ranking do together: those of a method must suit each other; those of a spread say what sparsity is a share of,
 *  and how it is spread. */
export type FieldGroup = "method" | "spread";

/** What a codec reads and writes. */
export type ValueOf<C> = C extends Codec<infer T> ? T : never;

export interface Field<C extends Codec<unknown>, S extends FieldScope, G extends FieldGroup> {
  /** In links. */
  readonly key: string;
  readonly codec: C;
  readonly scope: S;
  readonly groups?: readonly G[];
  /** Links say it even where it is the default. */
  readonly isAlwaysWritten?: true;
  readonly default?: ValueOf<C>;
  /** In place of a default, what suits each kind of data: chosen anew when the kind changes. */
  readonly defaults?: Readonly<Record<DataKind, ValueOf<C>>>;
}

type Default<T> = { readonly default: T } | { readonly defaults: Readonly<Record<DataKind, T>> };

/** One setting: a row of the table. */
const field = <C extends Codec<unknown>, const S extends FieldScope, const G extends FieldGroup = never>(
  row: Field<C, S, G> & Default<ValueOf<C>>,
): Field<C, S, G> => row;

const ids = criteria.map(({ id }) => id);
const percent = number(0, 100);

/** "random.weight.global". */
const method: Codec<Method> = {
  schema: v.pipe(
    v.string(),
    v.transform((text) => text.split(".")),
    v.strictTuple([v.picklist(ids), v.picklist(granularities), v.picklist(scopes)]),
    v.transform(([criterion, granularity, scope]) => ({ criterion, granularity, scope })),
  ),
  write: writeMethod,
  takes: { takes: "method" },
};

const protection: Codec<Protection> = {
  schema: v.union([
    v.picklist(protections),
    v.pipe(
      v.string(),
      v.regex(/^[1-9]\d?(\.[1-9]\d?)*$/),
      v.maxLength(80),
      v.transform((text) => text as `${number}`),
    ),
  ]),
  write: String,
  takes: { takes: "protection", options: protections },
};

/** Every setting, in the order of links. All that is known of one stands in its row: the type `Setup`, limits, defaults, links, what makes a
 *  network anew, what undo brings back and what the engine is told follow from it (`setup.ts`). */
export const fields = {
  data: field({
    key: "data",
    codec: choice<string>([...datasets.map(({ id }) => id), "file"]),
    scope: "data",
    default: "spiral",
    isAlwaysWritten: true,
  }),
  /** Noise of a 2-D set. */
  noise: field({ key: "noise", codec: number(0, 0.5), scope: "data", default: 0.1 }),
  /** Difficulty of the procedural digits, drawn or 1-D. */
  difficulty: field({ key: "difficulty", codec: choice(difficulties), scope: "data", default: "default" }),
  /** The hidden layers; inputs and outputs follow from the data. */
  hidden: field({
    key: "hidden",
    codec: hiddenLayers,
    scope: "network",
    defaults: {
      points: denseLayers([16, 16]),
      images: denseLayers([128, 64]),
      signals: denseLayers([100, 100]),
      table: denseLayers([16, 8]),
    },
  }),
  activation: field({ key: "activation", codec: choice(activations), scope: "network", default: "relu" }),
  initialiser: field({ key: "init", codec: choice(initialisers), scope: "network", default: "glorot" }),
  /** Whether a network opens with its initial weights or trained beforehand. */
  start: field({ key: "start", codec: choice(starts), scope: "network", default: "untrained" }),
  optimizer: field({ key: "optimizer", codec: choice(optimizers), scope: "hyper", default: "adam" }),
  learningRate: field({
    key: "rate",
    codec: number(1e-5, 10),
    scope: "hyper",
    defaults: { points: 0.01, images: 0.001, signals: 0.001, table: 0.01 },
  }),
  batchSize: field({
    key: "batch",
    codec: whole(1, 512),
    scope: "hyper",
    defaults: { points: 10, images: 64, signals: 64, table: 16 },
  }),
  l1: field({ key: "l1", codec: number(0, 1), scope: "hyper", default: 0 }),
  l2: field({ key: "l2", codec: number(0, 1), scope: "hyper", default: 0 }),
  /** L1 penalty on the scales of batch norm (network slimming). */
  scaleL1: field({ key: "slim", codec: number(0, 1), scope: "hyper", default: 0 }),
  /** Epochs one press of Train runs. For signals about 3,000 steps, where accuracy has stopped rising. */
  trainEpochs: field({
    key: "epochs",
    codec: whole(1, 2000),
    scope: "run",
    defaults: { points: 100, images: 8, signals: 48, table: 40 },
  }),
  /** Epochs one press of Fine-tune runs. */
  fineTuneEpochs: field({
    key: "finetune",
    codec: whole(1, 1000),
    scope: "run",
    defaults: { points: 40, images: 2, signals: 10, table: 15 },
  }),
  backend: field({ key: "backend", codec: choice(backendChoices), scope: "run", default: "auto" }),
  criterion: field({
    key: "criterion",
    codec: choice(ids),
    scope: "ranking",
    groups: ["method"],
    default: "magnitude",
  }),
  granularity: field({
    key: "granularity",
    codec: choice(granularities),
    scope: "ranking",
    groups: ["method", "spread"],
    default: "weight",
  }),
  /** Weights of a group: the M of N:M. */
  groupSize: field({ key: "group", codec: whole(2, 16), scope: "ranking", groups: ["spread"], default: 4 }),
  norm: field({ key: "norm", codec: choice(norms), scope: "ranking", default: "l2" }),
  /** Whether the last neuron or filter of a layer can be pruned. */
  lastUnit: field({ key: "lastunit", codec: choice(lastUnits), scope: "ranking", default: "stays" }),
  scope: field({
    key: "scope",
    codec: choice(scopes),
    scope: "ranking",
    groups: ["method", "spread"],
    default: "global",
  }),
  /** Scope "hand": how much of every layer goes, in percent, in network order; layers without an entry stay whole. */
  layerSparsity: field({
    key: "layers",
    codec: list(percent, ranges.advanced.layers + 1, ""),
    scope: "shares",
    default: [],
  }),
  protect: field({ key: "protect", codec: protection, scope: "ranking", groups: ["spread"], default: "none" }),
  /** Other methods whose curves and masks are compared with this one's. */
  against: field({ key: "against", codec: list(method, mostCompared, "none"), scope: "compare", default: [] }),
  /** What is cut, in percent: share of prunable weights, or of hidden units. 0 where the slider rests at what earlier rounds pruned, in
   *  what it counts now: that is no cut that was made. */
  sparsity: field({ key: "sparsity", codec: percent, scope: "cut", default: 0 }),
  /** Draws data, split, weights and batches. */
  seed: field({ key: "seed", codec: whole(0, 2 ** 31 - 1), scope: "data", default: 7, isAlwaysWritten: true }),
  /** How sparsity lies along the trade-off chart: evenly, with the sparse end stretched, or as suits the data. */
  axis: field({ key: "axis", codec: choice(axes), scope: "view", default: "auto" }),
  theme: field({ key: "theme", codec: choice(themes), scope: "view", default: "system" }),
  projector: field({ key: "view", codec: flag("projector", "page"), scope: "view", default: false }),
};
