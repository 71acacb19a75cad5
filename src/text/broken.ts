import { count } from "./numbers.ts";
import { accent, plain, type TextPart } from "./parts.ts";

/** By what examples are broken that were right before. */
export type Breaker = "cut" | "rewinding" | "earlierCut";

/** "broken by this cut": rewinding breaks more than the cut whose mask it keeps. */
export const brokenBy: Readonly<Record<Breaker, string>> = {
  cut: "broken by this cut",
  rewinding: "broken by cut and rewinding",
  earlierCut: "still broken by the cut",
};

/** Which examples a cut broke: beside what, and since when; `by` null where nothing is pruned. */
export function brokenSentence(
  name: string,
  by: Breaker | null,
  { broken, mended, mistakes }: { readonly broken: number; readonly mended: number; readonly mistakes: number },
): readonly TextPart[] {
  if (by === null) {
    const wrong = mistakes === 1 ? "this mistake is" : `these ${count(mistakes)} mistakes are those`;
    return [plain(`Nothing is pruned: ${mistakes === 0 ? "there are no mistakes" : `${wrong} of ${name}`}.`)];
  }
  const also =
    mended > 0 ? [plain(` ${count(mended)} that it got wrong ${mended === 1 ? "is" : "are"} right now.`)] : [];
  if (broken > 0) return [accent(`${count(broken)} ${brokenBy[by]}`), plain(`: right in ${name}, wrong now.`), ...also];
  const same = mistakes === 1 ? " It made the same mistake." : ` It made the same ${count(mistakes)} mistakes.`;
  return [
    plain(
      `${by === "cut" ? "This cut broke none" : "None is broken any more"}: all that ${name} got right is right now.`,
    ),
    plain(mistakes > 0 ? same : ""),
    ...also,
  ];
}
