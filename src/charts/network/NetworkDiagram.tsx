import { type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Layer } from "../../network/network.ts";
import type { Mask } from "../../pruning/types.ts";
import { prepareCanvas } from "../canvas.ts";
import { useSize } from "../useSize.ts";
import { type ThemeTokens, useTheme } from "../useTheme.ts";
import { bend, type Column, columnsFor, pointOnEdge } from "./layout.ts";

export interface DiagramProps {
  readonly layers: readonly Layer[];
  readonly mask: Mask;
  /** Pruned for good in earlier rounds. */
  readonly locked: Mask;
  /** Per hidden layer, 1 marks a dead unit. */
  readonly dead: readonly Uint8Array[];
  readonly inputLabels: readonly string[];
  readonly outputLabels: readonly string[];
  /** Per layer, units x cells: activation over the input plane; of the output units, the probability. */
  readonly unitFields: readonly Float32Array[] | undefined;
  readonly summary: string;
  /** The weight under the pointer, as layer and flat index. */
  readonly onHover: (weight: { layer: number; index: number } | null) => void;
}

interface Hit {
  readonly layer: number;
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** A small network: units as squares, weights as curves; blue adds, orange subtracts, thicker is stronger, dashed is pruned. */
export function NetworkDiagram(props: DiagramProps) {
  const { layers, mask, locked, dead, inputLabels, outputLabels, unitFields, summary, onHover } = props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const [hit, setHit] = useState<Hit | null>(null);
  const counts = useMemo(() => [layers[0].shape[0], ...layers.map(({ shape }) => shape[1])], [layers]);
  const margin = theme["fs-s"] * 3.6;
  const columns = useMemo(() => {
    const frame = { left: margin, right: width - margin - 6, top: 10, bottom: height - 10 };
    return width > 0 ? columnsFor(counts, frame, Math.max(12, theme["fs-tick"])) : [];
  }, [counts, width, height, margin, theme]);

  useEffect(() => {
    if (columns.length === 0) return;
    const context = prepareCanvas(canvas.current!, width, height);
    drawEdges(context, columns, layers, mask, locked, dead, theme);
    if (hit) drawEdge(context, columns, layers, hit, theme);
    drawUnits(context, columns, dead, unitFields, theme);
  }, [columns, layers, mask, locked, dead, unitFields, theme, width, height, hit]);

  const move = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const found = nearestEdge(columns, layers, event.clientX - box.left, event.clientY - box.top);
    if (found?.layer === hit?.layer && found?.index === hit?.index) return;
    setHit(found);
    onHover(found);
  };
  const leave = () => {
    setHit(null);
    onHover(null);
  };
  return (
    <div ref={ref} className="plot" onPointerMove={move} onPointerLeave={leave}>
      <canvas ref={canvas} role="img" aria-label={summary} />
      {columns.length > 0 ? (
        <svg aria-hidden>
          {inputLabels.map((label, i) => (
            <text
              key={label}
              className="lab"
              x={columns[0].x - columns[0].side / 2 - 6}
              y={columns[0].ys[i] + 5}
              textAnchor="end"
            >
              {label}
            </text>
          ))}
          {outputLabels.map((label, i) => {
            const column = columns[columns.length - 1];
            const at = column.x + column.side / 2 + 9;
            return (
              <g key={label}>
                {outputLabels.length === 2 ? (
                  <circle className={i === 0 ? "ring" : "dot"} cx={at + 1} cy={column.ys[i]} r={4} />
                ) : null}
                <text className="lab" x={at + 9} y={column.ys[i] + 5}>
                  {label}
                </text>
              </g>
            );
          })}
        </svg>
      ) : null}
      {hit ? <Tip hit={hit} layers={layers} mask={mask} width={width} /> : null}
    </div>
  );
}

