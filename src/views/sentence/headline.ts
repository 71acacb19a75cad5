import { layerNames } from "../../network/layerNames.ts";
import { collapseOf } from "../../pruning/collapse.ts";
import { isOpen } from "../../store/before.ts";
import type { Cut } from "../../store/cut.ts";
import { type Amount, amountOf } from "../amount.ts";
import { count, percent } from "../format.ts";
import { collapsed, constant } from "./collapsed.ts";
import {
  accent,
  desk,
  listed,
  onDesk,
  phone,
  plain,
  type SentencePart,
  type SentenceState,
  share,
  strong,
  whenOf,
} from "./parts.ts";
import { doingOf, inTraining, trainedOn } from "./trained.ts";

/** The finding in one sentence, for the state the page is in. */
export function sentenceFor(cut: Cut | null, state: SentenceState): readonly SentencePart[] {
  const { spec, running } = state;
  const { preview } = state.results;
  if (!cut || !preview || !spec) return [plain(beforeThereIsOne(state))];
  const accuracy = strong(`${percent(preview.accuracy)}\u202f%`);
  const kept = amountOf(cut, state);
  const names = layerNames(spec);
  const { layers } = cut.snapshot;
  const collapse = collapseOf(layers, cut.mask, preview.predictions);
  if (collapse && collapse.kind !== "constant") return collapsed(collapse, cut, names, accuracy);
  const isUntrained = cut.snapshot.step === 0 && !running;
  const isWhole = cut.kept === cut.total;
  const isConstant = collapse !== null && !isUntrained && !running;
  if (isConstant) return constant(kept, state.data?.classes[collapse.answer] ?? "", accuracy);
  const gone = layers.flatMap(({ name }, l) => (cut.mask.get(name)!.includes(1) ? [] : [names.layers[l]]));
  if (isWhole && isUntrained)
    return [
      plain("Untrained: "),
      desk(`${count(cut.total)} random weights, `),
      accuracy,
      plain(" accuracy. Press "),
      accent("Train"),
      plain("."),
    ];
  if (gone.length > 0 && isOpen(cut)) return [...carriedOn(gone), ...changeOf(state), accuracy, plain(".")];
  if (isOpen(cut)) return opened(kept, cut, state, accuracy);
  if (running) return inTraining(running, isWhole ? null : kept, cut.total, state, accuracy);
  if (isWhole)
    return [
      plain(`All ${count(cut.total)} weights: `),
      accuracy,
      plain(" accuracy."),
      desk(" Drag the handle to prune."),
    ];
  if (isUntrained)
    return [
      desk("Back at the initial weights, "),
      ...share(kept),
      plain(" kept: "),
      accuracy,
      plain(" accuracy. Press "),
      accent("Train"),
      desk(" to see what the mask alone is worth"),
      plain("."),
    ];
  if (gone.length > 0 && !doingOf(state.history)) return [...carriedOn(gone), accuracy, plain(" accuracy.")];
  return trainedOn(kept, state, accuracy);
}

function beforeThereIsOne({ preparing, problem }: SentenceState): string {
  if (preparing && preparing.total > 1) return `${preparing.what}…`;
  return problem?.kind === "engine" && !preparing ? "No network: the engine does not run." : "Preparing the network…";
}

const carriedOn = (gone: readonly string[]): SentencePart[] => [
  plain(gone.length === 1 ? "Layer " : "Layers "),
  strong(listed(gone)),
  plain(gone.length === 1 ? " is gone" : " are gone"),
  desk(gone.length === 1 ? ", and its shortcut carries on" : ", and their shortcuts carry on"),
  plain(": "),
];

/** A cut that nothing was trained under yet, beside the weights it was made on. */
function opened(kept: Amount, cut: Cut, state: SentenceState, accuracy: SentencePart): SentencePart[] {
  if (cut.snapshot.step === 0 && !state.running)
    return [
      desk("Untrained: keep "),
      ...share(kept),
      plain(", "),
      accuracy,
      plain(" accuracy. Press "),
      accent("Train"),
      plain("."),
    ];
  const change = [desk(", and "), ...changeOf(state).map(onDesk), phone(": ")];
  const when = whenOf(state);
  return [
    desk("Keep "),
    ...share(kept),
    ...change,
    accuracy,
    phone(" accuracy"),
    ...(when ? [plain(when)] : []),
    desk("."),
  ];
}

/** "accuracy falls from 98.4 to ". */
function changeOf({ results: { preview } }: SentenceState): SentencePart[] {
  const { correct, predictions, beforeCut } = preview!;
  const change = correct - Math.round(beforeCut.accuracy * predictions.length);
  if (change === 0) return [plain("accuracy stays at ")];
  return [plain(`accuracy ${change < 0 ? "falls" : "rises"} from ${percent(beforeCut.accuracy)} to `)];
}
