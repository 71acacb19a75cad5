import { describe, expect, it } from "vitest";
import { asked } from "../../recipe/steps/train.ts";
import { defaultSetup } from "../../setup/setup.ts";
import { actionOf } from "../../store/actions/registry.ts";
import { type State, useStore } from "../../store/store.ts";
import { sentenceOf } from "../../text/faults/catalogue.ts";
import { type Message, messageFor } from "./messages.ts";

const calm: State = { ...useStore.getState(), preparing: null, corrections: null };
const patient = { isLong: false, isReplaced: true };
const waiting = { isLong: true, isReplaced: false };
const offer = {
  id: "s",
  name: "",
  updated: 0,
  summary: { data: "Moons", network: "8", states: 3 },
} as unknown as NonNullable<State["offer"]>;
const unfinished = (run: { step: number; until: number } | null, left: number, total = 5) =>
  ({ run, left, total }) as unknown as NonNullable<State["unfinished"]>;
const diverged = {
  kind: "diverged",
  fault: { kind: "loss", times: 12.34 },
  step: 1240,
  kept: 1200,
  learningRate: 10,
  suggestion: 0.01,
  learns: true,
  run: "train",
} as const;

const said = ({ line1, line2 }: Message) =>
  [
    ...(line1 ? [line1.map(({ text }) => text).join("")] : []),
    ...(line2.length > 0 ? [line2.map((one) => (typeof one === "string" ? one : sentenceOf(one))).join(" ")] : []),
  ].join(" | ");

interface Row {
  readonly of: string;
  readonly state: Partial<State>;
  readonly says: string | RegExp;
  readonly role?: "alert";
  readonly does?: readonly string[];
  readonly counts?: string;
  readonly patience?: typeof patient;
}

const table: readonly Row[] = [
  {
    of: "training that ran away, with a rate to go on with",
    state: { problem: diverged },
    says: "Training diverged at step 1,240: the loss rose to 12 times that of guessing. | It had the learning rate 10. The weights of step 1,200, from before that, are kept.",
    role: "alert",
    does: ["Train on at 0.01", "Close"],
  },
  {
    of: "fine-tuning for which no lower rate is known to help",
    state: { problem: { ...diverged, run: "finetune", learns: false }, setup: { ...calm.setup, l1: 0.1, l2: 0.2 } },
    says: /^Fine-tuning diverged.*None of the lower rates tried was seen to learn in a few steps; with l1 0.1 and l2 0.2 that may be asking too much\.$/,
    role: "alert",
    does: ["Fine-tune on at 0.01", "Close"],
  },
  {
    of: "a file that is refused",
    state: { problem: { kind: "file", said: [{ id: "unexpected", message: "a.xlsx is a spreadsheet." }] } },
    says: "The file was not opened; everything is as it was. | a.xlsx is a spreadsheet.",
    role: "alert",
    does: ["Close"],
  },
  {
    of: "a slow card",
    state: { problem: { kind: "slow-card", device: "SwiftShader", milliseconds: 2340 } },
    says: "The graphics card is slow. | A step takes 2.3 s on SwiftShader; the processor may well be faster.",
    role: "alert",
    does: ["Train on the processor", "Close"],
  },
  {
    of: "an engine that failed",
    state: { problem: { kind: "engine", said: [{ id: "card-full" }] } },
    says: "The engine failed. | The graphics card ran out of memory.",
    role: "alert",
    does: ["Restart the engine", "Close"],
  },
  {
    of: "an engine that does not answer, though it failed before",
    state: {
      isSilent: true,
      busy: { what: "step", milliseconds: 10 },
      problem: { kind: "engine", said: [] },
    },
    says: "The engine does not answer. | A training step takes longer than expected. If it stays silent, it is replaced in about ten seconds and goes on from the state recorded last.",
    role: "alert",
    does: ["Restart the engine"],
  },
  {
    of: "an engine that is not replaced any more by itself",
    state: { isSilent: true },
    says: "The engine does not answer. | Restarted, it goes on from the state recorded last.",
    role: "alert",
    does: ["Restart the engine"],
    patience: waiting,
  },
  {
    of: "what takes long",
    state: { busy: { what: "ranking", milliseconds: 4200 } },
    says: "Ranking the weights: may take 5 s",
    patience: waiting,
  },
  {
    of: "data that are made before anything stands",
    state: { preparing: { what: "digits", done: 300, total: 2000 } },
    says: "Drawing digits…",
    counts: "300 of 2,000",
  },
  {
    of: "a state that is worked out again",
    state: { rework: { done: 1200, total: 3000 } },
    says: "Working this state out again from what was done…",
    counts: "1,200 of 3,000 steps",
    does: ["Stop"],
  },
  {
    of: "a recipe that is repeated",
    state: {
      replay: { done: 0, total: 3, what: { ...asked("train", { ...defaultSetup, trainEpochs: 40 }), kind: "train" } },
    },
    says: "Repeating what the link tells, 1 of 3: Train 40 epochs",
    does: ["Jump to the end", "Stop"],
  },
  {
    of: "what a recipe led to",
    state: { verdict: { isSame: true, sentence: "The same weights." } },
    says: "The same weights.",
    does: ["Close"],
  },
  {
    of: "a full disk",
    state: {
      keeping: { session: "s", problem: { kind: "full", said: [{ id: "storage-full", keepsRecipes: false }] } },
    },
    says: "The browser has no room left: what is done from here on is lost with this tab. Sessions that are deleted make room.",
    does: ["Close"],
  },
  {
    of: "a run that was broken off, with more of its recipe to come",
    state: { unfinished: unfinished({ step: 1200, until: 2000 }, 1) },
    says: "Where you were: a run was broken off at step 1,200 of 2,000, 1 more step of its recipe to come",
    does: ["Go on with the run", "Close"],
  },
  {
    of: "a recipe that was broken off",
    state: { unfinished: unfinished(null, 2) },
    says: "Where you were: repeating what a link tells, 3 of 5 steps were done",
    does: ["Go on with the recipe", "Close"],
  },
  {
    of: "a session to go on with",
    state: { offer },
    says: /^Where you were: Moons, 8, 3 states, /,
    does: ["Continue", "Close"],
  },
  {
    of: "what a link asked for and cannot have",
    state: { corrections: { what: "link", sentences: [{ id: "link-versionless" }, { id: "link-end", text: "0" }] } },
    says: "The link was corrected: The link does not say its version (v=1); it was read as version 1. end “0” is no fingerprint and was ignored.",
    does: ["Close"],
  },
  {
    of: "what does not go together",
    state: { corrections: { what: "settings", sentences: [{ id: "method-unsuited", why: { id: "units-shared" } }] } },
    says: "What does not go together was changed: residual layers share their units: back to single weights by magnitude, one list of all layers.",
    does: ["Close"],
  },
  { of: "what passes", state: { notice: "Link copied." }, says: "Link copied." },
  {
    of: "what passes beside what stays",
    state: { notice: "Link copied.", problem: { kind: "failed", said: [{ id: "unexpected", message: "No." }] } },
    says: "Something failed. | No. Link copied.",
    role: "alert",
    does: ["Close"],
  },
];

