import type { Size } from "../useSize.ts";
import type { ThemeTokens } from "../useTheme.ts";
import type { TextBox } from "./span.ts";

/** Where the parts of the chart lie, in CSS pixels. */
export interface TradeOffLayout {
  readonly isNarrow: boolean;
  /** Edges of the plot. */
  readonly frame: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** Height of the queue under the axis. */
  readonly queue: number;
  /** Height of the lane below it, which has the figures of the axis and the chip. */
  readonly axis: number;
  readonly chip: { readonly width: number; readonly height: number };
  /** Where figures of the y-axis end: nothing of theirs is in the handle's lane. */
  readonly figures: number;
}

export const halo = 8;

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

/** The plot, the queue and the lane of the axis in a chart of a size. */
export function layoutOf({ width, height }: Size, theme: ThemeTokens): TradeOffLayout {
  const tick = theme["fs-tick"];
  const isNarrow = width < 480;
  const axis = Math.round(tick * 1.3 + 9);
  const queue = isNarrow ? 26 : within(Math.round(height * 0.19), 26, 64);
  const left = theme.lane;
  const top = theme.handle + 4;
  return {
    isNarrow,
    queue,
    axis,
    chip: { width: Math.round(tick * 3.9), height: axis - 2 },
    figures: left - theme.handle - 11,
    frame: {
      left,
      right: Math.max(left + 10, width - (isNarrow ? 14 : 20)),
      top,
      bottom: Math.max(top + 10, height - queue - axis),
    },
  };
}

/** The chip's left edge under the handle: a little beyond either end of the axis, and no more. */
export const chipAt = (x: number, { frame, chip }: TradeOffLayout): number =>
  within(x - chip.width / 2, frame.left - 26, frame.right + 16 - chip.width);

/** Words in the chart, with the box that they take. */
export interface Label {
  readonly text: string;
  readonly box: TextBox;
  readonly look: "plain" | "named" | "cut";
  /** Which part of the box the text is set to: letters are seldom as wide as they are taken to be. Left out: its start. */
  readonly anchor?: "start" | "middle" | "end" | undefined;
}

/** Whether the handle, its cut down to the foot, or its chip would cover a box: then the words there give way. */
export function isCovered(
  box: TextBox,
  handle: { readonly x: number; readonly y: number },
  layout: TradeOffLayout,
  radius: number,
): boolean {
  const { frame, queue, axis, chip } = layout;
  const touches = (left: number, right: number, top: number, bottom: number) =>
    box.x < right && box.x + box.width > left && box.y < bottom && box.y + box.height > top;
  const { x, y } = handle;
  const reach = radius + halo;
  const foot = frame.bottom + queue;
  const start = chipAt(x, layout);
  return (
    touches(x - reach, x + reach, y - reach, y + reach) ||
    touches(x - 3, x + 3, y, foot) ||
    touches(start - 4, start + chip.width + 4, foot, foot + axis)
  );
}
