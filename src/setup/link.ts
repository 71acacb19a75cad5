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
  /** What had to be corrected, one sentence each. */
  readonly corrections: readonly string[];
}

/** What a link needs to know of the data on the page. */
type Open = Pick<Dataset, "id" | "kind" | "inputShape" | "classes">;

/** Reads a link's hash; whatever is wrong falls back to what suits the data, and every such correction is told. Where there is none it is
 *  the page's own opening. `open` is the data on the page: a link may stay with a person's own file. Text that `isPasted` may be longer
 *  than a link. */
export function readLink(hash: string, open: Open | null = null, isPasted = false): ReadLink {
  const text = hash.replace(/^#/, "");
  const longest = isPasted ? longestText : longestLink;
  if (text.length > longest)
    return { setup: openingSetup, corrections: [`The link is longer than ${longest} characters and was ignored.`] };
  if (text === "") return { setup: openingSetup, corrections: [] };
  const parameters = new URLSearchParams(text);
  const corrections: string[] = [];
  const version = parameters.get("v");
  if (version === null && parameters.size > 0)
    corrections.push("The link does not say its version (v=1); it was read as version 1.");
  else if (version !== null && !Object.values(linkVersion).map(String).includes(version))
    corrections.push(`The link has version “${clip(version)}”; this page reads versions 1 and 2.`);
  for (const key of new Set(parameters.keys())) {
    const isKnown = key === "v" || nameOf(key) !== undefined || (recipeKeys as readonly string[]).includes(key);
    if (!isKnown) corrections.push(`“${clip(key)}” is no setting and was ignored.`);
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
  const take = (name: keyof Setup, value: unknown) => Object.assign(read, { [name]: value });
  for (const name of fieldNames) {
    const { key } = rows[name];
    const text = parameters.get(key);
    if (text === null) continue;
    const said = parse(name, text);
    if (said) take(name, said.value);
    else corrections.push(`${key} “${clip(text)}” is not possible; ${textOrNone(base, name)} is used.`);
  }
  /** Puts back what suits the data, and says why. */
  const refuse = (name: keyof Setup, reason: string) => {
    const wanted = textOrNone(read, name);
    take(name, base[name]);
    corrections.push(
      `${rows[name].key} “${clip(wanted)}” is not possible: ${reason}; ${textOrNone(base, name)} is used.`,
    );
  };
  const shape = read.data === "file" && own ? { input: inputOf(own), outputs: own.classes.length } : null;
  const unfit = whyUnfit({ ...read, ...(shape ?? shapeOf[kindOf(read.data)]) });
  if (unfit) refuse("hidden", unfit.replace(/\.$/, ""));
  const unstable = whyUnstable(read);
  if (unstable) refuse("learningRate", unstable);
  const early = read.start === "trained" ? whyNotTrained(read) : null;
  if (early) refuse("start", early);
  const clash = whyNotFor(read);
  if (clash) {
    const { criterion, granularity, scope } = base;
    Object.assign(read, { criterion, granularity, scope });
    corrections.push(`${clash}; criterion “${criterion}”, granularity “${granularity}”, scope “${scope}” are used.`);
  }
  const kernels = kernelsOf(read);
  if (read.layerSparsity.length > kernels) {
    corrections.push(
      `layers “${clip(textOrNone(read, "layerSparsity"))}”: the network has ${kernels}, the others were ignored.`,
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
const isOfImages = (hidden: string | null) => readImages(readLayers(hidden ?? "") ?? []);

/** Layers with a kernel, the output's included: each can have a share of its own. */
const kernelsOf = ({ hidden }: Pick<Setup, "hidden">) => hidden.filter(hasKernel).length + 1;

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
  return { ...defaultSetup, ...(isKnown ? { data, ...defaults[kindOf(data)] } : {}) };
}

/** A setting in a sentence. */
const textOrNone = (setup: Setup, name: keyof Setup) => textOf(setup, name) || "none";
