import { useMemo } from "react";
import { keptCount } from "../pruning/mask.ts";
import { type Cut, useCut } from "../store/cut.ts";
import type { State } from "../store/store.ts";
import { useStore } from "../store/store.ts";
import { count, percent } from "./format.ts";

export interface Part {
  readonly text: string;
  readonly tone?: "strong" | "cut";
  /** Shown on one kind of screen only: phones have room for few words. */
  readonly on?: "desk" | "phone";
}

const desk = (text: string): Part => ({ text, on: "desk" });
const phone = (text: string): Part => ({ text, on: "phone" });
const plain = (text: string): Part => ({ text });
const strong = (text: string): Part => ({ text, tone: "strong" });
const accent = (text: string): Part => ({ text, tone: "cut" });

/** The finding in one sentence, for the state the page is in. */
export function sentenceFor(
  cut: Cut | null,
  state: Pick<State, "preview" | "uncut" | "running" | "progress" | "timeline" | "data">,
): readonly Part[] {
  const { preview, uncut, running, progress, timeline } = state;
  if (!cut || !preview || !uncut) return [plain("Preparing the network…")];
  const right = `${percent(preview.accuracy)}\u202f%`;
  const untrained = progress.step === 0 && timeline.length === 0;
  const emptied = cut.snapshot.layers.filter((layer) => !cut.mask.get(layer.name)!.includes(1));
  const collapsed = emptied.find(({ residual }) => !residual);
  if (collapsed)
    return [
      plain("Layer "),
      strong(collapsed.name),
      plain(" lost every weight: nothing passes through it, and the network can only guess ("),
      strong(`${right}`),
      plain(")."),
    ];
  if (emptied.length > 0) {
    const what = emptied.length === 1 ? "Layer " : "Layers ";
    const end =
      emptied.length === 1 ? " is gone, and its shortcut carries on: " : " are gone, and their shortcuts carry on: ";
    return [
      plain(what),
      strong(emptied.map(({ name }) => name).join(", ")),
      plain(end),
      strong(right),
      plain(" right."),
    ];
  }
  if (untrained && cut.kept === cut.total)
    return [
      plain("Untrained: "),
      desk(`${count(cut.total)} random weights, `),
      strong(right),
      plain(" right. Press "),
      accent("Train"),
      plain("."),
    ];
  if (running === "train" && cut.kept === cut.total)
    return [desk("Training: "), plain(`${count(cut.total)} weights, `), strong(right), plain(" right so far.")];
  if (running === "finetune")
    return [
      desk("Fine-tuning "),
      strong(count(cut.kept)),
      plain(` of ${count(cut.total)} weights: `),
      strong(right),
      plain(" right."),
    ];
  if (cut.kept === cut.total)
    return [
      plain(`All ${count(cut.total)} weights: `),
      strong(right),
      plain(" right."),
      desk(" Drag the handle to prune."),
    ];
  // Nothing more is cut than went before.
  if (cut.kept === keptCount(cut.snapshot.ranking.previous))
    return [
      strong(count(cut.kept)),
      plain(` of ${count(cut.total)} weights are left: `),
      strong(right),
      plain(" right."),
    ];
  const keep = [desk("Keep "), strong(count(cut.kept)), plain(` of ${count(cut.total)} weights`)];
  const end = [phone(": "), strong(right), phone(" right"), desk(".")];
  const change = preview.correct - Math.round(uncut.accuracy * preview.predictions.length);
  if (change === 0) return [...keep, desk(", and accuracy stays at "), ...end];
  const verb = change < 0 ? "falls" : "rises";
  return [...keep, desk(`, and accuracy ${verb} from ${percent(uncut.accuracy)} to `), ...end];
}

export function useSentence(): readonly Part[] {
  const cut = useCut();
  const state = useStore();
  return useMemo(() => sentenceFor(cut, state), [cut, state]);
}
