import type { Size } from "../useSize.ts";
import type { ThemeTokens } from "../useTheme.ts";
import { type KeyLayout, keyOf } from "./Key.tsx";
import { touch } from "./placeNames.ts";
import type { TextBox } from "./span.ts";

/** Lowest accuracy the axis shows: below every curve and below chance, on a multiple of ten. */
export function lowestAccuracy(values: readonly number[]): number {
  const low = Math.min(...values);
  return Math.max(0, Math.floor((low - 0.04) * 10) / 10);
}

/** Where the parts of the chart lie, in CSS pixels. */
export interface TradeOffLayout {
  readonly isNarrow: boolean;
  /** Edges of the plot. */
  readonly frame: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** Height of the row of weights under the axis. */
  readonly strip: number;
  /** Height of what the row is, and the cut in numbers: a lane under the axis, which nothing else enters. */
  readonly lane: number;
}

/** The plot with its axis, the row of weights and the lane below, in a chart of a size. */
export function layoutOf({ width, height }: Size, theme: ThemeTokens): TradeOffLayout {
  const tick = theme["fs-tick"];
  const isNarrow = width < 420;
  const strip = Math.max(20, Math.min(32, height * 0.15));
  const lane = isNarrow ? 0 : Math.max(26, tick * 1.6);
  return {
    isNarrow,
    strip,
    lane,
    frame: {
      left: tick * 3,
      right: Math.max(tick * 3 + 10, width - 18),
      // What is reached has a lane of its own over the plot, so that nothing makes room for it.
      top: isNarrow ? theme.handle : theme["fs-l"] + Math.max(12, theme.handle + 4),
      bottom: Math.max(30, height - lane - strip - tick - 16),
    },
  };
}

const lockedName = "pruned in earlier rounds";

/** Words in the plot, each where it has room. */
export interface PlotWords {
  readonly key: KeyLayout | null;
  /** Where chance is named; null where there is no room. */
  readonly chanceX: number | null;
  /** What the hatched part is called; null where there is no room. */
  readonly lockedName: string | null;
  /** Where no other name may stand. */
  readonly taken: readonly TextBox[];
}

/** What the lines are, under the start of the curve; chance beside that; and what earlier rounds pruned, where that ends. */
export function wordsOf(
  { isNarrow, frame }: TradeOffLayout,
  theme: ThemeTokens,
  at: {
    /** How accurate the curve is at its start, and on which pixel that is; null where nothing was measured. */
    readonly first: { readonly accuracy: number; readonly y: number } | null;
    readonly chance: { readonly share: number; readonly name: string; readonly y: number } | null;
    /** Pixel up to which earlier rounds pruned all. */
    readonly lockedX: number;
    readonly reference: boolean;
    readonly age: string | null;
    readonly reached: boolean;
  },
): PlotWords {
  const { first, chance, lockedX } = at;
  const { left, right, bottom } = frame;
  const tick = theme["fs-tick"];
  const key =
    !isNarrow && first && first.accuracy > (chance?.share ?? 0.5) + 0.2
      ? keyOf({
          x: left + 6,
          y: first.y + 8,
          bottom: bottom - tick - 10,
          line: theme["fs-s"] * 1.35,
          reference: at.reference,
          age: at.age,
          reached: at.reached,
        })
      : null;
  // Clear of the handle at its start, and of the key.
  const name = {
    x: left + theme.handle + 14,
    y: (chance?.y ?? bottom) - 5 - tick,
    width: tick * 0.55 * (chance?.name.length ?? 0),
    height: tick + 5,
  };
  if (key && touch(key.box, name)) name.x = key.box.x + key.box.width + tick;
  const lockedWidth = tick * 0.52 * lockedName.length;
  const locked = { x: lockedX - 8 - lockedWidth, y: bottom - 8 - tick, width: lockedWidth, height: tick + 4 };
  return {
    key,
    chanceX: isNarrow || name.x + name.width > right ? null : name.x,
    lockedName: right - left >= 420 && !(key && touch(key.box, locked)) ? lockedName : null,
    taken: key ? [key.box, name] : [name],
  };
}
