import type { ThemeTokens } from "../useTheme.ts";
import type { Bar, CutPiece } from "./place.ts";

const colours = { negative: "neg", positive: "pos", plain: "ink" } as const;

/** Bars by their look, each look in one go; what is gone is dotted, and of no colour. */
export function drawBars(context: CanvasRenderingContext2D, bars: readonly Bar[], theme: ThemeTokens): void {
  for (const tone of ["negative", "positive", "plain"] as const) {
    context.fillStyle = theme[colours[tone]];
    context.beginPath();
    for (const bar of bars) if (bar.tone === tone) context.rect(bar.x, bar.y, bar.width, bar.height);
    context.fill();
  }
  context.strokeStyle = theme["ink-3"];
  context.lineWidth = 0.8;
  context.setLineDash([2, 2]);
  context.beginPath();
  for (const { tone, x, y, width, height } of bars)
    if (tone === "gone") context.rect(x + 0.4, y + 0.4, Math.max(0.4, width - 0.8), Math.max(0.4, height - 0.8));
  context.stroke();
  context.setLineDash([]);
}

/** The cut: one line with a knob at its right end, or stairs. */
export function drawCut(context: CanvasRenderingContext2D, pieces: readonly CutPiece[], theme: ThemeTokens): void {
  context.strokeStyle = context.fillStyle = theme.cut;
  const wide = Math.max(2, theme["line-thin"] * 1.4);
  pieces.forEach(({ left, right, y }, i) => {
    context.lineWidth = wide;
    context.beginPath();
    context.moveTo(left, y);
    context.lineTo(right, y);
    context.stroke();
    context.beginPath();
    context.arc(right, y, pieces.length === 1 ? wide * 2.75 : wide * 1.75, 0, 2 * Math.PI);
    context.fill();
    const next = pieces[i + 1];
    if (!next) return;
    const between = (right + next.left) / 2 + wide * 1.2;
    context.lineWidth = wide * 0.6;
    context.setLineDash([2, 3]);
    context.beginPath();
    context.moveTo(between, y);
    context.lineTo(between, next.y);
    context.stroke();
    context.setLineDash([]);
  });
}
