import { useMemo, useRef } from "react";
import { type LayerNames, layerNames } from "../network/layerNames.ts";
import { type Collapse, collapseOf } from "../pruning/collapse.ts";
import type { References } from "../recipe/references.ts";
import { type Before, isOpen } from "../store/before.ts";
import { type Cut, isMeasured, stepBehind, useCut } from "../store/cut.ts";
import { useReferences } from "../store/references.ts";
import { type State, useStore } from "../store/store.ts";
import type { HistoryState } from "../worker/protocol.ts";
import { type Amount, amountOf } from "./amount.ts";
import { count, percent, points } from "./format.ts";

export interface SentencePart {
  readonly text: string;
  readonly tone?: "strong" | "cut";
  /** Shown on one kind of screen only: phones have room for few words. */
  readonly on?: "desk" | "phone";
}

const desk = (text: string): SentencePart => ({ text, on: "desk" });
const phone = (text: string): SentencePart => ({ text, on: "phone" });
const plain = (text: string): SentencePart => ({ text });
const strong = (text: string): SentencePart => ({ text, tone: "strong" });
const accent = (text: string): SentencePart => ({ text, tone: "cut" });

/** What a sentence looks at. */
export type SentenceState = Pick<
  State,
  | "results"
  | "preparing"
  | "problem"
  | "running"
  | "progress"
  | "snapshot"
  | "history"
  | "data"
  | "spec"
  | "sparsity"
  | "setup"
> & { readonly references: References };

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

/** "128 of 320 weights". */
const share = ({ kept, of, noun }: Amount): SentencePart[] => [strong(count(kept)), plain(` of ${count(of)} ${noun}`)];

/** The same answer whatever is shown, for want of a path. */
function collapsed(
  collapse: Exclude<Collapse, { kind: "constant" }>,
  { snapshot: { layers }, kept, total }: Cut,
  names: LayerNames,
  accuracy: SentencePart,
): SentencePart[] {
  const named = (name: string) => names.layers[layers.findIndex((layer) => layer.name === name)];
  const same = [desk(", and every example gets the same answer"), plain(": "), accuracy, plain(" accuracy.")];
  if (collapse.kind === "cutOff")
    return [
      plain("Collapsed. "),
      desk(`${count(kept)} of ${count(total)} weights are left, but no`),
      phone("No"),
      plain(" path leads from an input to "),
      strong(named(collapse.layer)),
      ...same,
    ];
  const one = collapse.layers.length === 1;
  const who =
    kept === 0
      ? [plain("The network")]
      : [plain(one ? "Layer " : "Layers "), strong(listed(collapse.layers.map(named)))];
  const [it, through] = one || kept === 0 ? ["it", "it"] : ["they", "them"];
  return [...who, plain(` collapsed, ${it} lost every weight`), desk(`. Nothing passes through ${through}`), ...same];
}

/** The same answer to every example, though paths are left. */
const constant = (kept: Amount, answer: string, accuracy: SentencePart): SentencePart[] => [
  desk("A constant answer: "),
  ...share(kept),
  plain(" are left, but every example is taken for "),
  strong(`“${answer}”`),
  plain(", "),
  accuracy,
  plain(" accuracy."),
];

const carriedOn = (gone: readonly string[]): SentencePart[] => [
  plain(gone.length === 1 ? "Layer " : "Layers "),
  strong(listed(gone)),
  plain(gone.length === 1 ? " is gone" : " are gone"),
  desk(gone.length === 1 ? ", and its shortcut carries on" : ", and their shortcuts carry on"),
  plain(": "),
];

/** "hidden 1", "hidden 1 and hidden 2", "hidden 1, hidden 2 and output". */
const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

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

/** " at step 120", where training is further than what is on the page. */
export function whenOf(state: Parameters<typeof stepBehind>[0]): string | null {
  const step = stepBehind(state);
  return step === null ? null : ` at step ${count(step)}`;
}

const onDesk = (part: SentencePart): SentencePart => ({ ...part, on: "desk" });

function inTraining(
  running: State["running"],
  kept: Amount | null,
  total: number,
  state: SentenceState,
  accuracy: SentencePart,
): SentencePart[] {
  const win = winOf(state);
  const wonBack =
    win && win.lost > 0 && win.won > 0
      ? [desk(`, ${percent(Math.min(win.won, win.lost))} of ${points(win.lost)} won back`)]
      : [];
  const doing = running === "train" ? "Training" : "Fine-tuning";
  const when = plain(` accuracy${whenOf(state) ?? " so far"}`);
  if (!kept) return [desk(`${doing}: `), plain(`${count(total)} weights, `), accuracy, when, plain(".")];
  return [desk(`${doing} `), ...share(kept), plain(": "), accuracy, when, ...wonBack, plain(".")];
}

