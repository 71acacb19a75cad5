import { type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Mask } from "../../network/mask.ts";
import type { Layer } from "../../network/network.ts";
import { type Chosen, together, weightsOfUnits } from "../../pruning/chosen.ts";
import { type ManualEdits, manual } from "../../pruning/manualEdits.ts";
import { BrushBox } from "../BrushBox.tsx";
import { prepareCanvas } from "../canvas.ts";
import plot from "../plot.module.css";
import svg from "../svg.module.css";
import { type BrushedBox, useBrush } from "../useBrush.ts";
import { useSize } from "../useSize.ts";
import { type ThemeTokens, useTheme } from "../useTheme.ts";
import { drawEdge, drawEdges, drawUnits } from "./draw.ts";
import { columnsFor, type LayerColumn, pointOnEdge } from "./layout.ts";
import styles from "./NetworkDiagram.module.css";

export interface DiagramProps {
  readonly layers: readonly Layer[];
  /** What the kernels of the layers are called, in order. */
  readonly kernelNames: readonly string[];
  readonly mask: Mask;
  /** The mask of another cut to show differences from. */
  readonly other: Mask | undefined;
  /** Pruned for good in earlier rounds. */
  readonly locked: Mask;
  /** Per hidden layer, 1 marks a dead unit. */
  readonly dead: readonly Uint8Array[];
  readonly inputLabels: readonly string[];
  readonly outputLabels: readonly string[];
  /** Per layer, units x cells: activation over the input plane; of the output units, the probability. */
  readonly unitFields: readonly Float32Array[] | undefined;
  readonly summary: string;
  /** What else is to be told of a weight under the pointer. */
  readonly tell: (weight: { layer: number; index: number }) => string | null;
  /** Decided by hand. */
  readonly edits: ManualEdits;
  /** The weight under the pointer, as layer and flat index. */
  readonly onHover: (weight: { layer: number; index: number } | null) => void;
  /** A click on a connection or a hidden unit. */
  readonly onToggle: (chosen: Chosen) => void;
  /** A box around hidden units, or around connections where there are none; and where it stands. A finger chooses what it taps, which
   *  may be nothing. */
  readonly onChoose: (chosen: Chosen, box: BrushedBox) => void;
  /** What is chosen now. */
  readonly chosen: Chosen | null;
}

interface Hit {
  readonly layer: number;
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** A small network: units as squares, weights as curves; blue adds, orange subtracts, thicker is stronger, dashed is pruned. */
export function NetworkDiagram(props: DiagramProps) {
  const { layers, mask, other, locked, dead, inputLabels, outputLabels, unitFields, summary, edits, chosen, onHover } =
    props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const [hit, setHit] = useState<Hit | null>(null);
  const counts = useMemo(() => [layers[0].shape[0], ...layers.map(({ shape }) => shape[1])], [layers]);
  const [left, right] = [inputLabels, outputLabels].map((labels) => roomFor(labels, width) * theme["fs-s"]);
  const columns = useMemo(() => {
    const frame = { left, right: width - right - 6, top: 10, bottom: height - 10 };
    return width > 0 ? columnsFor(counts, frame, Math.max(12, theme["fs-tick"])) : [];
  }, [counts, width, height, left, right, theme]);

  useEffect(() => {
    if (columns.length === 0) return;
    const context = prepareCanvas(canvas.current!, width, height);
    drawEdges(context, columns, layers, mask, locked, dead, theme, other);
    layers.forEach(({ name }, layer) => {
      for (const index of chosen?.get(name) ?? []) drawEdge(context, columns, layers, { layer, index }, theme);
    });
    if (hit) drawEdge(context, columns, layers, hit, theme);
    drawUnits(context, columns, dead, unitFields, theme);
  }, [columns, layers, mask, other, locked, dead, unitFields, theme, width, height, hit, chosen]);

  const move = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const found = nearestEdge(columns, layers, event.clientX - box.left, event.clientY - box.top);
    if (found?.layer === hit?.layer && found?.index === hit?.index) return;
    setHit(found);
    onHover(found);
  };
  const brush = useBrush(
    (x, y) => {
      const chosen = chosenAt(columns, layers, x, y);
      if (chosen) props.onToggle(chosen);
    },
    (box) => {
      const isTap = box.x0 === box.x1 && box.y0 === box.y1;
      if (isTap) props.onChoose(chosenAt(columns, layers, box.x0, box.y0) ?? new Map(), box);
      else {
        const chosen = chosenIn(columns, layers, box);
        if (chosen.size > 0) props.onChoose(chosen, box);
      }
    },
  );
  const leave = () => {
    setHit(null);
    onHover(null);
  };
  return (
    <div
      ref={ref}
      className={`${plot.plot} ${plot.pick}`}
      {...brush.handlers}
      onPointerMove={(event) => {
        brush.handlers.onPointerMove(event);
        if (!brush.box && event.pointerType !== "touch") move(event);
      }}
      onPointerLeave={leave}
    >
      <canvas ref={canvas} role="img" aria-label={summary} />
      {columns.length > 0 ? (
        <svg aria-hidden>
          {(isRoomy(columns[0], theme) ? inputLabels : []).map((label, i) => (
            <text
              key={label}
              className={svg.lab}
              x={columns[0].x - columns[0].side / 2 - 6}
              y={columns[0].ys[i] + 5}
              textAnchor="end"
            >
              {shortened(label, width)}
            </text>
          ))}
          {(isRoomy(columns[columns.length - 1], theme) ? outputLabels : []).map((label, i) => {
            const column = columns[columns.length - 1];
            const at = column.x + column.side / 2 + 9;
            return (
              <g key={label}>
                {label === "ring" || label === "dot" ? (
                  <circle className={label === "ring" ? styles.ring : styles.dot} cx={at + 1} cy={column.ys[i]} r={4} />
                ) : null}
                <text className={svg.lab} x={at + 9} y={column.ys[i] + 5}>
                  {shortened(label, width)}
                </text>
              </g>
            );
          })}
        </svg>
      ) : null}
      {brush.box ? <BrushBox box={brush.box} /> : null}
      {hit && !brush.box ? (
        <Tip
          hit={hit}
          layers={layers}
          name={props.kernelNames[hit.layer]}
          mask={mask}
          edits={edits}
          description={props.tell(hit)}
          width={width}
        />
      ) : null}
    </div>
  );
}

