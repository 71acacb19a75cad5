import { useMemo } from "react";
import type { ThemeTokens } from "../useTheme.ts";
import type { AccuracyScale } from "./accuracyScale.ts";
import { type Axis, namedTicks } from "./axis.ts";
import { chancePlaces, labelsOf, widthOf } from "./labels.ts";
import type { Label, TradeOffLayout } from "./layout.ts";
import { touch } from "./placeNames.ts";
import type { TradeOffProps } from "./props.ts";
import { type Polyline, span, type TextBox } from "./span.ts";

/** All words of the chart, where they stand. The curve gains a point with every move of the handle: its place in the layout is that of
 *  the curve that was worked out. */
export function useLabels(
  { chance, lockedName, locked, reached, compared, flip, walked, age, over, hint, texts }: TradeOffProps,
  drawn: {
    readonly axis: Axis;
    readonly scale: AccuracyScale;
    readonly layout: TradeOffLayout;
    readonly theme: ThemeTokens;
    readonly pixels: Polyline;
    readonly ghost: Polyline | null;
    readonly others: readonly Polyline[];
  },
): readonly Label[] {
  const { axis, scale, layout, theme, pixels, ghost, others } = drawn;
  const ticks = useMemo(() => tickLabels(axis, layout, theme, texts), [axis, layout, theme, texts]);
  const [start] = pixels;
  const end = pixels.at(-1);
  const isUnder = over !== null;
  // The age of the curve stands over the highest place of it there.
  const ageX = layout.frame.right - widthOf(texts.age(age ?? ""), theme["fs-tick"], theme);
  const ageY = age ? (span(pixels, ageX, layout.frame.right)?.[0] ?? end?.[1]) : undefined;
  const chanceLine = chance && {
    text: layout.isNarrow ? chance.name.split(/[ :]/)[0] : chance.name,
    y: scale.y(chance.share),
  };
  const overChance =
    chanceLine && chancePlaces(chanceLine, [pixels, ...(ghost ? [ghost] : []), ...others], layout.frame, theme);
  const ends = JSON.stringify([start, end, ageY, overChance, ghost || others.length > 0 ? pixels : 0]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the curve counts where names stand beside others
  return useMemo(() => {
    const size = theme["fs-tick"];
    const own: Label[] = [];
    const beside = (text: string, look: Label["look"], place: Pick<TextBox, "x" | "y">, anchor?: Label["anchor"]) => {
      own.push({ text, look, anchor, box: { ...place, width: widthOf(text, size, theme), height: size * 1.35 } });
    };
    if (flip) {
      const x = axis.x(flip.sparsity);
      const width = widthOf(flip.name, size, theme);
      const apart = size * 0.8;
      const isLate = x + apart + width > layout.frame.right;
      const place = { x: isLate ? x - apart - width : x + apart, y: layout.frame.bottom - 10 - size };
      beside(flip.name, "cut", place, isLate ? "end" : undefined);
    }
    const hinted = hint === null || !start ? [] : [hintBox(hint, start, theme)];
    if (walked !== null && end) {
      const text = layout.isNarrow ? texts.shortFurther : texts.further;
      const box = { x: end[0] + 10, y: end[1] + 6, width: widthOf(text, size, theme), height: size * 1.35 };
      const [asked] = hinted.filter((one) => touch(one, box));
      const x = asked ? asked.x + asked.width + size : box.x;
      if (x + box.width <= layout.frame.right) beside(text, "named", { x, y: box.y });
    }
    if (age && ageY !== undefined)
      beside(texts.age(age), "named", { x: ageX, y: Math.max(0, ageY - 10 - size) }, "end");
    const words = labelsOf(
      {
        chance: chanceLine,
        // What lies over the chart has names of its own for rounds.
        locked: locked > 0 && !isUnder ? { text: lockedName, x: axis.x(locked) } : null,
        rounds: (isUnder ? [] : reached).map(({ name, sparsity, accuracy }) => ({
          text: name,
          x: axis.x(sparsity),
          y: scale.y(accuracy),
        })),
        lines: layout.isNarrow
          ? []
          : [
              ...(ghost ? [{ text: texts.reference, curve: ghost }] : []),
              ...compared.map(({ name }, i) => ({ text: name, curve: others[i] })),
            ],
        curve: pixels,
        taken: [...hinted, ...own.map(({ box }) => box)],
      },
      layout,
      theme,
    );
    return [...ticks, ...own, ...words];
  }, [
    ticks,
    ends,
    chance,
    locked,
    lockedName,
    reached,
    compared,
    flip,
    walked,
    age,
    isUnder,
    hint,
    texts,
    axis,
    scale,
    layout,
    theme,
  ]);
}

/** Where the words beside the handle stand, that ask to move it from the start of the curve. */
function hintBox(hint: string, [x, y]: readonly [number, number], theme: ThemeTokens): TextBox {
  const size = theme["fs-m"] + 1;
  return { x: x + theme.handle + 14, y: y + theme.handle + 2, width: widthOf(hint, size, theme), height: size * 1.3 };
}

/** Sparsity along the axis. */
function tickLabels(
  axis: Axis,
  { frame, queue, axis: lane, isNarrow }: TradeOffLayout,
  theme: ThemeTokens,
  { zero, all }: Pick<TradeOffProps["texts"], "zero" | "all">,
): readonly Label[] {
  const size = theme["fs-tick"];
  return namedTicks(axis, size * (axis.kind === "log" ? 4.5 : 6)).map((tick) => {
    const text = tick === 0 ? (isNarrow ? "0" : zero) : tick === 1 ? all : String(Math.round(tick * 1000) / 10);
    const width = widthOf(text, size, theme);
    const x = axis.x(tick);
    const anchor = tick === 0 && !isNarrow ? undefined : tick === 1 ? "end" : "middle";
    const start = anchor === "middle" ? x - width / 2 : anchor === "end" ? x - width : x - 8;
    return {
      text,
      look: "plain",
      anchor,
      box: { x: start, y: frame.bottom + queue + lane - size * 1.57, width, height: size * 1.35 },
    };
  });
}