/** After training under a mask: what that won back of what the cut had cost, and where it stands beside the dense network. */
function trainedOn(kept: Amount, state: SentenceState, accuracy: SentencePart): SentencePart[] {
  const { references, history, results } = state;
  const doing = doingOf(history);
  const win = winOf(state);
  const { dense } = references;
  const standing = dense?.isTrained ? standingOf(results.preview!.accuracy - dense.accuracy) : "";
  const rest = [accuracy, plain(" accuracy"), desk(" with "), ...share(kept).map(onDesk), desk(standing), plain(".")];
  if (doing === "rewound") return [desk("Trained from the initial weights under this mask: "), ...rest];
  if (!doing || !win)
    return [...share(kept), plain(" are left: "), accuracy, plain(" accuracy"), desk(standing), plain(".")];
  const { lost, won } = win;
  return [plain(doing), ...describeWin(lost, won), plain(": "), ...rest];
}

function describeWin(lost: number, won: number): SentencePart[] {
  if (lost <= 0) {
    if (won === 0) return [plain(" left accuracy as it was")];
    return [plain(won > 0 ? " gained " : " lost "), strong(points(won))];
  }
  if (won < 0) return [plain(" lost "), strong(points(won)), plain(" more")];
  if (won >= lost) return [plain(" won back all "), strong(points(lost))];
  return [plain(" won back "), strong(won === 0 ? "none" : percent(won)), plain(` of ${points(lost)}`)];
}

/** ", 0.5 points above the dense network". */
function standingOf(difference: number): string {
  if (Math.abs(difference) < 1e-9) return ", as the dense network";
  return `, ${points(difference)} ${difference > 0 ? "above" : "below"} the dense network`;
}

/** What the cut that training locked had cost, and what training under its mask has won since; 0..1. Null where no cut is known. */
function winOf({ results, references: { before, afterCut } }: SentenceState): { lost: number; won: number } | null {
  if (!before || afterCut === null || !before.isTrained) return null;
  const exact = (difference: number) => (Math.abs(difference) < 1e-9 ? 0 : difference);
  return { lost: exact(before.accuracy - afterCut), won: exact(results.preview!.accuracy - afterCut) };
}

/** What led to the state that stands, as the subject of a sentence; "rewound" where that began at the initial weights. */
function doingOf({ entries, current }: HistoryState): "Fine-tuning" | "Training" | "rewound" | null {
  const { kind } = entries[current] ?? {};
  if (kind !== "train" && kind !== "finetune") return null;
  const begun = entries.slice(0, current).findLast((entry) => entry.kind !== "train" && entry.kind !== "finetune");
  if (begun?.kind === "rewind") return "rewound";
  return kind === "train" ? "Training" : "Fine-tuning";
}

/** "broken by this cut": rewinding breaks more than the cut whose mask it keeps. */
export function brokenBy(cut: Cut): string {
  if (isOpen(cut)) return "broken by this cut";
  return cut.snapshot.step === 0 ? "broken by cut and rewinding" : "still broken by the cut";
}

/** Which examples a cut broke: beside what, and since when. */
export function brokenFor(
  before: Before,
  cut: Cut,
  { broken, mended, mistakes }: { readonly broken: number; readonly mended: number; readonly mistakes: number },
): readonly SentencePart[] {
  const { name } = before;
  if (cut.kept === cut.total) {
    const wrong = mistakes === 1 ? "this mistake is" : `these ${count(mistakes)} mistakes are those`;
    return [plain(`Nothing is pruned: ${mistakes === 0 ? "there are no mistakes" : `${wrong} of ${name}`}.`)];
  }
  const also =
    mended > 0 ? [plain(` ${count(mended)} that it got wrong ${mended === 1 ? "is" : "are"} right now.`)] : [];
  if (broken > 0)
    return [accent(`${count(broken)} ${brokenBy(cut)}`), plain(`: right in ${name}, wrong now.`), ...also];
  const same = mistakes === 1 ? " It made the same mistake." : ` It made the same ${count(mistakes)} mistakes.`;
  return [
    plain(
      `${isOpen(cut) ? "This cut broke none" : "None is broken any more"}: all that ${name} got right is right now.`,
    ),
    plain(mistakes > 0 ? same : ""),
    ...also,
  ];
}

/** Whether the figures are of the weights and the cut on screen. New weights may be drawn a frame after their figures are known, a
 *  cut before its own are. */
export const areOfCut = (
  { snapshot: { key } }: Cut,
  state: Pick<State, "results" | "sparsity" | "setup" | "snapshot">,
) => state.results.preview?.key.version === key.version && isMeasured(state);

export function useSentence(): readonly SentencePart[] {
  const cut = useCut();
  const state = useStore();
  const references = useReferences();
  const last = useRef<readonly SentencePart[]>([]);
  const sentence = useMemo(() => {
    // Until they are, what was said stands.
    return cut && state.results.preview && !areOfCut(cut, state) ? null : sentenceFor(cut, { ...state, references });
  }, [cut, state, references]);
  if (sentence) last.current = sentence;
  return last.current;
}
