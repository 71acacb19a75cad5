import * as v from "valibot";
import { type DataKind, inputOf } from "../data/dataset.ts";
import { datasets, kindOf } from "../data/registry.ts";
import { whyUnfit } from "../network/check.ts";
import type { LayerSpec, Shape } from "../network/network.ts";
import { readLayers, writeLayers } from "../network/notation.ts";
import { criteria } from "../pruning/criteria/registry.ts";
import { writeMethod } from "../pruning/method.ts";
import { whyNotFor } from "../pruning/offer.ts";
import type { Method } from "../pruning/types.ts";
import { whyNotTrained } from "../setup/pretrained.ts";
import {
  activations,
  areOffered,
  axes,
  backendChoices,
  defaultSetup,
  difficulties,
  granularities,
  initialisers,
  lastUnits,
  limits,
  mostCompared,
  norms,
  optimizers,
  protections,
  ranges,
  type Setup,
  scopes,
  starts,
  suited,
  themes,
  whyUnstable,
} from "../setup/setup.ts";
import type { DataSummary } from "../worker/protocol.ts";
import { onGroups } from "./onGroups.ts";

/** Version of the link format; a page that meets a newer one says so. */
export const linkVersion = 1;

/** Longest hash that is read at all. */
const longestLink = 2000;
export const isTooLong = (hash: string) => hash.length > longestLink + 1;

const choice = (options: readonly string[]) => v.picklist(options as [string, ...string[]]);
/** -0 is 0, as it is written. */
const number = ([low, high]: readonly [number, number]) =>
  v.pipe(
    v.string(),
    v.regex(/^-?\d+(\.\d+)?(e-?\d+)?$/i),
    v.transform((text) => Number(text) + 0),
    v.minValue(low),
    v.maxValue(high),
  );
const whole = (range: readonly [number, number]) => v.pipe(number(range), v.integer());

/** "random.weight.global". */
const method = v.pipe(
  v.string(),
  v.transform((text) => text.split(".")),
  v.strictTuple([choice(criteria.map((c) => c.id)), choice(granularities), choice(scopes)]),
  v.transform(([criterion, granularity, scope]) => ({ criterion, granularity, scope })),
);

/** One row a shareable setting: its key in the link, its field, its schema and how it is written. */
const rows: readonly { key: string; field: keyof Setup; schema: v.GenericSchema<string, unknown> }[] = [
  { key: "data", field: "data", schema: choice([...datasets.map((d) => d.id), "file"]) },
  { key: "noise", field: "noise", schema: number(limits.noise) },
  { key: "difficulty", field: "difficulty", schema: choice(difficulties) },
  {
    key: "hidden",
    field: "hidden",
    schema: v.pipe(
      v.string(),
      v.check((text) => {
        const layers = readLayers(text);
        return layers !== null && areOffered(layers);
      }),
      v.transform(readLayers),
    ),
  },
  { key: "activation", field: "activation", schema: choice(activations) },
  { key: "init", field: "initialiser", schema: choice(initialisers) },
  { key: "start", field: "start", schema: choice(starts) },
  { key: "optimizer", field: "optimizer", schema: choice(optimizers) },
  { key: "rate", field: "learningRate", schema: number(limits.learningRate) },
  { key: "batch", field: "batchSize", schema: whole(limits.batchSize) },
  { key: "l1", field: "l1", schema: number(limits.l1) },
  { key: "l2", field: "l2", schema: number(limits.l2) },
  { key: "epochs", field: "trainEpochs", schema: whole(limits.trainEpochs) },
  { key: "finetune", field: "fineTuneEpochs", schema: whole(limits.fineTuneEpochs) },
  { key: "backend", field: "backend", schema: choice(backendChoices) },
  { key: "criterion", field: "criterion", schema: choice(criteria.map((c) => c.id)) },
  { key: "granularity", field: "granularity", schema: choice(granularities) },
  { key: "group", field: "groupSize", schema: whole(limits.groupSize) },
  { key: "norm", field: "norm", schema: choice(norms) },
  { key: "lastunit", field: "lastUnit", schema: choice(lastUnits) },
  { key: "scope", field: "scope", schema: choice(scopes) },
  {
    key: "layers",
    field: "layerSparsity",
    schema: v.pipe(
      v.string(),
      v.transform((text) => text.split(",")),
      v.array(number(limits.sparsity)),
      v.maxLength(ranges.advanced.layers + 1),
    ),
  },
  { key: "protect", field: "protect", schema: choice(protections) },
  {
    key: "against",
    field: "against",
    schema: v.pipe(
      v.string(),
      v.transform((text) => (text === "none" ? [] : text.split(","))),
      v.array(method),
      v.maxLength(mostCompared),
    ),
  },
  { key: "sparsity", field: "sparsity", schema: number(limits.sparsity) },
  { key: "seed", field: "seed", schema: whole(limits.seed) },
  { key: "axis", field: "axis", schema: choice(axes) },
  { key: "theme", field: "theme", schema: choice(themes) },
  {
    key: "view",
    field: "projector",
    schema: v.pipe(
      v.picklist(["page", "projector"]),
      v.transform((view) => view === "projector"),
    ),
  },
];

