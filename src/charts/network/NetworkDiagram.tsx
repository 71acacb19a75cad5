import { type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Layer } from "../../network/network.ts";
import type { Mask } from "../../pruning/types.ts";
import { prepareCanvas } from "../canvas.ts";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import { drawEdge, drawEdges, drawUnits } from "./draw.ts";
import { type Column, columnsFor, pointOnEdge } from "./layout.ts";

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
