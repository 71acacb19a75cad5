import type { ThemeTokens } from "../useTheme.ts";
import type { WrittenWords } from "./labels.ts";
import { type Context, curve, paintGone, paintStrands, type StrandLook, type StrandPlace } from "./paintStrands.ts";
import { edgesOf, type Plan, type PlannedColumn } from "./plan.ts";
import type { Bones, CutScene } from "./scene.ts";
import type { Strands } from "./strands.ts";

/** What strands are drawn with. */
export interface StrandBrush {
  readonly context: Context;
  readonly theme: ThemeTokens;
}

/** What painting goes by beside the plan. */
export interface Paint extends StrandBrush {
  readonly context: CanvasRenderingContext2D;
  readonly labels: WrittenWords;
}

/** How strands of a kernel look, by what it leads from and to. */
function looksOf(column: PlannedColumn, before: PlannedColumn | undefined, isWall: boolean, edgeMost: number) {
  const power = (most: number) => (m: number) => 0.35 + most * m ** 1.1;
  if (isWall) return { alpha: (m: number) => 0.1 + 0.4 * m * m, width: (m: number) => 0.4 + 0.9 * m };
  if (!before) return { alpha: () => 0.9, width: power(edgeMost) };
  if (column.kind === "maps") return { alpha: (m: number) => 0.16 + 0.7 * m, width: power(0.8 * edgeMost) };
  if (before.kind === "maps") return { alpha: (m: number) => 0.04 + 0.42 * m * m, width: power(1.3) };
  if (column.kind === "answers") return { alpha: (m: number) => 0.12 + 0.8 * m, width: (m: number) => 0.4 + 2 * m };
  return { alpha: (m: number) => 0.03 + 0.85 * m * m, width: (m: number) => 0.3 + 1.3 * m };
}

/** Strands between columns. */
export function paintEdges(
  { context, theme }: StrandBrush,
  plan: Plan,
  scene: CutScene,
  bones: Bones,
  given: {
    readonly heights: readonly Float32Array[];
    /** Of the units that are read. */
    readonly lit: readonly (Float32Array | null)[];
    readonly most: number;
    /** Whether what goes are whole units. */
    readonly isWhole: boolean;
  },
): void {
  const { input, wall, columns } = plan;
  const middle = Float32Array.of(input.top + input.height / 2);
  const colours = scene.isDifference ? ([theme.cut, theme.other] as const) : ([theme.pos, theme.neg] as const);
  scene.strands.forEach((strands, l) => {
    const column = columns[l];
    const isWall = l === 0 && wall !== null;
    const look: StrandLook = {
      ...looksOf(column, columns[l - 1], isWall, theme["edge-max"]),
      colours,
      full: bones.full[l],
      lit: l > 0 && columns[l - 1].kind === "units" ? given.lit[l - 1] : null,
      most: given.most,
    };
    const to = given.heights[l];
    const [left] = edgesOf(column);
    const isFew = strands.norms.length <= 300;
    const gone = {
      ink: theme.ink,
      isDashed: isFew && !given.isWhole,
      isTold: (from: number, unit: number) => isFew || isWall || (given.isWhole && (from * 7 + unit) % 8 === 0),
    };
    const paint = (place: StrandPlace) => {
      if (!scene.isDifference) paintGone(context, strands, gone, place);
      paintStrands(context, strands, look, place);
    };
    if (!isWall) {
      const from = l === 0 ? middle : given.heights[l - 1];
      paint({ left: l === 0 ? input.left + input.width : edgesOf(columns[l - 1])[1], right: left, from, to });
      return;
    }
    // The wall stands in front of strands that go on from it to the ticks.
    const passing = to.map((y) => wall.top + ((y - plan.top) / (plan.bottom - plan.top)) * wall.height);
    paint({ left: input.left + input.width, right: wall.left - 4, from: middle, to: passing });
    paintThrough(context, strands, look, { left: wall.left + wall.width + 4, right: left, from: passing, to });
  });
}

/** Strands of units that go on from their own height at the wall. */
function paintThrough(context: Context, strands: Strands, look: StrandLook, place: StrandPlace) {
  for (const sign of [0, 1] as const) {
    context.strokeStyle = look.colours[sign];
    context.lineWidth = 0.9;
    context.globalAlpha = 0.3;
    context.beginPath();
    for (let unit = 0; unit < strands.to; unit++)
      if (strands.norms[unit] > 0 && strands.sums[unit] < 0 === (sign === 1))
        curve(context, place.left, place.from[unit], place.right, place.to[unit]);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Shortcuts of residual layers: arcs over the columns that they pass by. */
export function paintArcs(
  { context, theme }: StrandBrush,
  { columns, top }: Plan,
  residual: readonly boolean[],
  gone: readonly boolean[],
): void {
  residual.forEach((isResidual, l) => {
    if (!isResidual || l === 0) return;
    const [from, to] = [columns[l - 1].x, columns[l].x];
    const rise = Math.min(9, (to - from) * 0.2);
    context.beginPath();
    context.moveTo(from, top - 2);
    context.bezierCurveTo(
      from + (to - from) * 0.2,
      top - 2 - rise,
      to - (to - from) * 0.2,
      top - 2 - rise,
      to,
      top - 2,
    );
    context.strokeStyle = theme["ink-2"];
    context.lineWidth = gone[l] ? 3 : 1.25;
    context.stroke();
  });
}
