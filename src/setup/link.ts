import { type DataKind, type Dataset, inputOf } from "../data/dataset.ts";
import { datasets, kindOf } from "../data/registry.ts";
import { whyUnfit } from "../network/check.ts";
import { hasKernel, readImages } from "../network/layers/registry.ts";
import type { Shape } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import { writeMethod } from "../pruning/method.ts";
import { whyNotFor } from "../pruning/offer.ts";
import type { Method } from "../pruning/types.ts";
import { onGroups } from "./onGroups.ts";
import { openingSetup, whyNotTrained } from "./pretrained.ts";
import type { LinkSaid, Why } from "./said.ts";
import { areAlike, defaultSetup, defaults, fieldNames, rows, type Setup, textOf, whyUnstable } from "./setup.ts";
import { clip, nameOf, parse } from "./texts.ts";

/** Versions of the link format: 1 tells settings, 2 what was done too. A page that meets a newer one says so. */
const linkVersion = { settings: 1, recipe: 2 } as const;

/** Keys beside the settings: what was done, and what that led to (`recipe/link.ts`). */
export const recipeKeys = ["do", "end"] as const;

/** Longest link, and text of one that is pasted. */
export const longestLink = 2000;
const longestText = 1_000_000;
export const isTooLong = (hash: string) => hash.length > longestLink + 1;

/** The settings as a link's hash (without "#"); only those that differ from what suits the data are written. `others` are said behind. */
export function writeLink(wanted: Setup, others: readonly (readonly [string, string])[] = []): string {
  const setup = { ...wanted, layerSparsity: wanted.layerSparsity.slice(0, kernelsOf(wanted)) };
  const base = baseFor(setup.data);
  const isWritten = (name: keyof Setup) => rows[name].isAlwaysWritten || !areAlike(setup, base, [name]);
  const said = fieldNames.filter(isWritten).map((name) => [rows[name].key, textOf(setup, name)]);
  const version = others.length > 0 ? linkVersion.recipe : linkVersion.settings;
  const parameters = new URLSearchParams([["v", String(version)], ...said, ...others.map((pair) => [...pair])]);
  // These need no escape in a hash, and read better.
  return parameters.toString().replace(/%(2C|3A|3B|3D|28|29|2F)/g, decodeURIComponent);
}

export interface ReadLink {
  readonly setup: Setup;
  /** What had to be corrected. */
  readonly corrections: readonly LinkSaid[];
}

/** What a link needs to know of the data on the page. */
type Open = Pick<Dataset, "id" | "kind" | "inputShape" | "classes">;

/** Reads a link's hash; whatever is wrong falls back to what suits the data, and every such correction is told. Where there is none it is
 *  the page's own opening. `open` is the data on the page: a link may stay with a person's own file. Text that `isPasted` may be longer
 *  than a link. */
export function readLink(hash: string, open: Open | null = null, isPasted = false): ReadLink {
  const text = hash.replace(/^#/, "");
  const longest = isPasted ? longestText : longestLink;
  if (text.length > longest) return { setup: openingSetup, corrections: [{ id: "link-long", most: longest }] };
  if (text === "") return { setup: openingSetup, corrections: [] };
  const parameters = new URLSearchParams(text);
  const corrections: LinkSaid[] = [];
  const version = parameters.get("v");
  if (version === null && parameters.size > 0) corrections.push({ id: "link-versionless" });
  else if (version !== null && !Object.values(linkVersion).map(String).includes(version))
    corrections.push({ id: "link-version", version: clip(version) });
  for (const key of new Set(parameters.keys())) {
    const isKnown = key === "v" || nameOf(key) !== undefined || (recipeKeys as readonly string[]).includes(key);
    if (!isKnown) corrections.push({ id: "link-key", key: clip(key) });
    else if (parameters.getAll(key).length > 1)
      corrections.push({ id: "link-twice", key, text: clip(parameters.get(key)!) });
  }
  const own = open?.id === "file" ? open : null;
  if (parameters.get("data") === "file" && !own) {
    const standIn = isOfImages(parameters.get("hidden")) ? "digits" : defaultSetup.data;
    parameters.set("data", standIn);
    corrections.push({ id: "link-file", standIn });
  }
  const base = baseFor(parameters.get("data") ?? defaultSetup.data);
  const read: Mutable<Setup> = { ...base };
  const take = (name: keyof Setup, value: unknown) => Object.assign(read, { [name]: value });
  for (const name of fieldNames) {
    const { key } = rows[name];
    const text = parameters.get(key);
    if (text === null) continue;
    const said = parse(name, text);
    if (said) take(name, said.value);
    else corrections.push({ id: "link-value", key, text: clip(text), used: textOrNone(base, name) });
  }
  /** Puts back what suits the data, and says why. */
  const refuse = (name: keyof Setup, why: Why) => {
    const wanted = textOrNone(read, name);
    take(name, base[name]);
    const { key } = rows[name];
    corrections.push({ id: "link-refused", key, text: clip(wanted), why, used: textOrNone(base, name) });
  };
  const shape = read.data === "file" && own ? { input: inputOf(own), outputs: own.classes.length } : null;
  const unfit = whyUnfit({ ...read, ...(shape ?? shapeOf[kindOf(read.data)]) });
  if (unfit) refuse("hidden", unfit);
  const unstable = whyUnstable(read);
  if (unstable) refuse("learningRate", unstable);
  const early = read.start === "trained" ? whyNotTrained(read) : null;
  if (early) refuse("start", early);
  const clash = whyNotFor(read);
  if (clash) {
    const { criterion, granularity, scope } = base;
    Object.assign(read, { criterion, granularity, scope });
    corrections.push({ id: "link-clash", why: clash, criterion, granularity, scope });
  }
  const kernels = kernelsOf(read);
  if (read.layerSparsity.length > kernels) {
    corrections.push({ id: "link-shares", text: clip(textOrNone(read, "layerSparsity")), kernels });
    read.layerSparsity = read.layerSparsity.slice(0, kernels);
  }
  const { sparsity } = onGroups(read);
  // A third may be written as 33.3.
  if (Math.abs(sparsity - read.sparsity) > 0.05)
    corrections.push({ id: "link-level", sparsity: read.sparsity, groupSize: read.groupSize, used: sparsity });
  read.sparsity = sparsity;
  read.against = fitting(read, corrections);
  return { setup: read, corrections };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Whether hidden layers, as a link writes them, can read images only. */
const isOfImages = (hidden: string | null) => readImages(readLayers(hidden ?? "") ?? []);

/** Layers with a kernel, the output's included: each can have a share of its own. */
const kernelsOf = ({ hidden }: Pick<Setup, "hidden">) => hidden.filter(hasKernel).length + 1;

/** The compared methods that suit the network, each once; the others are told. */
function fitting(setup: Setup, corrections: LinkSaid[]): readonly Method[] {
  const names = setup.against.map(writeMethod);
  return setup.against.filter((one, i) => {
    const isAgain = names.indexOf(names[i]) < i;
    const why: Why | null = isAgain ? { id: "compared-already" } : whyNotFor({ ...setup, ...one });
    if (why) corrections.push({ id: "link-against", method: clip(writeMethod(one)), why });
    return why === null;
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
  return { ...defaultSetup, ...(isKnown ? { data, ...defaults[kindOf(data)] } : {}) };
}

/** A setting in a sentence. */
const textOrNone = (setup: Setup, name: keyof Setup) => textOf(setup, name) || "none";
