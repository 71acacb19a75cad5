import { keptCount } from "../../network/mask.ts";
import { manual } from "../../pruning/manualEdits.ts";
import { roundHalfToEven } from "../../pruning/round.ts";
import type { Setup } from "../../setup/setup.ts";
import { type Cut, committedIn, isCutAt } from "../../store/cut.ts";
import { cutNotes } from "../../text/cut.ts";
import type { TextPart } from "../../text/parts.ts";
import type { HistoryState } from "../../worker/protocol/history.ts";
import { patternOf, wholes } from "../amount.ts";

/** What the note under "Prune" looks at. */
interface Noted {
  readonly setup: Setup;
  readonly sparsity: number;
  readonly history: HistoryState;
  /** Whether the network has been trained. */
  readonly trained: boolean;
}

/** What is cut at the handle's place: nothing yet, what went before this cut, or so much. */
export function cutNote(cut: Cut, { setup, sparsity, history, trained }: Noted): readonly TextPart[] {
  const { before, all } = cut.gone;
  if (!trained && sparsity === 0) return cutNotes.untrained;
  if (sparsity === 0 && before === 0) return cutNotes.nothing;
  const noun = wholes(setup);
  const isCut = isCutAt(history, setup, sparsity);
  const takesNothing = cut.kept === keptCount(cut.ranking.maskBefore);
  const isBelow = roundHalfToEven(sparsity * all) < before;
  if (takesNothing && before > 0 && (isBelow || !isCut)) {
    const some = [...cut.snapshot.edits.values()].some((one) => one.includes(manual.pruned));
    return cutNotes.earlier(before, all, noun, some);
  }
  const groups = patternOf(sparsity, setup);
  const applied = Math.abs(committedIn(history) - sparsity) < 1e-9;
  return cutNotes.cut(sparsity, groups, noun, applied);
}
