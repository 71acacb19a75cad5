import { channels, mix, packed } from "../colour.ts";
import type { Sheet } from "../sheet.ts";
import type { ThemeTokens } from "../useTheme.ts";
import { fitted, squareAround } from "./boxes.ts";
import { type Inks, inInk } from "./inks.ts";
import type { Paint } from "./paint.ts";
import { drawIn, frame, paintLattice } from "./paintMarks.ts";
import { type Box, heightOf, type MapColumn, type Plan, tileBox, type Wall } from "./plan.ts";

/** Weights of some units of a layer, at a cut. */
export interface UnitWeights {
  readonly weights: Float32Array;
  readonly bits: Uint8Array;
  readonly others: Uint8Array | undefined;
  /** As if none were pruned (`weightColours`). */
  readonly colours: Uint32Array;
  readonly units: number;
  readonly dead: Uint8Array | undefined;
  readonly shape: readonly number[];
}

/** What a unit reads, into a sheet. */
function weightsInto(
  sheet: Sheet,
  unit: number,
  { bits, others, colours, units, shape }: UnitWeights,
  theme: ThemeTokens,
  blank: number,
): void {
  sheet.size(shape[1], shape[0]);
  const { pixels } = sheet;
  if (others) {
    const looks = [
      channels(theme.paper),
      channels(theme.other),
      channels(theme.cut),
      mix(theme.paper, theme.ink, 0.16),
    ].map(packed);
    for (let p = 0, i = unit; p < pixels.length; p++, i += units) pixels[p] = looks[bits[i] | (others[i] << 1)];
  } else
    for (let p = 0, i = unit; p < pixels.length; p++, i += units) pixels[p] = blank ^ ((blank ^ colours[i]) & -bits[i]);
}

/** Tiles of the wall: what units of the first layer read. */
export function paintWall(
  brush: Paint,
  sheet: Sheet,
  inks: Inks,
  wall: Wall,
  shown: readonly number[],
  of: UnitWeights,
): void {
  const { context, theme } = brush;
  shown.forEach((unit, t) => {
    const box = tileBox(wall, t);
    const { gap, side } = wall;
    context.fillStyle = theme.paper;
    context.fillRect(box.left - gap / 2, box.top - gap / 2, side + gap, side + gap);
    const isDead = of.dead?.[unit] === 1;
    if (!isDead && of.shape.length === 2) {
      weightsInto(sheet, unit, of, theme, inks.blank);
      context.imageSmoothingQuality = "high";
      drawIn(brush, sheet, fitted(box, of.shape), side * devicePixelRatio < of.shape[1] || side > 60);
    } else if (!isDead) paintSeries(brush, box, unit, of);
    context.globalAlpha = isDead ? 0.8 : side > 22 ? 1 : 0.4;
    frame(brush, box, isDead, theme["rule-2"]);
    context.globalAlpha = 1;
  });
}

/** What a unit reads of a series: a short curve of bars around 0. */
function paintSeries(
  { context, theme }: Paint,
  { left, top, width, height }: Box,
  unit: number,
  { weights, bits, units }: UnitWeights,
): void {
  const points = weights.length / units;
  let most = 1e-9;
  for (let i = unit; i < weights.length; i += units) most = Math.max(most, Math.abs(weights[i]));
  const step = (width - 4) / points;
  for (let p = 0, i = unit; p < points; p++, i += units) {
    if (!bits[i]) continue;
    const high = (weights[i] / most) * (height / 2 - 2);
    context.fillStyle = high >= 0 ? theme.pos : theme.neg;
    context.fillRect(
      left + 2 + p * step,
      top + height / 2 - Math.max(0, high),
      Math.max(0.6, step - 0.3),
      Math.abs(high),
    );
  }
}

/** Filters of a convolution, and their maps of what is followed; hollow where a filter is gone. */
export function paintMaps(
  brush: Paint,
  sheet: Sheet,
  inks: Inks,
  plan: Plan,
  column: MapColumn,
  given: {
    order: readonly number[];
    filters: UnitWeights | null;
    answers: Float32Array | null;
    shape: readonly number[];
    dead: Uint8Array | undefined;
  },
): void {
  const { context, theme } = brush;
  const { order, filters, answers, shape, dead } = given;
  order.forEach((unit, place) => {
    const y = heightOf(plan, column, place);
    const box = squareAround(column.x, y, column.side);
    const isGone = dead?.[unit] === 1;
    context.fillStyle = theme.paper;
    context.fillRect(box.left - 1, box.top - 1, box.width + 2, box.height + 2);
    if (answers && !isGone) {
      sheet.size(shape[1], shape[0]);
      let most = 1e-9;
      for (let i = unit; i < answers.length; i += column.count) most = Math.max(most, Math.abs(answers[i]));
      inInk(sheet.pixels, answers, { from: unit, step: column.count, most }, inks);
      drawIn(brush, sheet, box, column.side > 60);
    }
    if (column.side >= 5) frame(brush, box, isGone || !answers);
    if (!column.kernels || !filters) return;
    const kernel = squareAround(column.kernels.x, y, column.kernels.side);
    weightsInto(sheet, unit, filters, theme, inks.blank);
    drawIn(brush, sheet, kernel, false);
    if (kernel.width > 14) paintLattice(brush, kernel, filters.shape);
    frame(brush, kernel, isGone, theme["rule-2"]);
  });
}

/** Weights of one unit in frames of so many, of which as many go everywhere (N:M). */
export function paintGroups(
  brush: Paint,
  box: Box,
  unit: number,
  size: number,
  { weights, bits, units, shape }: UnitWeights,
): void {
  const { context, theme } = brush;
  const cells = 8;
  const side = box.width / cells;
  const [y0, x0] = [Math.floor((shape[0] - cells) / 2), size * Math.floor((shape[1] - cells) / 2 / size)];
  const at = (x: number, y: number) => ((y0 + y) * shape[1] + x0 + x) * units + unit;
  let most = 1e-9;
  for (let y = 0; y < cells; y++) for (let x = 0; x < cells; x++) most = Math.max(most, Math.abs(weights[at(x, y)]));
  context.fillStyle = theme.paper;
  context.fillRect(box.left, box.top, box.width, box.height);
  for (let y = 0; y < cells; y++)
    for (let x = 0; x < cells; x++) {
      const [left, top, index] = [box.left + x * side, box.top + y * side, at(x, y)];
      if (bits[index]) {
        context.globalAlpha = 0.3 + (0.7 * Math.abs(weights[index])) / most;
        context.fillStyle = weights[index] < 0 ? theme.neg : theme.pos;
        context.fillRect(left + 1.5, top + 1.5, side - 3, side - 3);
        context.globalAlpha = 1;
      } else frame(brush, { left: left + 2, top: top + 2, width: side - 4, height: side - 4 }, true);
    }
  for (let y = 0; y < cells; y++)
    for (let x = 0; x < cells; x += size)
      frame(brush, { left: box.left + x * side, top: box.top + y * side, width: size * side, height: side }, false);
}
