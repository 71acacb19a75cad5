import { type Before, isOpen } from "../../store/before.ts";
import type { Cut } from "../../store/cut.ts";
import { type Breaker, brokenSentence } from "../../text/broken.ts";
import type { TextPart } from "../../text/parts.ts";

/** By what examples are broken that were right before. */
export function breakerOf(cut: Cut): Breaker {
  if (isOpen(cut)) return "cut";
  return cut.snapshot.step === 0 ? "rewinding" : "earlierCut";
}

/** Which examples a cut broke: beside what, and since when. */
export const brokenFor = (
  before: Before,
  cut: Cut,
  counts: { readonly broken: number; readonly mended: number; readonly mistakes: number },
): readonly TextPart[] => brokenSentence(before.name, cut.kept === cut.total ? null : breakerOf(cut), counts);
