import type { State } from "../../store/store.ts";
import type { HistoryState } from "../../worker/protocol/history.ts";
import type { Amount } from "../amount.ts";
import { count, percent, points } from "../format.ts";
import { desk, onDesk, plain, type SentencePart, type SentenceState, share, strong, whenOf } from "./parts.ts";

export function inTraining(
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
export function trainedOn(kept: Amount, state: SentenceState, accuracy: SentencePart): SentencePart[] {
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
export function doingOf({ entries, current }: HistoryState): "Fine-tuning" | "Training" | "rewound" | null {
  const { kind } = entries[current] ?? {};
  if (kind !== "train" && kind !== "finetune") return null;
  const begun = entries.slice(0, current).findLast((entry) => entry.kind !== "train" && entry.kind !== "finetune");
  if (begun?.kind === "rewind") return "rewound";
  return kind === "train" ? "Training" : "Fine-tuning";
}