/** The settings as a link's hash (without "#"); only those that differ from what suits the data are written. */
export function writeLink(wanted: Setup): string {
  const setup = { ...wanted, layerSparsity: wanted.layerSparsity.slice(0, kernelsOf(wanted)) };
  const base = baseFor(setup.data);
  const parameters = new URLSearchParams({ v: String(linkVersion), data: setup.data });
  for (const { key, field } of rows) {
    const text = asText(setup[field]);
    if (key !== "data" && key !== "seed" && text === asText(base[field])) continue;
    parameters.set(key, text);
  }
  // A comma needs no escape in a hash, and reads better.
  return parameters.toString().replaceAll("%2C", ",");
}

export interface ReadLink {
  readonly setup: Setup;
  /** What had to be corrected, one sentence each. */
  readonly corrections: readonly string[];
}

/** What a link needs to know of the data on the page. */
type Open = Pick<DataSummary, "id" | "kind" | "inputShape" | "classes">;

/** Reads a link's hash; whatever is wrong falls back to what suits the data, and every such correction is told. `open` is the data on
 *  the page: a link may stay with a person's own file. */
export function readLink(hash: string, open: Open | null = null): ReadLink {
  const text = hash.replace(/^#/, "");
  if (isTooLong(hash))
    return { setup: defaultSetup, corrections: [`The link is longer than ${longestLink} characters and was ignored.`] };
  const parameters = new URLSearchParams(text);
  const corrections: string[] = [];
  const version = parameters.get("v");
  if (version === null && parameters.size > 0)
    corrections.push(`The link does not say its version (v=${linkVersion}); it was read as version ${linkVersion}.`);
  else if (version !== null && version !== String(linkVersion))
    corrections.push(`The link has version “${clip(version)}”; this page reads version ${linkVersion}.`);
  const known = new Set(["v", ...rows.map((row) => row.key)]);
  for (const key of new Set(parameters.keys())) {
    if (!known.has(key)) corrections.push(`“${clip(key)}” is no setting and was ignored.`);
    else if (parameters.getAll(key).length > 1)
      corrections.push(`“${key}” stands more than once; the first, “${clip(parameters.get(key)!)}”, counts.`);
  }
  const own = open?.id === "file" ? open : null;
  if (parameters.get("data") === "file" && !own) {
    const standIn = isOfImages(parameters.get("hidden")) ? "digits" : defaultSetup.data;
    parameters.set("data", standIn);
    corrections.push(
      `data “file” is a file of the link's author; ${standIn} is shown instead. Open your own file under Data.`,
    );
  }
  const base = baseFor(parameters.get("data") ?? defaultSetup.data);
  const read: Mutable<Setup> = { ...base };
  const take = (field: keyof Setup, value: unknown) => Object.assign(read, { [field]: value });
  for (const { key, field, schema } of rows) {
    const value = parameters.get(key);
    if (value === null) continue;
    const result = v.safeParse(schema, value);
    if (result.success) take(field, result.output);
    else corrections.push(`${key} “${clip(value)}” is not possible; ${asText(base[field])} is used.`);
  }
  /** Puts back what suits the data, and says why. */
  const refuse = (key: string, field: keyof Setup, reason: string) => {
    const wanted = asText(read[field]);
    take(field, base[field]);
    corrections.push(`${key} “${clip(wanted)}” is not possible: ${reason}; ${asText(base[field])} is used.`);
  };
  const shape = read.data === "file" && own ? { input: inputOf(own), outputs: own.classes.length } : null;
  const unfit = whyUnfit({ ...read, ...(shape ?? shapeOf[kindOf(read.data)]) });
  if (unfit) refuse("hidden", "hidden", unfit.replace(/\.$/, ""));
  const unstable = whyUnstable(read);
  if (unstable) refuse("rate", "learningRate", unstable);
  const early = read.start === "trained" ? whyNotTrained(read) : null;
  if (early) refuse("start", "start", early);
  const clash = whyNotFor(read);
  if (clash) {
    const { criterion, granularity, scope } = base;
    Object.assign(read, { criterion, granularity, scope });
    corrections.push(`${clash}; criterion “${criterion}”, granularity “${granularity}”, scope “${scope}” are used.`);
  }
  const kernels = kernelsOf(read);
  if (read.layerSparsity.length > kernels) {
    corrections.push(
      `layers “${clip(asText(read.layerSparsity))}”: the network has ${kernels}, the others were ignored.`,
    );
    read.layerSparsity = read.layerSparsity.slice(0, kernels);
  }
  const { sparsity } = onGroups(read);
  // A third may be written as 33.3.
  if (Math.abs(sparsity - read.sparsity) > 0.05)
    corrections.push(
      `sparsity “${read.sparsity}” is no level of groups of ${read.groupSize} weights; ${sparsity} is used.`,
    );
  read.sparsity = sparsity;
  read.against = fitting(read, corrections);
  return { setup: read, corrections };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Whether hidden layers, as a link writes them, can read images only. */
const isOfImages = (hidden: string | null) => readLayers(hidden ?? "")?.some(({ kind }) => kind !== "dense") ?? false;

/** Layers with a kernel, the output's included: each can have a share of its own. */
const kernelsOf = ({ hidden }: Pick<Setup, "hidden">) => hidden.filter(({ kind }) => kind !== "pool").length + 1;

/** The compared methods that suit the network, each once; the others are told. */
function fitting(setup: Setup, corrections: string[]): readonly Method[] {
  const names = setup.against.map(writeMethod);
  return setup.against.filter((one, i) => {
    const reason = names.indexOf(names[i]) < i ? "it is compared already" : whyNotFor({ ...setup, ...one });
    if (reason) corrections.push(`against “${clip(writeMethod(one))}” is not possible: ${reason}.`);
    return reason === null;
  });
}

/** What one example of each kind looks like, and how many classes there are; tables come from files alone. */
const shapeOf: Readonly<Record<DataKind, { input: Shape; outputs: number }>> = {
  points: { input: [1, 1, 2], outputs: 2 },
  images: { input: [28, 28, 1], outputs: 10 },
  signals: { input: [1, 1, 40], outputs: 10 },
  table: { input: [1, 1, 1], outputs: 2 },
};

function baseFor(data: string): Setup {
  const isKnown = data === "file" || datasets.some(({ id }) => id === data);
  return { ...defaultSetup, ...(isKnown ? { data, ...suited[kindOf(data)] } : {}) };
}

function asText(value: Setup[keyof Setup]): string {
  if (typeof value === "boolean") return value ? "projector" : "page";
  if (typeof value !== "object") return String(value);
  if (isNumbers(value)) return value.join(",");
  return isMethods(value) ? value.map(writeMethod).join(",") : writeLayers(value as readonly LayerSpec[]);
}

const isNumbers = (value: readonly unknown[]): value is readonly number[] => typeof value[0] === "number";
const isMethods = (value: readonly object[]): value is readonly Method[] =>
  value[0] !== undefined && "scope" in value[0];

/** As it is told: not too long, and without signs that are not seen or turn the others around. */
const clip = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text).replace(/\p{C}/gu, "\ufffd");
