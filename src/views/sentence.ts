import { useMemo } from "react";
import { type Cut, useCut } from "../store/cut.ts";
import type { State } from "../store/store.ts";
import { useStore } from "../store/store.ts";
import { count, percent } from "./format.ts";

export interface Part {
  readonly text: string;
  readonly tone?: "strong" | "cut";
}

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
  const right = `${percent(preview.accuracy)} %`;
  const untrained = progress.step === 0 && timeline.length === 0;
  const collapsed = cut.snapshot.layers.find((layer) => !cut.mask.get(layer.name)!.includes(1));
  if (collapsed)
    return [
      plain("Layer "),
      strong(collapsed.name),
      plain(" lost every weight: nothing passes through it, and the network can only guess ("),
      strong(`${right}`),
      plain(")."),
    ];
  if (untrained && cut.kept === cut.total)
    return [
      plain(`Untrained: ${count(cut.total)} random weights, `),
      strong(right),
      plain(" right. Press "),
      accent("Train"),
      plain("."),
    ];
  if (running === "train" && cut.kept === cut.total)
    return [plain(`Training: ${count(cut.total)} weights, `), strong(right), plain(" right so far.")];
  if (running === "finetune")
    return [plain("Fine-tuning "), strong(count(cut.kept)), plain(` of ${count(cut.total)} weights: `), strong(right), plain(" right.")];
  if (cut.kept === cut.total)
    return [plain(`All ${count(cut.total)} weights: `), strong(right), plain(" right. Drag the handle to prune.")];
  const keep = [plain("Keep "), strong(count(cut.kept)), plain(` of ${count(cut.total)} weights, and accuracy `)];
  const change = preview.correct - Math.round(uncut.accuracy * preview.predictions.length);
  if (change === 0) return [...keep, plain("stays at "), strong(right), plain(".")];
  const verb = change < 0 ? "falls" : "rises";
  return [...keep, plain(`${verb} from ${percent(uncut.accuracy)} to `), strong(right), plain(".")];
}

export function useSentence(): readonly Part[] {
  const cut = useCut();
  const state = useStore();
  return useMemo(() => sentenceFor(cut, state), [cut, state]);
}
