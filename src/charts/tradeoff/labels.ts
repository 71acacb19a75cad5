import type { ThemeTokens } from "../useTheme.ts";
import type { Label, TradeOffLayout } from "./layout.ts";
import { type NamedPoint, placeNames, touch } from "./placeNames.ts";
import type { Polyline, TextBox } from "./span.ts";

/** How wide words are, about. */
export const widthOf = (text: string, size: number) => text.length * size * 0.52;

/** What may be named in the plot, and where. */
export interface PlotNames {
  readonly chance: { readonly text: string; readonly y: number } | null;
  /** What earlier rounds pruned, up to a pixel. */
  readonly locked: { readonly text: string; readonly x: number } | null;
  /** Rounds, over their marks. */
  readonly rounds: readonly { readonly text: string; readonly x: number; readonly y: number }[];
  /** Lines that are named beside themselves. */
  readonly lines: readonly { readonly text: string; readonly curve: Polyline }[];
  /** The curve in use, which they are told apart from. */
  readonly curve: Polyline;
  /** Where other things stand. */
  readonly taken: readonly TextBox[];
}

/** The words in the plot, each where it has room: what touches others is left out. */
export function labelsOf(named: PlotNames, { frame, isNarrow }: TradeOffLayout, theme: ThemeTokens): readonly Label[] {
  const size = theme["fs-tick"];
  const height = size * 1.35;
  const { left, right, top, bottom } = frame;
  const placed: Label[] = [];
  const isFree = (box: TextBox) =>
    box.x >= left &&
    box.x + box.width <= right &&
    box.y + box.height <= bottom &&
    !named.taken.some((other) => touch(other, box)) &&
    !placed.some((other) => touch(other.box, box));
  const put = (text: string, look: Label["look"], places: readonly Pick<TextBox, "x" | "y">[]) => {
    const width = widthOf(text, size);
    const box = places.map((place) => ({ ...place, width, height })).find(isFree);
    if (box) placed.push({ text, box, look });
  };
  const { chance, locked } = named;
  if (locked && locked.x > left) {
    const width = widthOf(locked.text, size);
    const y = bottom - 4 - height;
    put(locked.text, "plain", [
      { x: locked.x - 8 - width, y },
      { x: locked.x + 8, y },
    ]);
  }
  if (chance) {
    const width = widthOf(chance.text, size);
    const over = chance.y - 2 - height;
    put(chance.text, "plain", [
      { x: left + 6, y: over },
      { x: right - 6 - width, y: over },
    ]);
  }
  for (const { text, x, y } of named.rounds) {
    const width = widthOf(text, size);
    const at = Math.min(right - width, Math.max(left, x - width / 2));
    if (!isNarrow) put(text, "named", [{ x: at, y: Math.max(top - height - 4, y - 12 - height) }]);
  }
  const lines: NamedPoint[] = named.lines.map(({ text, curve }) => ({
    curve,
    name: { width: widthOf(text, size), height },
  }));
  const taken = [...named.taken, ...placed.map(({ box }) => box)];
  const boxes = placeNames(lines, [named.curve], taken, { x: left, y: top, width: right - left, height: bottom - top });
  named.lines.forEach(({ text }, i) => {
    const box = boxes[i];
    if (box) placed.push({ text, box, look: "named" });
  });
  return placed;
}
