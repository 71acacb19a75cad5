import * as v from "valibot";
import { edited, type ManualEdit, withRestored } from "../../pruning/manualEdits.ts";
import { LinkFault } from "../../setup/said.ts";
import { RecipeFault } from "../said.ts";
import { regrown } from "../state.ts";
import type { StepKind } from "../step.ts";

/** Single weights pruned, restored or left to the slider again by a person. */
export interface EditStep extends ManualEdit {
  readonly kind: "edit";
}

/** Whole numbers in ascending order, runs of them as "3-17". */
function spans(indexes: readonly number[]): string {
  const sorted = [...new Set(indexes)].sort((a, b) => a - b);
  const parts: [number, number][] = [];
  for (const index of sorted) {
    const last = parts.at(-1);
    if (last?.[1] === index - 1) last[1] = index;
    else parts.push([index, index]);
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(".");
}

function indexesOf(text: string): number[] {
  return text.split(".").flatMap((part) => {
    const [, from, to = from] = /^(\d{1,8})(?:-(\d{1,8}))?$/.exec(part) ?? [];
    const length = Number(to) - Number(from) + 1;
    if (from === undefined || length < 1 || length > mostWeights)
      throw new LinkFault({ id: "edit-weights", text: part });
    return Array.from({ length }, (_, i) => Number(from) + i);
  });
}

const mostWeights = 1 << 23;

/** "prune/dense1/3-17.20/output/4": the action, then layers and places in their kernels. */
const argumentOf = ({ action, weights }: EditStep): string =>
  [action, ...[...weights].flatMap(([name, indexes]) => (indexes.length > 0 ? [name, spans(indexes)] : []))].join("/");

function readArgument(argument: string): EditStep {
  const [action, ...rest] = argument.split("/");
  if (action !== "prune" && action !== "restore" && action !== "release") throw new LinkFault({ id: "edit-action" });
  const weights = new Map<string, readonly number[]>();
  for (let i = 0; i < rest.length; i += 2) weights.set(rest[i], indexesOf(rest[i + 1] ?? ""));
  if (weights.size === 0) throw new LinkFault({ id: "edit-empty" });
  return { kind: "edit", action, weights };
}

export const edit: StepKind<EditStep> = {
  kind: "edit",
  word: "edit",
  isCut: false,
  argument: argumentOf,
  settings: () => ({}),
  read: readArgument,
  // The notation: thousands of neighbours are a few signs.
  toJson: (step) => ({ kind: step.kind, edit: argumentOf(step) }),
  schema: v.pipe(
    v.object({ kind: v.literal("edit"), edit: v.string() }),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      try {
        return readArgument(dataset.value.edit);
      } catch {
        addIssue({ message: "edits-by-hand" });
        return NEVER;
      }
    }),
  ),
  async perform(state, step, { initial }) {
    for (const [name, indexes] of step.weights) {
      const size = state.edits.get(name)?.length;
      if (size === undefined) throw new RecipeFault({ id: "edit-elsewhere", layer: name, weights: null });
      if (indexes.some((index) => index >= size))
        throw new RecipeFault({ id: "edit-elsewhere", layer: name, weights: size });
    }
    const { checkpoint } = state;
    const unlocked = withRestored(checkpoint.mask, step);
    return {
      ...state,
      edits: edited(state.edits, step),
      checkpoint: unlocked === checkpoint.mask ? checkpoint : regrown(state, unlocked, initial),
    };
  },
};
