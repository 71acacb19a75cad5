import type { ActionId } from "../../store/actions/registry.ts";
import { isBrokenOff } from "../../store/actions/training.ts";
import type { State } from "../../store/store.ts";
import { dataName } from "../../text/dataNames.ts";
import { layerNames } from "../../text/layerNames.ts";
import { messages, type Passage, type ToldMessage } from "../../text/messages.ts";
import type { TextPart } from "../../text/parts.ts";
import { describeStep } from "../../text/steps.ts";
import type { Problem } from "../../worker/protocol/problem.ts";

/** What the page has to say beside the finding: one at a time, in the sentence and the line under it. */
export interface Message {
  /** Names it: another one is told anew. */
  readonly id: string;
  readonly role: "alert" | "status";
  /** Stands in place of the finding; null where that stays. */
  readonly line1: readonly TextPart[] | null;
  /** What that means, or all of it. */
  readonly line2: Passage;
  /** Counts along; for the eye, for a voice would not end. */
  readonly counts: string | null;
  /** The ways out, the one to take first. */
  readonly actions: readonly ActionId[];
}

/** What time tells, and no state of the page. */
export interface Patience {
  /** The engine has been busy for longer than one waits without a word. */
  readonly isLong: boolean;
  /** One that does not answer is replaced without asking. */
  readonly isReplaced: boolean;
}

/** The message that stands, the most urgent of all; null where there is none. */
export function messageFor(state: State, patience: Patience): Message | null {
  const { notice } = state;
  for (const kind of kinds) {
    const found = kind(state, patience);
    // What passes hides nothing.
    if (found) return notice ? { ...found, line2: [...found.line2, notice] } : found;
  }
  return notice ? message("notice", messages.notice(notice)) : null;
}

type MessageKind = (state: State, patience: Patience) => Message | null;

const message = (
  id: string,
  { finding, detail }: ToldMessage,
  more: Partial<Pick<Message, "role" | "counts" | "actions">> = {},
): Message => ({ id, role: "status", line1: finding, line2: detail, counts: null, actions: [], ...more });

/** The most urgent first. */
const kinds: readonly MessageKind[] = [
  ({ isSilent, busy }, { isReplaced }) =>
    isSilent
      ? message("silent", messages.silent(busy?.what ?? null, isReplaced), {
          role: "alert",
          actions: ["restart-engine"],
        })
      : null,
  ({ problem, spec, setup }) =>
    problem
      ? message(problem.kind, toldOf(problem, { spec, setup }), {
          role: "alert",
          actions: [...(waysOut[problem.kind] ?? []), "close-problem"],
        })
      : null,
  ({ preparing, snapshot }) =>
    preparing
      ? message("preparing", messages.preparing(preparing.what, snapshot === null || preparing.total > 1), {
          counts: preparing.total > 1 ? messages.preparedOf(preparing.done, preparing.total) : null,
        })
      : null,
  ({ rework }) =>
    rework
      ? message("rework", messages.reworking, {
          counts: messages.stepsOf(rework.done, rework.total),
          actions: ["stop-repeating"],
        })
      : null,
  ({ replay }) =>
    replay
      ? message("replay", messages.repeating(replay.done, replay.total, replay.what && describeStep(replay.what)), {
          actions: ["hurry-repeating", "stop-repeating"],
        })
      : null,
  ({ busy }, { isLong }) => (busy && isLong ? message("busy", messages.waiting(busy.what, busy.milliseconds)) : null),
  ({ verdict }) =>
    verdict ? message("verdict", messages.verdict(verdict.sentence), { actions: ["close-verdict"] }) : null,
  ({ keeping: { problem } }) =>
    problem ? message("keeping", messages.keeping(problem.said), { actions: ["close-keeping"] }) : null,
  (state) =>
    isBrokenOff(state)
      ? message("unfinished", brokenOff(state.unfinished!), { actions: ["continue-run", "close-unfinished"] })
      : null,
  ({ corrections }) =>
    corrections && corrections.sentences.length > 0
      ? message("corrections", messages.corrected(corrections.what, corrections.sentences), {
          actions: ["close-corrections"],
        })
      : null,
  ({ offer, nodes, keeping }) =>
    offer && nodes.size <= 2 && keeping.session === null
      ? message(
          "offer",
          messages.offer(
            offer.name || dataName(offer.summary.set, offer.summary.data),
            offer.summary.network,
            offer.summary.states,
            offer.updated,
          ),
          { actions: ["continue-session", "close-offer"] },
        )
      : null,
];

const waysOut: Partial<Record<Problem["kind"], readonly ActionId[]>> = {
  diverged: ["lower-rate"],
  "slow-card": ["leave-card"],
  engine: ["restart-engine"],
};

function toldOf(problem: Problem, { spec, setup }: Pick<State, "spec" | "setup">): ToldMessage {
  switch (problem.kind) {
    case "diverged":
      return toldOfDivergence(problem, { spec, setup });
    case "file":
      return messages.fileRefused(problem.said);
    case "gpu-lost":
      return messages.graphicsLost(problem.said);
    case "slow-card":
      return messages.slowCard(problem.device, problem.milliseconds);
    case "engine":
      return messages.engineFailed(problem.said);
    case "replaced":
      return messages.engineReplaced(problem.said);
    case "failed":
      return messages.failed(problem.said);
  }
}

function toldOfDivergence(
  { run, fault, step, learningRate, kept, learns }: Extract<Problem, { kind: "diverged" }>,
  { spec, setup: { l1, l2 } }: Pick<State, "spec" | "setup">,
): ToldMessage {
  const { faults } = messages;
  const told =
    fault.kind === "infinite"
      ? faults.infinite
      : fault.kind === "silent"
        ? faults.silent(spec ? layerNames(spec).layers[fault.layer] : "a layer")
        : faults[fault.kind](fault.times);
  const penalties = [l1 > 0 ? `l1 ${l1}` : "", l2 > 0 ? `l2 ${l2}` : ""].filter(Boolean).join(" and ");
  return {
    finding: messages.diverged(run, step, told),
    detail: [messages.keptAfter(learningRate, kept, learns, penalties)],
  };
}

const brokenOff = ({ run, left, total }: NonNullable<State["unfinished"]>): ToldMessage =>
  run ? messages.runLeft(run.step, run.until, left) : messages.recipeLeft(total - left, total);
