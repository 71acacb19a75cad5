import { spread } from "../fitted.ts";
import type { ThemeTokens } from "../useTheme.ts";
import type { Label, TradeOffLayout } from "./layout.ts";
import { type NamedPoint, placeNames, touch } from "./placeNames.ts";
import { type Polyline, span, type TextBox } from "./span.ts";

/** How wide words are, about. */
export const widthOf = (text: string, size: number, theme: ThemeTokens) =>
  text.length * size * 0.52 + spread(text, size, theme);

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

type Place = Pick<TextBox, "x" | "y"> & Pick<Label, "anchor">;

/** Where the line of chance can be named: over or under either end of it, where the first of the curves does not run; where none does, if
 *  there is such a place. */
export function chancePlaces(
  { text, y }: NonNullable<PlotNames["chance"]>,
  curves: readonly Polyline[],
  { left, right }: TradeOffLayout["frame"],
  theme: ThemeTokens,
): readonly Place[] {
  const size = theme["fs-tick"];
  const [width, height] = [widthOf(text, size, theme), size * 1.35];
  const places = [y - 2 - height, y + 2].flatMap((y): Place[] => [
    { x: left + 6, y },
    { x: right - 6 - width, y, anchor: "end" },
  ]);
  const isOff = (place: Place, curve: Polyline) => {
    const [highest, lowest] = span(curve, place.x, place.x + width) ?? [Infinity, Infinity];
    return lowest < place.y || highest > place.y + height;
  };
  const clear = places.filter((place) => curves.every((curve) => isOff(place, curve)));
  return clear.length > 0 ? clear : places.filter((place) => curves.slice(0, 1).every((curve) => isOff(place, curve)));
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
  const put = (text: string, look: Label["look"], places: readonly Place[]) => {
    const width = widthOf(text, size, theme);
    const boxes = places.map(({ anchor, ...place }) => ({ text, look, anchor, box: { ...place, width, height } }));
    const label = boxes.find(({ box }) => isFree(box));
    if (label) placed.push(label);
  };
  const { chance, locked } = named;
  if (locked && locked.x > left) {
    const width = widthOf(locked.text, size, theme);
    const y = bottom - 4 - height;
    put(locked.text, "plain", [
      { x: locked.x - 8 - width, y, anchor: "end" },
      { x: locked.x + 8, y },
    ]);
  }
  if (chance)
    put(
      chance.text,
      "plain",
      chancePlaces(chance, [named.curve, ...named.lines.map(({ curve }) => curve)], frame, theme),
    );
  for (const { text, x, y } of named.rounds) {
    const width = widthOf(text, size, theme);
    const at = Math.min(right - width, Math.max(left, x - width / 2));
    if (!isNarrow) put(text, "named", [{ x: at, y: Math.max(top - height - 4, y - 12 - height), anchor: "middle" }]);
  }
  const lines: NamedPoint[] = named.lines.map(({ text, curve }) => ({
    curve,
    name: { width: widthOf(text, size, theme), height },
  }));
  const taken = [...named.taken, ...placed.map(({ box }) => box)];
  const boxes = placeNames(lines, [named.curve], taken, {
    x: left + 8,
    y: top,
    width: right - left - 8,
    height: bottom - top,
  });
  named.lines.forEach(({ text }, i) => {
    const box = boxes[i];
    if (box) placed.push({ text, box, look: "named" });
  });
  return placed;
}