/** Characters of a label at most: a phone has less room. */
const longestLabel = (width: number) => (width < 500 ? 9 : 18);

const shortened = (label: string, width: number) =>
  label.length > longestLabel(width) ? `${label.slice(0, longestLabel(width) - 1)}…` : label;

/** Room beside the network for its labels, in heights of their type. */
const roomFor = (labels: readonly string[], width: number) =>
  Math.max(3.6, 2.2 + 0.48 * Math.max(0, ...labels.map((label) => shortened(label, width).length)));

/** Whether labels can stand beside all units of a column. */
const isRoomy = ({ ys }: LayerColumn, theme: ThemeTokens) => ys.length < 2 || ys[1] - ys[0] >= theme["fs-s"];

function Tip(props: {
  hit: Hit;
  layers: readonly Layer[];
  /** Of the kernel that the weight is of. */
  name: string | undefined;
  mask: Mask;
  edits: ManualEdits;
  description: string | null;
  width: number;
}) {
  const { hit, layers, name, mask, edits, description: told, width } = props;
  const layer = layers[hit.layer];
  const out = layer.shape[1];
  const kept = mask.get(layer.name)![hit.index] === 1;
  const isByHand = edits.get(layer.name)?.[hit.index] === (kept ? manual.kept : manual.pruned);
  const from = Math.floor(hit.index / out) + 1;
  const to = (hit.index % out) + 1;
  const style =
    hit.x > width / 2 ? { right: width - hit.x + 12, top: hit.y - 14 } : { left: hit.x + 12, top: hit.y - 14 };
  return (
    <div className={styles.tip} style={style}>
      <b>w = {layer.weights[hit.index].toFixed(3).replace("-", "−")}</b>, {kept ? "kept" : "pruned"}
      {isByHand ? " by hand" : ""}
      <br />
      {name}: {from} → {to}
      {told ? (
        <>
          <br />
          {told}
        </>
      ) : null}
    </div>
  );
}

/** The hidden unit at a place, with all its connections, or the connection there. */
function chosenAt(columns: readonly LayerColumn[], layers: readonly Layer[], px: number, py: number): Chosen | null {
  for (let c = 1; c < columns.length - 1; c++) {
    const { x, ys, side } = columns[c];
    const reach = Math.max(side / 2, 5);
    const unit = Math.abs(px - x) <= reach ? ys.findIndex((y) => Math.abs(py - y) <= reach) : -1;
    if (unit >= 0) return weightsOfUnits(layers, c - 1, new Set([unit]));
  }
  const edge = nearestEdge(columns, layers, px, py);
  return edge && new Map([[layers[edge.layer].name, [edge.index]]]);
}

/** All connections of the hidden units in a box, or, where it holds none, the connections that cross it. */
function chosenIn(columns: readonly LayerColumn[], layers: readonly Layer[], { x0, y0, x1, y1 }: BrushedBox): Chosen {
  const units = columns.slice(1, -1).flatMap(({ x, ys }, l) => {
    const inside = x >= x0 && x <= x1 ? [...ys.keys()].filter((unit) => ys[unit] >= y0 && ys[unit] <= y1) : [];
    return inside.length > 0 ? [weightsOfUnits(layers, l, new Set(inside))] : [];
  });
  if (units.length > 0) return together(units);
  const crossing = layers.map(({ name, shape: [inputs, outputs] }, l): [string, number[]] => {
    const [left, right] = [columns[l], columns[l + 1]];
    const [from, to] = [left.x + left.side / 2, right.x - right.side / 2];
    const crosses = (index: number) =>
      Array.from({ length: 25 }, (_, s) =>
        pointOnEdge(from, left.ys[Math.floor(index / outputs)], to, right.ys[index % outputs], s / 24),
      ).some(([x, y]) => x >= x0 && x <= x1 && y >= y0 && y <= y1);
    return [name, Array.from({ length: inputs * outputs }, (_, index) => index).filter(crosses)];
  });
  return new Map(crossing.filter(([, indexes]) => indexes.length > 0));
}

function nearestEdge(columns: readonly LayerColumn[], layers: readonly Layer[], px: number, py: number): Hit | null {
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
