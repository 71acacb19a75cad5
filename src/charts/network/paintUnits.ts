import { shades } from "../colour.ts";
import type { Sheet } from "../sheet.ts";
import type { ThemeTokens } from "../useTheme.ts";
import type { Arc, LayerColumn } from "./geometry.ts";
import type { Signal } from "./looks.ts";
import type { Pen } from "./paintEdges.ts";

/** What is known of the units of a network at a cut. */
export interface DrawnUnits {
  /** Per hidden layer, 1 marks a dead unit. */
  readonly dead: readonly Uint8Array[];
  /** Per hidden layer and of the outputs, units x cells: the activation over the plane that the network reads, of outputs the
   *  probability; undefined where it reads no plane. */
  readonly fields: readonly Float32Array[] | undefined;
  /** 1 marks an input that some kept weight reads. */
  readonly read: Uint8Array;
  /** Kernels that have lost every weight. */
  readonly lost: readonly boolean[];
  readonly signal: Signal | null;
}

/** Where bars of the answers stand, from the outputs on. */
export interface Bars {
  readonly from: number;
  readonly length: number;
}

/** Squares with what the units respond to, arcs of shortcuts, and what the followed example makes of them. */
export function paintUnits(
  context: CanvasRenderingContext2D,
  sheet: Sheet,
  units: DrawnUnits,
  pen: Pen,
  bars: Bars | null,
): void {
  const { geometry, theme } = pen;
  const last = geometry.columns.length - 1;
  const tiles = units.fields ? tilesOf(sheet, units.fields, geometry.columns.slice(1), theme) : null;
  for (const arc of geometry.arcs) paintArc(context, arc, units.lost[arc.kernel], theme);
  geometry.columns.forEach((column, c) => {
    const isPlane = units.fields !== undefined;
    if (c === 0) paintInputs(context, column, units, isPlane, theme);
    else if (c === last && !isPlane) paintDots(context, column, new Uint8Array(column.ys.length).fill(1), theme);
    else paintColumn(context, column, units, { column: c, isOutput: c === last }, tiles, theme);
  });
  if (units.signal) paintAnswers(context, geometry.columns[last], units.signal, bars, pen);
}

function paintColumn(
  context: CanvasRenderingContext2D,
  { x, ys, side }: LayerColumn,
  { dead, fields, signal }: DrawnUnits,
  { column, isOutput }: { column: number; isOutput: boolean },
  tiles: Tiles | null,
  theme: ThemeTokens,
): void {
  const active = isOutput ? undefined : signal?.values[column];
  const most = Math.max(1e-9, ...(active ?? []));
  ys.forEach((y, unit) => {
    const isDead = !isOutput && dead[column - 1][unit] === 1;
    const [left, top] = [x - side / 2, y - side / 2];
    const share = active ? Math.max(0, active[unit] / most) : 0;
    clearUnder(context, left, top, side, theme);
    if (!isDead && tiles && side >= leastTile) {
      const { picture, across } = tiles;
      context.drawImage(picture, unit * across, (column - 1) * across, across, across, left, top, side, side);
    } else if (!isDead && !fields) {
      context.fillStyle = theme["paper-2"];
      context.fillRect(left, top, side, side);
      context.fillStyle = theme.ink;
      context.globalAlpha = share;
      context.fillRect(left, top, side, side);
      context.globalAlpha = 1;
    }
    context.strokeStyle = isDead ? theme["rule-2"] : theme.ink;
    context.setLineDash(isDead ? [2, 2] : []);
    context.lineWidth = isDead ? 1 : 1 + 2.4 * share;
    // What the followed example leaves silent steps back.
    context.globalAlpha = active && share === 0 && !isDead ? 0.35 : 1;
    context.strokeRect(left + 0.5, top + 0.5, side - 1, side - 1);
    context.globalAlpha = 1;
  });
  context.setLineDash([]);
}

/** A rim of paper, so that lines end before a unit. */
function clearUnder(context: CanvasRenderingContext2D, left: number, top: number, side: number, theme: ThemeTokens) {
  context.fillStyle = theme.paper;
  context.fillRect(left - 1.5, top - 1.5, side + 3, side + 3);
}

