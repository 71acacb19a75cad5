import { type Before, isOpen } from "../../store/before.ts";
import type { Cut } from "../../store/cut.ts";
import { count } from "../format.ts";
import { accent, plain, type SentencePart } from "./parts.ts";

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
