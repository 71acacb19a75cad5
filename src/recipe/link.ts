import type { Dataset } from "../data/dataset.ts";
import { backendNames } from "../setup/backends.ts";
import { longestLink, type ReadLink, readLink, writeLink } from "../setup/link.ts";
import { LinkFault, type Why } from "../setup/said.ts";
import { areAlike, fieldsOf, rows, type Setup } from "../setup/setup.ts";
import { clip, parse } from "../setup/texts.ts";
import { readSteps, writeSteps } from "./notation.ts";
import type { Recipe } from "./recipe.ts";
import type { Around } from "./step.ts";
import { kindOfStep, type Step } from "./steps/registry.ts";

/** What a recipe led to where its link was made. */
export interface End {
  /** Of weights, biases and mask (`fingerprint`). */
  readonly fingerprint: string;
  /** The engine that trained last; empty where none did. */
  readonly engine: string;
  /** Of the validation set, in percent. */
  readonly accuracy: number;
}

/** The hash of a link to a state (without "#"), by the settings in force and what was done; a cut alone is a setting. */
export function writeRecipeLink(wanted: Setup, { setup, steps }: Recipe, { perEpoch }: Around, end: End): string {
  const isCutAlone = steps.every((step) => kindOfStep(step).isCut);
  if (isCutAlone) return writeLink({ ...wanted, start: setup.start });
  const base = { ...wanted, start: setup.start, sparsity: 0 };
  return writeLink(base, [
    ["do", writeSteps(steps, { setup: base, perEpoch })],
    ["end", [end.fingerprint, end.engine || "none", end.accuracy].join(".")],
  ]);
}

/** Whether a hash is no longer than links may be. */
export const fitsLink = (hash: string) => hash.length <= longestLink;

export interface ReadRecipeLink extends ReadLink {
  /** What is to be done, one step after the other. */
  readonly steps: readonly Step[];
  readonly end: End | null;
  /** The steps as they stand in the link. */
  readonly done: string;
}

/** Reads a link's hash, or text that `isPasted`; what is wrong is told (`readLink`), and steps that cannot be read are left out. `open` is
 *  the data on the page. */
export function readRecipeLink(
  hash: string,
  open: Pick<Dataset, "id" | "kind" | "inputShape" | "classes"> | null = null,
  isPasted = false,
): ReadRecipeLink {
  const { setup, corrections } = readLink(hash, open, isPasted);
  const nothing = { setup, corrections, steps: [], end: null, done: "" };
  const parameters = new URLSearchParams(hash.replace(/^#/, ""));
  const done = parameters.get("do");
  if (!done || (!isPasted && !fitsLink(hash.replace(/^#/, "")))) return nothing;
  const leaveOut = (why: Why) => ({
    ...nothing,
    corrections: [...corrections, { id: "link-undone", why } as const],
  });
  // Done to other data, or to another network, it would be something else.
  const other = fieldsOf("data", "network").find((name) => !isAsSaid(setup, name, parameters.get(rows[name].key)));
  if (other) return leaveOut({ id: "not-as-it-was", key: rows[other].key });
  try {
    const end = endOf(parameters.get("end"));
    const engine = backendNames.find((name) => name === end?.engine);
    const steps = readSteps(done, { setup: { ...setup, sparsity: 0 }, perEpoch: () => 1, engine });
    const unread = end === undefined ? [{ id: "link-end", text: clip(parameters.get("end")!) } as const] : [];
    return {
      setup: { ...setup, sparsity: 0 },
      corrections: [...corrections, ...unread],
      steps,
      end: end ?? null,
      done,
    };
  } catch (error) {
    if (!(error instanceof LinkFault)) throw error;
    return leaveOut(error.said);
  }
}

/** Whether a setting is what a link says of it, if it says anything. */
function isAsSaid(setup: Setup, name: keyof Setup, text: string | null): boolean {
  const said = text === null ? { value: setup[name] } : parse(name, text);
  return said !== null && areAlike({ ...setup, [name]: said.value }, setup, [name]);
}

/** Undefined where the text is none. */
function endOf(text: string | null): End | null | undefined {
  if (text === null) return null;
  const [, fingerprint, engine, accuracy] = /^([0-9a-f]{8})\.([a-z]+)\.(\d{1,3}(?:\.\d+)?)$/.exec(text) ?? [];
  if (fingerprint === undefined) return undefined;
  return { fingerprint, engine: engine === "none" ? "" : engine, accuracy: Number(accuracy) };
}
