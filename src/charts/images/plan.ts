import { isParametric, type Parametric, type Stage } from "../../network/layers/stage.ts";
import { tileGrid } from "../network/tiles.ts";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A convolution: a map a filter, and before them, where it reads the image itself, the filters. */
export interface MapColumn {
  readonly kind: "maps";
  readonly count: number;
  /** Centre of the maps, and their sides. */
  readonly x: number;
  readonly side: number;
  /** Stage whose answers are the maps: the last pooling behind the convolution, else itself. */
  readonly stage: number;
  readonly kernels: { readonly x: number; readonly side: number } | null;
}

/** A dense layer: a tick a unit. */
export interface UnitColumn {
  readonly kind: "units";
  readonly count: number;
  readonly x: number;
  readonly width: number;
  readonly stage: number;
}

export interface AnswerColumn {
  readonly kind: "answers";
  readonly count: number;
  readonly x: number;
  /** Room of a name, and of a bar behind it. */
  readonly name: number;
  readonly bar: number;
  /** Between strands and names. */
  readonly lead: number;
}

/** A column stands for a layer with a kernel, its units from the top to the bottom of the plan. */
export type PlannedColumn = MapColumn | UnitColumn | AnswerColumn;

/** What units of the first layer read, as tiles. */
export interface Wall extends Box {
  readonly columns: number;
  readonly side: number;
  readonly gap: number;
  /** Units shown; `more` is the room of what opens the others. */
  readonly shown: number;
  readonly more: Box | null;
}

/** Where everything of a network stands that reads images or series. */
export interface Plan {
  readonly width: number;
  readonly height: number;
  /** Of all columns. */
  readonly top: number;
  readonly bottom: number;
  readonly input: Box;
  /** What is still read of the input, under it. */
  readonly reads: Box | null;
  readonly wall: Wall | null;
  readonly columns: readonly PlannedColumn[];
}

/** What a plan is made for. */
export interface PlanRoom {
  readonly width: number;
  readonly height: number;
  /** Lanes that others stand in: data at the left, widths of layers on top. */
  readonly left: number;
  readonly top: number;
  /** Height of a line of text. */
  readonly line: number;
  /** Of the longest name of a class. */
  readonly name: number;
  /** Whether the wall shows every unit. */
  readonly all: boolean;
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));
const between = (from: number, to: number, share: number) => from + (to - from) * share;

/** Under this width a network stands closer together. */
const narrow = 520;

/** Places a network into its room; null while that has no size. */
export function planOf(stages: readonly Stage[], room: PlanRoom): Plan | null {
  const { width, height, left, top, line, name } = room;
  const bottom = height - 6;
  const tall = bottom - top;
  if (width < 120 || tall < 60) return null;
  const isNarrow = width < narrow;
  const kernels = stages.filter(isParametric);
  const readsDense = kernels[0].kind === "dense";
  // Without a lane at the left the data stand over what is read.
  const lead = left < 20 && top > 20 ? 14 : 0;
  const names = Math.min(name, 0.2 * width);
  const bar = clamp(0.07 * width, 26, 96);
  const end = width - names - bar - (isNarrow ? 12 : 30);
  const side = readsDense
    ? clamp((tall - line - 12 - lead) / 2, 36, Math.min(190, (isNarrow ? 0.18 : 0.17) * width))
    : clamp(Math.min(tall * 0.5, width * 0.15), 40, 190);
  const middle = (top + bottom) / 2;
  const pair = 2 * side + 8 + line;
  const input = {
    left,
    width: side,
    height: side,
    top: readsDense ? Math.max(top + lead, middle + lead / 2 - pair / 2) : middle - side / 2,
  };
  const reads = readsDense ? { ...input, top: input.top + side + 8 } : null;
  const wall = readsDense ? wallOf(kernels[0].to[2], { ...room, end }, left + side, tall, middle) : null;
  const start = wall ? wall.left + wall.width + (isNarrow ? 20 : clamp(width * 0.035, 16, 34) + 9) : left + side;
  return {
    width,
    height,
    top,
    bottom,
    input,
    reads,
    wall,
    columns: columnsOf(stages, { start, end, tall, isNarrow, names, bar }),
  };
}

