import { memo, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { prepareCanvas } from "../canvas.ts";
import type { ThemeTokens } from "../useTheme.ts";
import type { Axis } from "./axis.ts";
import type { TradeOffLayout } from "./layout.ts";
import { columnsBefore, heightOf, queueColumns } from "./queue.ts";
import styles from "./TradeOff.module.css";

/** Every entry under the axis, in the order the cut takes them. Both pictures of it are drawn once, as it stands and hollow; a cut moves
 *  the border between them. */
export const Queue = memo(function Queue(props: {
  axis: Axis;
  layout: TradeOffLayout;
  values: Float32Array;
  /** Weights have a sign; scores have none. */
  isSigned: boolean;
  /** Share of the queue, from its beginning, that earlier rounds pruned, and that the cut takes. */
  locked: number;
  pruned: number;
  theme: ThemeTokens;
}) {
  const { axis, layout, values, isSigned, locked, pruned, theme } = props;
  const { left, right, bottom } = layout.frame;
  const height = layout.queue;
  const solid = useRef<HTMLCanvasElement>(null);
  const hollow = useRef<HTMLCanvasElement>(null);
  const edges = useMemo(() => {
    const least = layout.isNarrow ? 2 : values.length > 4 * (right - left) ? 4 : 2;
    const most = Math.max(1, Math.floor((right - left) / least));
    // Evenly spread weights get a column each while there is room.
    const n = axis.kind === "linear" ? Math.min(most, Math.max(1, values.length)) : most;
    return Array.from({ length: n + 1 }, (_, c) => axis.sparsity(left + (c * (right - left)) / n));
  }, [axis, left, right, values.length, layout.isNarrow]);
  const columns = useMemo(() => queueColumns(values, edges), [values, edges]);
  const width = right - left;
  useEffect(() => {
    const step = width / Math.max(1, columns.length);
    const bar = step > 3 ? Math.max(step * 0.72, step - 4) : Math.max(1, step - 0.5);
    const largest = values.reduce((most, one) => Math.max(most, Math.abs(one)), 1e-12);
    const gone = columnsBefore(edges, locked);
    const standing = prepareCanvas(solid.current!, width, height);
    const left = prepareCanvas(hollow.current!, width, height);
    left.strokeStyle = theme["ink-3"];
    left.fillStyle = theme["rule-2"];
    left.lineWidth = 0.8;
    left.setLineDash([2, 1.6]);
    columns.forEach((value, c) => {
      const x = c * step;
      const tall = Math.max(2, heightOf(value, largest) * (height - 6));
      standing.fillStyle = isSigned ? (value > 0 ? theme.pos : theme.neg) : theme.ink;
      standing.fillRect(x, 0, bar, tall);
      left.globalAlpha = 0.8;
      if (c < gone) left.fillRect(x, 2.5, bar, 1.4);
      else if (step > 3) left.strokeRect(x + 0.4, -1, bar - 0.8, tall + 0.6);
      else {
        left.beginPath();
        left.moveTo(x + step / 2, 0);
        left.lineTo(x + step / 2, tall);
        left.stroke();
      }
    });
  }, [columns, edges, values, isSigned, locked, theme, width, height]);
  const border = columns.length === 0 ? 0 : (columnsBefore(edges, pruned) * width) / columns.length;
  useLayoutEffect(() => {
    show(solid.current!, border);
    show(hollow.current!, border - width);
  }, [border, width]);
  const place = { left, top: bottom + 1, width, height };
  return (
    <div className={styles.queueLane} style={place} aria-hidden>
      <div className={styles.queue}>
        <canvas ref={hollow} />
      </div>
      <div className={styles.queue}>
        <canvas ref={solid} data-place="queue" />
      </div>
    </div>
  );
});

/** Shows of a canvas what the frame around it uncovers, moved by so many pixels; the canvas stays where it is. A clip would have the
 *  page's layers put together anew at every move. */
function show(canvas: HTMLCanvasElement, by: number): void {
  canvas.parentElement!.style.transform = `translateX(${by}px)`;
  canvas.style.transform = `translateX(${-by}px)`;
}
