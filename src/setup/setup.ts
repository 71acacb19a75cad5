import type { DataKind } from "../data/dataset.ts";
import { type Activation, denseLayers, type Initialiser, type LayerSpec } from "../network/network.ts";
import type { Optimizer } from "../network/optimizer.ts";
import { counted } from "../pruning/method.ts";
import type { Granularity, Method, Norm, Scope } from "../pruning/types.ts";

export const difficulties = ["easy", "default", "medium", "hard", "extreme"] as const;
export const themes = ["system", "light", "dark", "contrast"] as const;
export const backendChoices = ["auto", "wasm", "webgl", "tfjs", "cpu"] as const;
export const optimizers = ["sgd", "momentum", "adam"] as const satisfies readonly Optimizer[];
export const activations = ["relu", "tanh"] as const satisfies readonly Activation[];
export const initialisers = ["glorot", "he"] as const satisfies readonly Initialiser[];
export const granularities = ["weight", "group", "unit", "channel", "layer"] as const satisfies readonly Granularity[];
export const scopes = ["global", "layerwise", "erk", "hand"] as const satisfies readonly Scope[];
/** Whether the last neuron or filter of a layer can be pruned. */
export const lastUnits = ["stays", "goes"] as const;
export const norms = ["l1", "l2"] as const satisfies readonly Norm[];
/** Whether a network opens with its initial weights or trained beforehand. */
export const starts = ["untrained", "trained"] as const;
export const axes = ["linear", "log"] as const;
export const protections = ["none", "first", "output", "both"] as const;

export type BackendChoice = (typeof backendChoices)[number];
export type Difficulty = (typeof difficulties)[number];
export type Theme = (typeof themes)[number];
export type Protection = (typeof protections)[number];

/** What to do: everything a link carries. What happened is never part of it. */
export interface Setup {
  readonly data: string;
  /** Noise of a 2-D set, 0 to 0.5. */
  readonly noise: number;
  /** Difficulty of the procedural digits, drawn or 1-D. */
  readonly difficulty: Difficulty;
  /** The hidden layers; inputs and outputs follow from the data. */
  readonly hidden: readonly LayerSpec[];
  readonly activation: Activation;
  readonly initialiser: Initialiser;
  readonly start: (typeof starts)[number];
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly l1: number;
  readonly l2: number;
  /** Epochs one press of Train runs. */
  readonly trainEpochs: number;
  /** Epochs one press of Fine-tune runs. */
  readonly fineTuneEpochs: number;
  readonly backend: BackendChoice;
  readonly criterion: string;
  readonly granularity: Granularity;
  /** Weights of a group: the M of N:M. */
  readonly groupSize: number;
  readonly norm: Norm;
  readonly lastUnit: (typeof lastUnits)[number];
  readonly scope: Scope;
  /** Scope "hand": how much of every layer goes, in percent, in network order; layers without an entry stay whole. */
  readonly layerSparsity: readonly number[];
  readonly protect: Protection;
  /** Other methods whose curves and masks are compared with this one's. */
  readonly against: readonly Method[];
  /** What is cut, in percent: share of prunable weights, or of hidden units. 0 where the slider rests at what earlier rounds pruned, in
   *  what it counts now: that is no cut that was made. */
  readonly sparsity: number;
  readonly seed: number;
  /** How sparsity lies along the trade-off chart. */
  readonly axis: (typeof axes)[number];
  readonly theme: Theme;
  readonly projector: boolean;
}

/** Limits of the numeric settings; links and inputs are clamped to them. */
export const limits = {
  noise: [0, 0.5],
  learningRate: [1e-5, 10],
  batchSize: [1, 512],
  l1: [0, 1],
  l2: [0, 1],
  trainEpochs: [1, 2000],
  fineTuneEpochs: [1, 1000],
  groupSize: [2, 16],
  sparsity: [0, 100],
  seed: [0, 2 ** 31 - 1],
} as const satisfies Partial<Record<keyof Setup, readonly [number, number]>>;

/** Why no network can be trained with such a penalty at such a rate; null when it may be. SGD multiplies a weight by
 *  1 - rate x l2 at every step, which must not exceed 1 in size; momentum m holds up to 2 (1 + m). L1 moves it by rate x l1. */
export function whyUnstable({
  optimizer,
  learningRate,
  l1,
  l2,
}: Pick<Setup, "optimizer" | "learningRate" | "l1" | "l2">) {
  if (optimizer === "adam") return null;
  if (learningRate * l2 >= (optimizer === "sgd" ? 2 : 3.8))
    return `with l2 ${l2} every step of ${optimizer} makes all weights larger`;
  if (learningRate * l1 > 1) return `with l1 ${l1} every step of ${optimizer} moves all weights by more than 1`;
  return null;
}

/** At most so many methods are compared: more curves cannot be told apart. */
export const mostCompared = 3;

/** How far networks may be edited: hidden layers, units and filters of one. "normal" keeps the page quick on a phone; links may go
 *  as far as "advanced". */
export const ranges = {
  normal: { layers: 8, units: 512, filters: 64 },
  advanced: { layers: 16, units: 2048, filters: 256 },
} as const;
export type Range = (typeof ranges)[keyof typeof ranges];

/** Sides of kernels and of pooling squares, in pixels: least and most, and those on offer. */
const sides = { conv: [1, 7], pool: [2, 4] } as const;
export const offeredSides = { conv: [1, 3, 5, 7], pool: [2, 3, 4] } as const;

