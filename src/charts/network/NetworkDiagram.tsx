import { type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Mask } from "../../network/mask.ts";
import type { Layer } from "../../network/network.ts";
import type { Chosen } from "../../pruning/chosen.ts";
import type { ManualEdits } from "../../pruning/manualEdits.ts";
import { BrushBox } from "../BrushBox.tsx";
import { prepareCanvas } from "../canvas.ts";
import plot from "../plot.module.css";
import svg from "../svg.module.css";
import { type BrushedBox, useBrush } from "../useBrush.ts";
import { useSize } from "../useSize.ts";
import { type ThemeTokens, useTheme } from "../useTheme.ts";
import { drawEdge, drawEdges, drawUnits } from "./draw.ts";
import { chosenAt, chosenIn, type Hit, nearestEdge } from "./hits.ts";
import { columnsFor, type LayerColumn } from "./layout.ts";
import styles from "./NetworkDiagram.module.css";
import { WeightTip } from "./WeightTip.tsx";

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
        <WeightTip
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
