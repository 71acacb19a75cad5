import { prepareCanvas } from "../canvas.ts";
import type { Size } from "../useSize.ts";
import type { ThemeTokens } from "../useTheme.ts";
import { bend, type EdgeEnds, edgeEnds, type NetworkGeometry } from "./geometry.ts";
import { type EdgeKind, type EdgeLook, lookOf, type Strata } from "./looks.ts";

/** What lines are drawn with. */
export interface Pen {
  readonly theme: ThemeTokens;
  readonly geometry: NetworkGeometry;
  readonly size: Size;
}

/** A stage higher than this has room for thicker lines. */
const high = 520;

/** Thickness of the thickest connections of a kernel: less where layers stand close, and beside one that is spread out. */
export function thickest({ theme, geometry, size }: Pen, kernel: number): number {
  const { spans, spread, isCrowded } = geometry;
  const most = theme["edge-max"] * (size.height > high ? 1.35 : 1);
  if (isCrowded) return most * (spread === kernel ? 1 : spread === null ? 0.7 : 0.5);
  const { left, right } = spans[kernel];
  return most * Math.min(1, Math.max(0.6, (right - left) / 120));
}

/** Whether a connection may stay as it is drawn. */
const isAlike = (look: number, before: number, inHaste: boolean) =>
  look === before || (inHaste && depthOf(lookOf(look).kind) > 0 && depthOf(lookOf(before).kind) > 0);

const depths = [0, 1, 2];
const depthOf = (kind: EdgeKind) =>
  kind === "gone" || kind === "bothGone" ? 0 : kind === "kept" || kind === "here" || kind === "there" ? 2 : 1;

/** Draws layers of connections, each on its canvas, and only those whose looks have changed since the last time: in haste, only those
 *  in which connections went or came back. Answers how many connections were drawn. */
export function createEdgePainter(): (
  canvases: readonly HTMLCanvasElement[],
  strata: Strata,
  looks: readonly Uint16Array[],
  pen: Pen,
  inHaste: boolean,
) => number {
  let last: { readonly strata: Strata; readonly pen: Pen; readonly looks: Uint16Array; readonly ratio: number } | null =
    null;
  return (canvases, strata, looks, pen, inHaste) => {
    const { kernels, indexes, starts } = strata;
    const inOrder = Uint16Array.from(indexes, (index, i) => looks[kernels[i]][index]);
    const isSame =
      last?.strata === strata &&
      last.pen.geometry === pen.geometry &&
      last.pen.theme === pen.theme &&
      last.ratio === devicePixelRatio;
    const drawnAs = last?.looks ?? inOrder;
    let drawn = 0;
    canvases.forEach((canvas, s) => {
      const [from, to] = [starts[s] ?? 0, starts[s + 1] ?? 0];
      const stays = (look: number, i: number) => isAlike(look, drawnAs[from + i], inHaste);
      if (isSame && inOrder.subarray(from, to).every(stays)) {
        inOrder.set(drawnAs.subarray(from, to), from);
        return;
      }
      const context = prepareCanvas(canvas, pen.size.width, pen.size.height);
      // What is gone lies below what is kept, and what does nothing below what does.
      for (const depth of depths)
        for (let i = from; i < to; i++) {
          const look = lookOf(inOrder[i]);
          if (look.kind === "none" || depthOf(look.kind) !== depth) continue;
          const lines = linesOf(look, thickest(pen, kernels[i]), pen.theme);
          drawEdge(context, edgeEnds(pen.geometry, kernels[i], indexes[i]), lines);
          drawn++;
        }
      context.globalAlpha = 1;
      context.setLineDash([]);
    });
    last = { strata, pen, looks: inOrder, ratio: devicePixelRatio };
    return drawn;
  };
}

interface Line {
  readonly colour: string;
  readonly width: number;
  readonly alpha: number;
  readonly dash?: readonly number[];
}

/** The lines that a connection is drawn with, one over the other; `most` is the thickness of the thickest. */
export function linesOf({ kind, isNegative, thick, ink }: EdgeLook, most: number, theme: ThemeTokens): readonly Line[] {
  const sign = isNegative ? theme.neg : theme.pos;
  const width = 0.5 + most * thick ** 0.85;
  const hollow = (colour: string) => [
    { colour, width: width + 1.6, alpha: 0.7 },
    { colour: theme.paper, width: Math.max(0.6, width - 0.4), alpha: 1 },
  ];
  const looks: Readonly<Record<EdgeKind, () => readonly Line[]>> = {
    none: () => [],
    gone: () => [{ colour: theme.ink, width: 0.7, alpha: 0.2, dash: [2, 4] }],
    kept: () => [{ colour: sign, width, alpha: ink }],
    nowhere: () => hollow(theme["rule-2"]),
    constant: () => hollow(sign),
    alike: () => [{ colour: theme["rule-2"], width: 1, alpha: 0.45 }],
    bothGone: () => [{ colour: theme["rule-2"], width: 0.8, alpha: 0.3, dash: [1.5, 5] }],
    here: () => [{ colour: theme.cut, width: most * 0.55, alpha: 0.95, dash: [5, 4] }],
    there: () => [{ colour: theme.other, width: most * 0.55, alpha: 0.95 }],
  };
  return looks[kind]();
}

function drawEdge(context: CanvasRenderingContext2D, ends: EdgeEnds, lines: readonly Line[]): void {
  for (const { colour, width, alpha, dash = [] } of lines) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.globalAlpha = alpha;
    context.setLineDash(dash as number[]);
    strokeEdge(context, ends);
  }
}

export function strokeEdge(context: CanvasRenderingContext2D, [x0, y0, x1, y1]: EdgeEnds): void {
  const c = (x1 - x0) * bend;
  context.beginPath();
  context.moveTo(x0, y0);
  context.bezierCurveTo(x0 + c, y0, x1 - c, y1, x1, y1);
  context.stroke();
}
