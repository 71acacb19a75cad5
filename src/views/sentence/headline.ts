import { type Collapse, collapseOf } from "../../pruning/collapse.ts";
import { isOpen } from "../../store/before.ts";
import { type Cut, committedIn, stepBehind } from "../../store/cut.ts";
import { firstGift, isFirstSight } from "../../store/firstSight.ts";
import { findings, type Win } from "../../text/finding.ts";
import { layerNames } from "../../text/layerNames.ts";
import { nounOf } from "../../text/numbers.ts";
import { plain, type TextPart } from "../../text/parts.ts";
import { soWhats } from "../../text/soWhat.ts";
import type { HistoryState } from "../../worker/protocol/history.ts";
import { amountOf } from "../amount.ts";
import type { SentenceState } from "./parts.ts";

/** What the page says of a state. */
export interface Headline {
  readonly finding: readonly TextPart[];
  /** What it means, and what to do next. */
  readonly soWhat: readonly TextPart[];
  /** Whether what the cut saves belongs to it. */
  readonly saves: boolean;
}

const said = (finding: readonly TextPart[], soWhat: readonly TextPart[] = [], saves = false): Headline => ({
  finding,
  soWhat,
  saves,
});

/** The finding and what follows from it, for the state the page is in; null while it is not known yet. */
export function sayFor(cut: Cut | null, state: SentenceState): Headline | null {
  const { spec, running, references, data } = state;
  const { preview } = state.results;
  if (!cut || !preview || !spec) return said([plain(beforeThereIsOne(state))]);
  const { accuracy, beforeCut } = preview;
  const kept = amountOf(cut, state);
  const { layers, step, epoch } = cut.snapshot;
  const names = layerNames(spec).layers;
  const examples = data ? nounOf(data) : "examples";
  const collapse = collapseOf(layers, cut.mask, preview.predictions);
  if (collapse && collapse.kind !== "constant") return collapsed(collapse, cut, names, examples, accuracy);
  const isUntrained = step === 0 && !running;
  const isWhole = cut.kept === cut.total;
  if (collapse && !isUntrained && !running)
    return said(
      findings.constant(kept, examples, data?.classes[collapse.answer] ?? "", accuracy),
      soWhats.constant,
      true,
    );
  const gone = layers.flatMap(({ name }, l) => (cut.mask.get(name)!.includes(1) ? [] : [names[l]]));
  const carriesOn = gone.length > 0 ? soWhats.shortcuts(gone.length) : null;
  const behind = stepBehind(state);
  if (isWhole && isUntrained) return said(findings.untrained(cut.total, accuracy), soWhats.untrained);
  if (isOpen(cut)) {
    const isApplied = Math.abs(committedIn(state.history) - state.sparsity) < 1e-9;
    if (isUntrained)
      return said(findings.untrainedCut(kept, accuracy), isApplied ? soWhats.maskAlone : soWhats.notApplied, true);
    if (!isApplied)
      return said(findings.cut(kept, gone, beforeCut.accuracy, accuracy, behind), soWhats.notApplied, true);
    const next = running ? [] : accuracy < beforeCut.accuracy ? soWhats.lost : soWhats.nothingLost;
    return said(findings.cut(kept, gone, beforeCut.accuracy, accuracy, behind), carriesOn ?? next, true);
  }
  if (running && isWhole)
    return said(
      findings.learning(examples, accuracy, behind),
      soWhats.learning(examples, data?.trainCount ?? 0, cut.total),
    );
  if (running)
    return said(findings.recovering(running, accuracy, winOf(state), behind), soWhats.recovering(cut.kept), true);
  if (isWhole && isFirstSight(state)) {
    const gift = firstGift(state);
    if (gift === undefined) return null;
    return said(gift ? findings.firstSight(cut.total, gift) : findings.howMany(cut.total), soWhats.firstSight);
  }
  if (isWhole) return said(findings.trained({ epochs: epoch, steps: step }, accuracy), soWhats.trained);
  if (isUntrained) return said(findings.rewound(kept, accuracy), soWhats.maskAlone, true);
  const doing = doingOf(state.history);
  if (carriesOn && !doing) return said(findings.layersGone(gone, accuracy), carriesOn, true);
  const { dense } = references;
  const standing = dense?.isTrained ? soWhats.standing(accuracy - dense.accuracy) : [];
  const win = winOf(state);
  const finding =
    doing && doing !== "rewound" && win
      ? findings.tuned(doing, kept, accuracy, win)
      : findings.left(kept, accuracy, doing === "rewound");
  return said(finding, standing, true);
}

function beforeThereIsOne({ preparing, problem }: SentenceState): string {
  if (preparing && preparing.total > 1) return findings.making(preparing.what);
  return problem?.kind === "engine" && !preparing ? findings.engineStands : findings.preparing;
}

/** The same answer whatever is shown, for want of a path. */
function collapsed(
  collapse: Exclude<Collapse, { kind: "constant" }>,
  { snapshot: { layers }, kept }: Cut,
  names: readonly string[],
  examples: string,
  accuracy: number,
): Headline {
  const named = (name: string) => names[layers.findIndex((layer) => layer.name === name)];
  if (collapse.kind === "cutOff")
    return said(findings.noPath(kept, accuracy), soWhats.noPath(named(collapse.layer), examples), true);
  const gone = kept === 0 ? null : collapse.layers.map(named);
  return said(findings.emptied(gone, accuracy), soWhats.emptied(gone?.length ?? 1, examples), true);
}

/** What the cut that training locked had cost, and what training under its mask has won since. Null where no cut is known. */
function winOf({ results, references: { before, afterCut } }: SentenceState): Win | null {
  if (!before || afterCut === null || !before.isTrained) return null;
  const exact = (difference: number) => (Math.abs(difference) < 1e-9 ? 0 : difference);
  return { lost: exact(before.accuracy - afterCut), won: exact(results.preview!.accuracy - afterCut) };
}

/** The run that led to the state that stands; "rewound" where that began at the initial weights. */
function doingOf({ entries, current }: HistoryState): "finetune" | "train" | "rewound" | null {
  const { kind } = entries[current] ?? {};
  if (kind !== "train" && kind !== "finetune") return null;
  const begun = entries.slice(0, current).findLast((entry) => entry.kind !== "train" && entry.kind !== "finetune");
  return begun?.kind === "rewind" ? "rewound" : kind;
}