/** The inputs of a plane are its coordinates: left to right, bottom to top. */
function paintInputs(
  context: CanvasRenderingContext2D,
  column: LayerColumn,
  { read }: DrawnUnits,
  isPlane: boolean,
  theme: ThemeTokens,
): void {
  if (!isPlane) {
    paintDots(context, column, read, theme);
    return;
  }
  const { x, ys, side } = column;
  ys.forEach((y, input) => {
    const [left, top] = [x - side / 2, y - side / 2];
    const ramp =
      input === 0
        ? context.createLinearGradient(left, 0, left + side, 0)
        : context.createLinearGradient(0, top + side, 0, top);
    ramp.addColorStop(0, theme.paper);
    ramp.addColorStop(1, theme.ink);
    clearUnder(context, left, top, side, theme);
    context.fillStyle = ramp;
    context.globalAlpha = 0.86;
    context.fillRect(left, top, side, side);
    context.globalAlpha = 1;
    context.strokeStyle = read[input] ? theme.ink : theme["rule-2"];
    context.setLineDash(read[input] ? [] : [2, 2]);
    context.lineWidth = 1;
    context.strokeRect(left + 0.5, top + 0.5, side - 1, side - 1);
  });
  context.setLineDash([]);
}

/** Columns of a table and classes have no picture of their own; what is not read any more is hollow. */
function paintDots(
  context: CanvasRenderingContext2D,
  { x, ys, side }: LayerColumn,
  read: Uint8Array,
  theme: ThemeTokens,
) {
  ys.forEach((y, i) => {
    context.beginPath();
    context.arc(x, y, Math.max(1, side / 2 - (read[i] ? 0 : 1)), 0, 2 * Math.PI);
    context.fillStyle = read[i] ? theme.ink : theme.paper;
    context.fill();
    context.strokeStyle = theme["rule-2"];
    context.lineWidth = 1;
    if (!read[i]) context.stroke();
  });
}

/** A shortcut, from column to column; around a lost layer it is all that is left, and strong. */
function paintArc(
  context: CanvasRenderingContext2D,
  { from, to, foot, top }: Arc,
  isLost: boolean,
  theme: ThemeTokens,
) {
  const head = Math.min(6, (to - from) / 6);
  context.strokeStyle = theme.ink;
  context.lineWidth = isLost ? 3 : 1.4;
  context.beginPath();
  context.moveTo(from + 2, foot);
  context.bezierCurveTo(from + 6, top - (foot - top) * 0.3, to - 8, top - (foot - top) * 0.3, to - 3, foot - 1);
  context.stroke();
  context.lineWidth = isLost ? 2.2 : 1.3;
  context.beginPath();
  context.moveTo(to - 3 - head, foot - head - 1);
  context.lineTo(to - 2.5, foot);
  context.lineTo(to - 0.5, foot - head - 3);
  context.stroke();
}

/** Smaller squares, in pixels, have no picture. */
const leastTile = 5;

interface Tiles {
  /** A row a column of the network, in it the squares of its units. */
  readonly picture: OffscreenCanvas;
  /** Pixels of a square. */
  readonly across: number;
}

const levels = 255;

/** Squares of all units, cell by cell; the strongest response in ink. `fields` as units x cells. */
function tilesOf(
  sheet: Sheet,
  fields: readonly Float32Array[],
  columns: readonly LayerColumn[],
  theme: ThemeTokens,
): Tiles {
  const across = Math.round(Math.sqrt(fields[0].length / columns[0].ys.length));
  const wide = across * Math.max(...columns.map(({ ys }) => ys.length));
  const cells = across * across;
  const ramp = shades(theme.paper, theme.ink, levels);
  sheet.size(wide, across * columns.length);
  const { pixels } = sheet;
  columns.forEach(({ ys, side }, c) => {
    if (side < leastTile) return;
    for (let unit = 0; unit < ys.length; unit++) {
      const own = fields[c].subarray(unit * cells, (unit + 1) * cells);
      let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const value of own) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      const scale = (0.86 * levels) / (most - least || 1);
      for (let i = 0; i < cells; i++) {
        const at = (c * across + Math.floor(i / across)) * wide + unit * across + (i % across);
        pixels[at] = ramp[Math.round((own[i] - least) * scale)];
      }
    }
  });
  return { picture: sheet.done(), across };
}

/** How sure the network is of each class: bars after the names, or under them. */
function paintAnswers(
  context: CanvasRenderingContext2D,
  { x, ys, side }: LayerColumn,
  { probabilities }: Signal,
  bars: Bars | null,
  { theme, size }: Pen,
): void {
  const from = bars ? x + bars.from : x + side / 2 + 8;
  const length = bars?.length ?? Math.max(0, size.width - from);
  ys.forEach((y, unit) => {
    const middle = bars ? y : y + theme["fs-s"] * 0.95;
    const thick = bars ? 6 : 4;
    context.fillStyle = theme.rule;
    context.fillRect(from, middle - 0.5, length, 1);
    context.fillStyle = theme.ink;
    context.fillRect(from, middle - thick / 2, Math.max(1, length * probabilities[unit]), thick);
  });
}