describe("a message", () => {
  it.each(table)("tells of $of", ({ state, says, role = "status", does = [], counts = null, patience = patient }) => {
    const now = { ...calm, ...state };
    const message = messageFor(now, patience)!;
    if (typeof says === "string") expect(said(message)).toBe(says);
    else expect(said(message)).toMatch(says);
    expect(message.role).toBe(role);
    expect(message.counts).toBe(counts);
    const labels = message.actions.map((id) => {
      const { label } = actionOf(id);
      return typeof label === "string" ? label : label(now);
    });
    expect(labels).toEqual(does);
  });

  it("has two ways out at most, and only such as can be taken", () => {
    for (const { state, patience = patient } of table) {
      const now = { ...calm, ...state };
      const { actions } = messageFor(now, patience)!;
      expect(actions.length).toBeLessThanOrEqual(2);
      for (const id of actions) expect(actionOf(id).canRun(now, null), id).toBe(true);
    }
  });

  it("is one at a time: the one that nothing goes on without comes first, and closing it leads to the next", () => {
    const all = Object.assign({}, ...table.map(({ state }) => state)) as Partial<State>;
    let now: State = { ...calm, ...all, notice: null };
    const order: string[] = [];
    const close: Readonly<Record<string, Partial<State>>> = {
      silent: { isSilent: false },
      failed: { problem: null },
      preparing: { preparing: null },
      rework: { rework: null },
      replay: { replay: null },
      busy: { busy: null },
      verdict: { verdict: null },
      keeping: { keeping: { session: null, problem: null } },
      unfinished: { unfinished: null },
      corrections: { corrections: null },
      offer: { offer: null },
    };
    for (let message = messageFor(now, waiting); message; message = messageFor(now, waiting)) {
      order.push(message.id);
      now = { ...now, ...close[message.id] };
    }
    expect(order).toEqual(Object.keys(close));
  });

  it("is none where nothing is to be told", () => {
    expect(messageFor(calm, patient)).toBeNull();
    expect(messageFor({ ...calm, busy: { what: "step", milliseconds: 9000 } }, patient)).toBeNull();
  });
});
