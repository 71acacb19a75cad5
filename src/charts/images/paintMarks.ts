import { channels, packed } from "../colour.ts";
import type { Sheet } from "../sheet.ts";
import { fitted } from "./boxes.ts";
import { type Inks, inInk } from "./inks.ts";
import type { Paint } from "./paint.ts";
import type { Box } from "./plan.ts";

export function frame(
  { context, theme }: Paint,
  { left, top, width, height }: Box,
  isHollow: boolean,
  colour?: string,
): void {
  context.lineWidth = 1;
  context.strokeStyle = isHollow ? theme["rule-2"] : (colour ?? theme.ink);
  context.setLineDash(isHollow ? [2, 2.5] : []);
  context.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
  context.setLineDash([]);
}

export function drawIn(
  { context, theme }: Paint,
  sheet: Sheet,
  { left, top, width, height }: Box,
  isSmooth: boolean,
): void {
  context.imageSmoothingEnabled = isSmooth;
  context.fillStyle = theme.paper;
  context.fillRect(left, top, width, height);
  context.drawImage(sheet.done(), left, top, width, height);
}

/** The image that is followed, or the series as a line; hollow before there is one. */
export function paintInput(
  brush: Paint,
  sheet: Sheet,
  inks: Inks,
  box: Box,
  values: ArrayLike<number> | null,
  shape: readonly number[],
): void {
  const { context, theme } = brush;
  if (values && shape.length === 2) {
    sheet.size(shape[1], shape[0]);
    inInk(sheet.pixels, values, { most: values instanceof Uint8Array ? 255 : 1 }, inks);
    const picture = fitted(box, shape);
    context.fillStyle = theme["paper-2"];
    context.fillRect(box.left, box.top, box.width, box.height);
    drawIn(brush, sheet, picture, true);
  } else if (values) paintWave(brush, box, values);
  frame(brush, box, values === null);
}

/** Signals are normed: beyond there is hardly anything. */
const mostSignal = 3;

function paintWave({ context, theme }: Paint, { left, top, width, height }: Box, values: ArrayLike<number>): void {
  context.fillStyle = theme["paper-2"];
  context.fillRect(left, top, width, height);
  const middle = top + height / 2;
  context.strokeStyle = theme["rule-2"];
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(left, middle);
  context.lineTo(left + width, middle);
  context.stroke();
  context.beginPath();
  for (let i = 0; i < values.length; i++) {
    const x = left + 4 + ((width - 8) * i) / (values.length - 1);
    context.lineTo(x, middle - (Math.max(-1, Math.min(1, values[i] / mostSignal)) * (height - 8)) / 2);
  }
  context.strokeStyle = theme.ink;
  context.lineWidth = theme["line-thin"] * 1.3;
  context.lineJoin = "round";
  context.stroke();
}

/** How much of every pixel, or point of a series, is still read. */
export function paintReads(
  brush: Paint,
  sheet: Sheet,
  inks: Inks,
  box: Box,
  { norms, count }: { norms: Float32Array; count: number },
  shape: readonly number[],
): void {
  const { context, theme } = brush;
  const strongest =
    norms
      .slice()
      .sort()
      .at(-Math.ceil(norms.length / 40)) || 1;
  context.fillStyle = theme.paper;
  context.fillRect(box.left, box.top, box.width, box.height);
  if (shape.length === 2) {
    const picture = fitted(box, shape);
    sheet.size(shape[1], shape[0]);
    const paper = packed(channels(theme.paper));
    for (let p = 0; p < norms.length; p++)
      sheet.pixels[p] = norms[p] === 0 ? paper : inks.ink[Math.min(255, Math.floor(40 + (215 * norms[p]) / strongest))];
    drawIn(brush, sheet, picture, false);
    const step = picture.width / shape[1];
    if (step >= 3) paintLattice(brush, picture, shape);
  } else {
    const step = (box.width - 8) / norms.length;
    context.fillStyle = theme.ink;
    for (let i = 0; i < norms.length; i++) {
      const high = Math.min(1, norms[i] / strongest) * (box.height - 8);
      context.fillRect(box.left + 4 + i * step, box.top + box.height - 4 - high, Math.max(1, step - 1), high);
    }
  }
  frame(brush, box, count < norms.length);
}

/** Hairlines of paper between pixels, so that each is seen. */
export function paintLattice(
  { context, theme }: Paint,
  { left, top, width, height }: Box,
  [rows, columns]: readonly number[],
): void {
  context.strokeStyle = theme.paper;
  context.lineWidth = 0.5;
  context.beginPath();
  for (let x = 1; x < columns; x++) {
    context.moveTo(left + (width * x) / columns, top);
    context.lineTo(left + (width * x) / columns, top + height);
  }
  for (let y = 1; y < rows; y++) {
    context.moveTo(left, top + (height * y) / rows);
    context.lineTo(left + width, top + (height * y) / rows);
  }
  context.stroke();
}
