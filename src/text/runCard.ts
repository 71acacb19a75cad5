import type { BackendName } from "../setup/backends.ts";
import { engineNames } from "./engines.ts";
import { bytes, count, percentSign } from "./numbers.ts";

/** Of a method or the settings of a training. */
export const settingsText = (parts: readonly string[]): string => parts.join(", ");

const optimizers = { sgd: "SGD", momentum: "momentum", adam: "Adam" } as const;

export const hyperTexts = {
  optimizer: (optimizer: keyof typeof optimizers) => optimizers[optimizer],
  rate: (rate: number) => `rate ${rate}`,
  batch: (size: number) => `batch ${size}`,
  l1: (l1: number) => `L1 ${l1}`,
  l2: (l2: number) => `L2 ${l2}`,
} as const;

/** "WASM", or "WebGL 300 steps, then WASM 100 steps". */
export const ranText = (ran: readonly { readonly engine: BackendName; readonly steps: number }[]): string =>
  ran.length === 1
    ? engineNames[ran[0].engine]
    : ran.map(({ engine, steps }) => `${engineNames[engine]} ${count(steps)} steps`).join(", then ");

const took = (milliseconds: number) =>
  milliseconds < 1000
    ? `${count(milliseconds)}\u202fms`
    : milliseconds < 120_000
      ? `${(milliseconds / 1000).toFixed(1)}\u202fs`
      : `${count(milliseconds / 60_000)} min`;

const when = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** Formats of storage, by themselves and behind a size. */
export const storageNames = {
  dense: { what: "Stored dense", short: "dense" },
  bitmask: { what: "Stored as bitmask", short: "as bitmask" },
  csr: { what: "Stored as CSR", short: "as CSR" },
  smaller: { what: "As a smaller dense network", short: "as a smaller dense network" },
} as const;

/** What is known of a state: what each fact is called, and the fact. */
export const facts = {
  work: (masked: number, dense: number) =>
    ["Multiply-adds", `${count(masked)} of ${count(dense)} where zeros are skipped`] as const,
  stored: (sizes: readonly (readonly [size: number, format: string])[]) =>
    ["Stored", sizes.map(([size, format]) => `${bytes(size)} ${format}`).join(", ")] as const,
  network: (network: string) => ["Network", network] as const,
  step: (step: string) => ["What led here", step] as const,
  settings: (settings: string | null) => ["With", settings] as const,
  pruned: (pruned: number, kept: number) =>
    ["Pruned", `${percentSign(pruned)} of all weights, ${count(kept)} kept`] as const,
  accuracy: (accuracy: number, examples: number) =>
    ["Accuracy", `${percentSign(accuracy)} of ${count(examples)} validation examples`] as const,
  /** Optimizer steps, and how many of them the last step of the recipe did, where that is not all. */
  trained: (trained: number, here: number) =>
    [
      "Trained",
      `${count(trained)} steps${here > 0 && here !== trained ? `, ${count(here)} of them here` : ""}`,
    ] as const,
  engine: (ran: string | null) => ["Engine", ran] as const,
  took: (milliseconds: number | null) => ["Took", milliseconds === null ? null : took(milliseconds)] as const,
  made: (at: number) => ["Made", when.format(at)] as const,
  fingerprint: (fingerprint: string) => ["Fingerprint of the weights", fingerprint] as const,
} as const;

/** The card of a state. */
export const cardText = {
  region: "Selected state",
  here: "You are here: training or a cut leads on from it.",
  goThere: "Go there",
  compareHere: "Compare with where you are",
  compareWith: (name: string) => `Compare with “${name}”`,
  compare: "Compare with…",
  show: "Show on the map",
  hide: "Hide from the map",
  delete: (below: number) =>
    below > 0 ? `Delete this state and the ${count(below)} made from it` : "Delete this state",
  lost: (data: string) =>
    `This state cannot be worked out again: its data, “${data}”, is not here any more. Open it under Data, unchanged, and the state can be gone to.`,
  name: "Name",
  note: "Note",
} as const;

/** The table of all states. */
export const stateListText = {
  caption: "All states: arrow keys go through them, Enter goes there",
  columns: { state: "State", pruned: "Pruned", accuracy: "Accuracy", trained: "Trained", fingerprint: "Fingerprint" },
  lost: "its data is gone",
  here: "you are here",
  hidden: "hidden",
} as const;
