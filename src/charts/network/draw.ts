import type { Mask } from "../../network/mask.ts";
import type { Layer } from "../../network/network.ts";
import type { ThemeTokens } from "../useTheme.ts";
import { bend, type LayerColumn } from "./layout.ts";

/** Edges grouped by look, so that each look is one path. With `other`, the mask of another cut, those that the two treat alike step
 *  back: what this cut alone prunes is dashed as all it prunes, what the other alone prunes is a full line. */
export function drawEdges(
  context: CanvasRenderingContext2D,
  columns: readonly LayerColumn[],
  layers: readonly Layer[],
  mask: Mask,
  locked: Mask,
  dead: readonly Uint8Array[],
  theme: ThemeTokens,
  other?: Mask,
): void {
  const levels = 6;
  const looks = new Map<string, { path: Path2D; style: () => void; order: number }>();
  const look = (key: string, order: number, style: () => void) => {
    let found = looks.get(key);
    if (!found) {
      found = { path: new Path2D(), style, order };
      looks.set(key, found);
    }
    return found.path;
  };
  layers.forEach((layer, l) => {
    const [fanIn, out] = layer.shape;
    const bits = mask.get(layer.name)!;
    const earlier = locked.get(layer.name)!;
    const otherBits = other?.get(layer.name);
    let largest = 1e-12;
    for (const weight of layer.weights) largest = Math.max(largest, Math.abs(weight));
    const left = columns[l];
    const right = columns[l + 1];
    const x0 = left.x + left.side / 2;
    const x1 = right.x - right.side / 2;
    const c = (x1 - x0) * bend;
    if (layer.residual) {
      const path = look("shortcut", 1.5, () => setStroke(context, theme["ink-2"], 1, 0.6, []));
      left.ys.forEach((y, i) => {
        path.moveTo(x0, y);
        path.lineTo(x1, right.ys[i]);
      });
    }
    for (let i = 0; i < fanIn; i++)
      for (let j = 0; j < out; j++) {
        const index = i * out + j;
        const weight = layer.weights[index];
        const colour = weight >= 0 ? theme.pos : theme.neg;
        const level = Math.min(levels - 1, Math.floor((Math.abs(weight) / largest) * levels));
        let path: Path2D;
        if (!earlier[index]) path = look("gone", 0, () => setStroke(context, theme["rule-2"], 0.8, 0.2, [1.5, 5]));
        else if (otherBits) {
          const [here, there] = [bits[index], otherBits[index]];
          const wide = theme["edge-max"] * 0.55;
          if (here === there)
            path = look(`alike ${here}`, 1, () =>
              setStroke(context, theme["rule-2"], here ? 1 : 0.8, here ? 0.45 : 0.3, here ? [] : [1.5, 5]),
            );
          else if (there) path = look("here", 3, () => setStroke(context, theme.cut, wide, 0.95, [5, 4]));
          else path = look("there", 2, () => setStroke(context, theme.other, wide, 0.95, []));
        } else if (!bits[index]) path = look(`cut ${colour}`, 1, () => setStroke(context, colour, 1, 0.36, [3, 4]));
        else {
          const moot = (l > 0 && dead[l - 1][i]) || (l < dead.length && dead[l][j]);
          const thick = theme["edge-max"] * ((level + 0.7) / levels);
          path = look(`${moot} ${colour} ${level}`, 2 + level, () =>
            setStroke(context, colour, thick, moot ? 0.2 : 0.82, []),
          );
        }
        path.moveTo(x0, left.ys[i]);
        path.bezierCurveTo(x0 + c, left.ys[i], x1 - c, right.ys[j], x1, right.ys[j]);
      }
  });
  for (const { path, style } of [...looks.values()].sort((a, b) => a.order - b.order)) {
    style();
    context.stroke(path);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function setStroke(
  context: CanvasRenderingContext2D,
  colour: string,
  width: number,
  alpha: number,
  dash: number[],
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.globalAlpha = alpha;
  context.setLineDash(dash);
}

export function drawEdge(
  context: CanvasRenderingContext2D,
  columns: readonly LayerColumn[],
  layers: readonly Layer[],
  edge: { readonly layer: number; readonly index: number },
  theme: ThemeTokens,
): void {
  const { shape, weights } = layers[edge.layer];
  const [left, right] = [columns[edge.layer], columns[edge.layer + 1]];
  const [i, j] = [Math.floor(edge.index / shape[1]), edge.index % shape[1]];
  const [x0, x1] = [left.x + left.side / 2, right.x - right.side / 2];
  const c = (x1 - x0) * bend;
  context.strokeStyle = weights[edge.index] >= 0 ? theme.pos : theme.neg;
  context.lineWidth = theme["edge-max"] * 1.2;
  context.beginPath();
  context.moveTo(x0, left.ys[i]);
  context.bezierCurveTo(x0 + c, left.ys[i], x1 - c, right.ys[j], x1, right.ys[j]);
  context.stroke();
}

export function drawUnits(
  context: CanvasRenderingContext2D,
  columns: readonly LayerColumn[],
  dead: readonly Uint8Array[],
  fields: readonly Float32Array[] | undefined,
  theme: ThemeTokens,
): void {
  columns.forEach(({ x, ys, side }, c) => {
    const hiddenLayer = c - 1;
    const isHidden = c > 0 && c < columns.length - 1;
    const values = fields?.[hiddenLayer];
    ys.forEach((y, j) => {
      const isDead = isHidden && dead[hiddenLayer][j] === 1;
      const [left, top] = [x - side / 2, y - side / 2];
      context.fillStyle = theme.paper;
      context.fillRect(left, top, side, side);
      if (!isDead && values && side >= 7) drawField(context, values, j, ys.length, left, top, side, theme);
      if (c === 0 && ys.length <= 4) drawGradient(context, j, left, top, side, theme);
      context.lineWidth = 1;
      context.strokeStyle = isDead ? theme["rule-2"] : theme["ink-2"];
      context.setLineDash(isDead ? [2, 2.5] : []);
      context.strokeRect(left + 0.5, top + 0.5, side - 1, side - 1);
      context.setLineDash([]);
    });
  });
}

/** What a unit sees: its activation over the plane, the strongest in ink. */
function drawField(
  context: CanvasRenderingContext2D,
  values: Float32Array,
  unit: number,
  units: number,
  left: number,
  top: number,
  side: number,
  theme: ThemeTokens,
): void {
  const cells = values.length / units;
  const across = Math.round(Math.sqrt(cells));
  const from = unit * cells;
  let largest = 1e-9;
  for (let i = 0; i < cells; i++) largest = Math.max(largest, Math.abs(values[from + i]));
  context.fillStyle = theme.ink;
  const step = side / across;
  for (let i = 0; i < cells; i++) {
    const strength = Math.abs(values[from + i]) / largest;
    if (strength < 0.05) continue;
    context.globalAlpha = strength * 0.75;
    context.fillRect(left + (i % across) * step, top + Math.floor(i / across) * step, step + 0.3, step + 0.3);
  }
  context.globalAlpha = 1;
}

/** Inputs are the coordinates themselves: left to right, bottom to top. */
function drawGradient(
  context: CanvasRenderingContext2D,
  input: number,
  left: number,
  top: number,
  side: number,
  theme: ThemeTokens,
): void {
  const ramp =
    input === 0
      ? context.createLinearGradient(left, top, left + side, top)
      : context.createLinearGradient(left, top + side, left, top);
  ramp.addColorStop(0, theme["class-b"]);
  ramp.addColorStop(1, theme["rule-2"]);
  context.fillStyle = ramp;
  context.fillRect(left, top, side, side);
}