function Tip({ hit, layers, mask, width }: { hit: Hit; layers: readonly Layer[]; mask: Mask; width: number }) {
  const layer = layers[hit.layer];
  const out = layer.shape[1];
  const kept = mask.get(layer.name)![hit.index] === 1;
  const from = Math.floor(hit.index / out) + 1;
  const to = (hit.index % out) + 1;
  const style =
    hit.x > width / 2 ? { right: width - hit.x + 12, top: hit.y - 14 } : { left: hit.x + 12, top: hit.y - 14 };
  return (
    <div className="tip" style={style}>
      <b>w = {layer.weights[hit.index].toFixed(3).replace("-", "−")}</b>, {kept ? "kept" : "pruned"}
      <br />
      {layer.name}: {from} → {to}
    </div>
  );
}

/** Edges grouped by look, so that each look is one path. */
function drawEdges(
  context: CanvasRenderingContext2D,
  columns: readonly Column[],
  layers: readonly Layer[],
  mask: Mask,
  locked: Mask,
  dead: readonly Uint8Array[],
  theme: ThemeTokens,
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
    let largest = 1e-12;
    for (const weight of layer.weights) largest = Math.max(largest, Math.abs(weight));
    const left = columns[l];
    const right = columns[l + 1];
    const x0 = left.x + left.side / 2;
    const x1 = right.x - right.side / 2;
    const c = (x1 - x0) * bend;
    for (let i = 0; i < fanIn; i++)
      for (let j = 0; j < out; j++) {
        const index = i * out + j;
        const weight = layer.weights[index];
        const colour = weight >= 0 ? theme.pos : theme.neg;
        const level = Math.min(levels - 1, Math.floor((Math.abs(weight) / largest) * levels));
        let path: Path2D;
        if (!earlier[index]) path = look("gone", 0, () => setStroke(context, theme["rule-2"], 0.8, 0.2, [1.5, 5]));
        else if (!bits[index]) path = look(`cut ${colour}`, 1, () => setStroke(context, colour, 1, 0.36, [3, 4]));
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

function drawEdge(
  context: CanvasRenderingContext2D,
  columns: readonly Column[],
  layers: readonly Layer[],
  hit: Hit,
  theme: ThemeTokens,
): void {
  const { shape, weights } = layers[hit.layer];
  const [left, right] = [columns[hit.layer], columns[hit.layer + 1]];
  const [i, j] = [Math.floor(hit.index / shape[1]), hit.index % shape[1]];
  const [x0, x1] = [left.x + left.side / 2, right.x - right.side / 2];
  const c = (x1 - x0) * bend;
  context.strokeStyle = weights[hit.index] >= 0 ? theme.pos : theme.neg;
  context.lineWidth = theme["edge-max"] * 1.2;
  context.beginPath();
  context.moveTo(x0, left.ys[i]);
  context.bezierCurveTo(x0 + c, left.ys[i], x1 - c, right.ys[j], x1, right.ys[j]);
  context.stroke();
}

function drawUnits(
  context: CanvasRenderingContext2D,
  columns: readonly Column[],
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

function nearestEdge(columns: readonly Column[], layers: readonly Layer[], px: number, py: number): Hit | null {
  let best: (Hit & { distance: number }) | null = null;
  for (let l = 0; l < layers.length; l++) {
    const [left, right] = [columns[l], columns[l + 1]];
    if (!left || !right || px < left.x || px > right.x) continue;
    const [x0, x1] = [left.x + left.side / 2, right.x - right.side / 2];
    const [fanIn, out] = layers[l].shape;
    for (let i = 0; i < fanIn; i++)
      for (let j = 0; j < out; j++)
        for (let s = 0; s <= 12; s++) {
          const [x, y] = pointOnEdge(x0, left.ys[i], x1, right.ys[j], s / 12);
          if (Math.abs(x - px) > (x1 - x0) / 20) continue;
          const distance = Math.hypot((x - px) * 0.3, y - py);
          if (distance < (best?.distance ?? 7)) best = { layer: l, index: i * out + j, x: px, y: py, distance };
        }
  }
  return best;
}