/** Which limit of a range hidden layers go beyond, in a sentence; null when they keep all. */
export function whyBeyond(layers: readonly LayerSpec[], range: Range): string | null {
  const upTo = (what: keyof Range) =>
    range[what] < ranges.advanced[what]
      ? `${range[what]} ${whats[what]}, in the advanced range ${ranges.advanced[what]}`
      : `${range[what]} ${whats[what]}`;
  const isWithin = (value: number, low: number, high: number) => value >= low && value <= high;
  if (layers.length > range.layers) return `A network has up to ${upTo("layers")}.`;
  for (const [l, layer] of layers.entries()) {
    const place = `Hidden layer ${l + 1}`;
    if (layer.kind !== "dense") {
      const [low, high] = sides[layer.kind];
      if (!isWithin(layer.side, low, high)) return `${place} takes squares of ${low} to ${high} pixels.`;
    }
    if (layer.kind === "dense" && !isWithin(layer.units, 1, range.units)) return `${place} has 1 to ${upTo("units")}.`;
    if (layer.kind === "conv" && !isWithin(layer.filters, 1, range.filters))
      return `${place} has 1 to ${upTo("filters")}.`;
  }
  return null;
}

const whats = { layers: "hidden layers", units: "units", filters: "filters" } as const;

/** Whether the page offers such hidden layers, if need be in its advanced range. */
export const areOffered = (layers: readonly LayerSpec[]) => whyBeyond(layers, ranges.advanced) === null;

const shared = {
  noise: 0.1,
  difficulty: "default",
  activation: "relu",
  initialiser: "glorot",
  start: "untrained",
  optimizer: "adam",
  l1: 0,
  l2: 0,
  backend: "auto",
  criterion: "magnitude",
  granularity: "weight",
  groupSize: 4,
  norm: "l2",
  lastUnit: "stays",
  scope: "global",
  layerSparsity: [] as readonly number[],
  protect: "none",
  against: [] as readonly Method[],
  sparsity: 0,
  seed: 7,
  axis: "linear",
  theme: "system",
  projector: false,
} as const;

const forPoints = {
  hidden: denseLayers([16, 16]),
  learningRate: 0.01,
  batchSize: 10,
  trainEpochs: 100,
  fineTuneEpochs: 40,
} as const;

const forImages = {
  hidden: denseLayers([128, 64]),
  learningRate: 0.001,
  batchSize: 64,
  trainEpochs: 8,
  fineTuneEpochs: 2,
} as const;

/** About 3,000 steps, where accuracy has stopped rising. */
const forSignals = {
  hidden: denseLayers([100, 100]),
  learningRate: 0.001,
  batchSize: 64,
  trainEpochs: 48,
  fineTuneEpochs: 10,
} as const;

const forTables = {
  hidden: denseLayers([16, 8]),
  learningRate: 0.01,
  batchSize: 16,
  trainEpochs: 40,
  fineTuneEpochs: 15,
} as const;

/** Settings that suit the data: chosen anew when the kind of data changes. */
export const suited: Readonly<Record<DataKind, Partial<Setup> & Pick<Setup, "hidden">>> = {
  points: forPoints,
  images: forImages,
  signals: forSignals,
  table: forTables,
};

export const defaultSetup: Setup = { data: "spiral", ...shared, ...forPoints };

/** The settings that made a state's cut: they come back with it. All others are wishes for what comes next. */
export const ofCut = ({
  criterion,
  granularity,
  groupSize,
  norm,
  lastUnit,
  scope,
  protect,
  layerSparsity,
  sparsity,
}: Setup) => ({ criterion, granularity, groupSize, norm, lastUnit, scope, protect, layerSparsity, sparsity });

/** Names how weights are ranked, but for the shares of layers set by hand, which any ranking by hand can be cut by. */
export const rankingOf = (setup: Setup): string =>
  [setup.criterion, setup.granularity, setup.groupSize, setup.norm, setup.lastUnit, setup.scope, setup.protect].join();

/** Names the axis of the slider: the same sparsity means the same on one axis alone. */
export function axisOf({
  granularity,
  groupSize,
  protect,
}: Pick<Setup, "granularity" | "groupSize" | "protect">): string {
  const what = granularity === "group" ? `groups of ${groupSize}` : counted[granularity];
  return protect === "none" ? what : `${what}, ${protect} protected`;
}

/** A share in percent, as settings and links write it: fine enough for one of five million weights. */
export const percentOf = (share: number): number => Math.round(share * 1e7) / 1e5;

/** Settings of the page alone, of which the weights know nothing: ways to look. */
export const ofView = ({ theme, projector, axis, against }: Setup) => ({ theme, projector, axis, against });

/** The shares by hand, 0..1, of so many layers. */
export const sharesOf = ({ layerSparsity }: Pick<Setup, "layerSparsity">, layers: number): number[] =>
  Array.from({ length: layers }, (_, l) => (layerSparsity[l] ?? 0) / 100);

/** Names of the layers a protection choice covers, given the names in network order. */
export function protectedLayers(protect: Protection, names: readonly string[]): string[] {
  const first = protect === "first" || protect === "both" ? names.slice(0, 1) : [];
  const last = protect === "output" || protect === "both" ? names.slice(-1) : [];
  return [...first, ...last];
}