function wallOf(units: number, room: PlanRoom & { end: number }, start: number, tall: number, middle: number): Wall {
  const { width, all, end } = room;
  const isNarrow = width < narrow;
  const left = start + (isNarrow ? 14 : (end - start) * 0.09);
  const most = (isNarrow ? 0.36 : 0.33) * (end - start);
  const few = isNarrow ? 3 : 4;
  const across = (gap: number, columns: number) => (most - gap * (columns - 1)) / columns;
  const rowsOfFew = Math.max(6, Math.floor((tall + 4) / (across(4, few) + 4)));
  const isWhole = all || units <= few * rowsOfFew;
  const whole = tileGrid(units, most, tall);
  const [columns, rows] = isWhole ? [whole.columns, whole.rows] : [few, Math.min(rowsOfFew, 12)];
  const gap = isWhole && units > 24 ? 1.6 : 4;
  const side = Math.floor(2 * Math.min((tall - gap * (rows - 1)) / rows, across(gap, columns))) / 2;
  const step = side + gap;
  const box = { left, width: columns * step - gap, height: rows * step - gap, top: middle - (rows * step - gap) / 2 };
  // What opens the others needs room for its number.
  const cells = isWhole ? 0 : side < 30 ? 2 : 1;
  const more = isWhole
    ? null
    : {
        left: left + (columns - cells) * step,
        top: box.top + (rows - 1) * step,
        width: cells * step - gap,
        height: side,
      };
  return { ...box, columns, side, gap, shown: isWhole ? units : columns * rows - cells, more };
}

/** Room that a layer wants before it, beside others. */
function wish(stage: Parametric, before: Parametric | undefined, reads: boolean): number {
  if (stage.kind === "conv") return before ? 1.55 : 1.4;
  if (!before) return reads ? 0 : 1;
  return stage.activation === null ? 1 : before.kind === "conv" ? 1.1 : 1.25;
}

function columnsOf(
  stages: readonly Stage[],
  frame: { start: number; end: number; tall: number; isNarrow: boolean; names: number; bar: number },
): PlannedColumn[] {
  const { start, end, tall, isNarrow, names, bar } = frame;
  const kernels = stages.filter(isParametric);
  const wishes = kernels.map((stage, l) => wish(stage, kernels[l - 1], stage.kind === "dense"));
  const total = wishes.reduce((sum, one) => sum + one, 0) || 1;
  const width = clamp(tall / 22, 6, 20);
  const roomOf = (l: number) => ((end - start) * wishes[l]) / total;
  let share = 0;
  return kernels.map((stage, l): PlannedColumn => {
    share += wishes[l];
    const x = between(start, end, share / total);
    const count = stage.to[2];
    const at = { count, x, stage: shownOf(stages, stages.indexOf(stage)) };
    if (stage.activation === null)
      return { kind: "answers", count, x, name: names, bar, lead: Math.min(8, roomOf(l) * 0.3) };
    // The first ticks stand at the beginning: what follows them is their room.
    const room = roomOf(wishes[l] > 0 ? l : l + 1);
    if (stage.kind === "dense") return { ...at, kind: "units", width: Math.min(width, room * 0.4) };
    const gap = count > 20 ? 1 : count > 10 ? 3 : 6;
    const side = clamp((tall - gap * (count - 1)) / count, 1, Math.min(l === 0 ? 46 : 30, room * 0.4));
    const kernel = side * 0.82;
    const hasKernels = l === 0 && stage.kernel[2] === 1 && !isNarrow && room > 3 * side && side >= 8;
    return {
      ...at,
      kind: "maps",
      side,
      kernels: hasKernels ? { x: x - side / 2 - 8 - kernel / 2, side: kernel } : null,
    };
  });
}

/** The last pooling right behind a stage, else itself. */
function shownOf(stages: readonly Stage[], at: number): number {
  const next = stages[at + 1];
  return next && !isParametric(next) ? shownOf(stages, at + 1) : at;
}

/** Height of the middle of a unit that stands at a place of its column. */
export const heightOf = ({ top, bottom }: Plan, { count }: Pick<PlannedColumn, "count">, place: number): number =>
  top + ((bottom - top) * (place + 0.5)) / count;

/** Left and right of what edges end and begin at. */
export function edgesOf(column: PlannedColumn): readonly [left: number, right: number] {
  const half =
    column.kind === "answers" ? column.lead : column.kind === "units" ? column.width / 2 + 1 : column.side / 2;
  const left = column.kind === "maps" && column.kernels ? column.kernels.x - column.kernels.side / 2 : column.x - half;
  return [left, column.x + half];
}

/** Of each kernel, from what it reads to what it makes. */
export function spansOf({ input, wall, columns }: Plan): { left: number; right: number }[] {
  return columns.map((column, l) => {
    if (l > 0) return { left: columns[l - 1].x, right: column.x };
    return wall
      ? { left: wall.left, right: wall.left + wall.width }
      : { left: input.left + input.width / 2, right: column.x };
  });
}

/** Where a tile of the wall stands. */
export function tileBox({ left, top, columns, side, gap }: Wall, tile: number): Box {
  const step = side + gap;
  return {
    left: left + (tile % columns) * step,
    top: top + Math.floor(tile / columns) * step,
    width: side,
    height: side,
  };
}
