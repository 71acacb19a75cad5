import type { Activity, Said } from "../worker/protocol/said.ts";
import { count } from "./numbers.ts";
import { strong, type TextPart } from "./parts.ts";
/** What goes on, where it takes a while. */
export const activities: Readonly<Record<Activity, string>> = {
  start: "Starting",
  network: "Preparing the network",
  digits: "Drawing digits",
  engine: "Starting the engine",
  accuracy: "Measuring accuracy",
  ranking: "Ranking the weights",
  step: "A training step",
};

/** Texts, and what is said by id and figures, one after the other. */
export type Passage = readonly (string | Said)[];

/** What a message says: the finding, where it takes the place of the network's, and what that means. */
export interface ToldMessage {
  readonly finding: readonly TextPart[] | null;
  readonly detail: Passage;
}

const rough = (n: number) => Number(n.toPrecision(2)).toLocaleString("en");
const finding = (first: string, rest = ""): readonly TextPart[] => [strong(first), ...(rest ? [{ text: rest }] : [])];
const aside = (...detail: Passage): ToldMessage => ({ finding: null, detail });

export const messages = {
  fileRefused: (detail: Passage): ToldMessage => ({
    finding: finding("The file was not opened;", " everything is as it was."),
    detail,
  }),
  graphicsLost: (detail: Passage): ToldMessage => ({
    finding: finding("The graphics context was lost;", " the processor goes on from the step recorded last."),
    detail,
  }),
  slowCard: (device: string, milliseconds: number): ToldMessage => ({
    finding: finding("The graphics card is slow."),
    detail: [`A step takes ${(milliseconds / 1000).toFixed(1)} s on ${device}; the processor may well be faster.`],
  }),
  engineFailed: (detail: Passage): ToldMessage => ({ finding: finding("The engine failed."), detail }),
  engineReplaced: (detail: Passage): ToldMessage => ({ finding: finding("The engine was replaced."), detail }),
  failed: (detail: Passage): ToldMessage => ({ finding: finding("Something failed."), detail }),
  silent: (busy: Activity | null, isReplaced: boolean): ToldMessage => ({
    finding: finding("The engine does not answer."),
    detail: [
      `${busy ? `${activities[busy]} takes longer than expected. ` : ""}${
        isReplaced ? "If it stays silent, it is replaced in about ten seconds and goes" : "Restarted, it goes"
      } on from the state recorded last.`,
    ],
  }),
  waiting: (what: Activity, milliseconds: number) =>
    aside(`${activities[what]}: may take ${Math.ceil(milliseconds / 1000)} s`),

  diverged: (run: "train" | "finetune", step: number, fault: string): readonly TextPart[] => [
    strong(`${run === "train" ? "Training" : "Fine-tuning"} diverged at step ${count(step)}:`),
    { text: ` ${fault}.` },
  ],
  faults: {
    infinite: "loss or weights became infinite",
    weights: (times: number) => `weights grew to ${rough(times)} times what they were, and it only guesses`,
    loss: (times: number) => `the loss rose to ${rough(times)} times that of guessing`,
    silent: (layer: string) => `all of ${layer} answers 0 to everything, so nothing is learned any more`,
  },
  /** `penalties`: "l1 0.1 and l2 0.2", where there are any. */
  keptAfter: (learningRate: number, kept: number, learns: boolean, penalties: string) =>
    `It had the learning rate ${learningRate}. The weights of step ${count(kept)}, from before that, are kept.${
      learns
        ? ""
        : ` None of the lower rates tried was seen to learn in a few steps${penalties ? `; with ${penalties} that may be asking too much` : ""}.`
    }`,

  reworking: aside("Working this state out again from what was done…"),
  stepsOf: (done: number, total: number) => `${count(done)} of ${count(total)} steps`,
  repeating: (done: number, total: number, what: string | null): ToldMessage => ({
    finding: finding(`Repeating what the link tells, ${done + 1} of ${total}:`, ` ${what ?? ""}`),
    detail: [],
  }),
  verdict: aside,
  keeping: (detail: Passage): ToldMessage => ({ finding: null, detail }),
  notice: aside,
  /** "Where you were:" leads both of what one may go on with. */
  recipeLeft: (done: number, total: number) =>
    aside(`Where you were: repeating what a link tells, ${done} of ${total} steps were done`),
  runLeft: (step: number, until: number, more: number) =>
    aside(
      `Where you were: a run was broken off at step ${count(step)} of ${count(until)}${
        more > 0 ? `, ${more} more ${more === 1 ? "step" : "steps"} of its recipe to come` : ""
      }`,
    ),
  offer: (name: string, network: string, states: number, updated: number) =>
    aside(
      `Where you were: ${name}, ${network || "no hidden layers"}, ${states} states, ${new Date(updated).toLocaleString()}`,
    ),
  corrected: (what: "link" | "settings", sentences: Passage) =>
    aside(what === "link" ? "The link was corrected:" : "What does not go together was changed:", ...sentences),
  preparing: (what: Activity, isAlone: boolean): ToldMessage =>
    isAlone ? { finding: [{ text: `${activities[what]}…` }], detail: [] } : aside(`${activities[what]}…`),
  preparedOf: (done: number, total: number) => `${count(done)} of ${count(total)}`,
} as const;
