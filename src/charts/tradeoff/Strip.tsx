import { useEffect, useMemo, useRef } from "react";
import { prepareCanvas } from "../canvas.ts";
import type { ThemeTokens } from "../useTheme.ts";
import type { Axis } from "./axis.ts";
import { stripColumns } from "./stripColumns.ts";
import styles from "./TradeOff.module.css";

/** Every entry under the axis, in the order the cut takes them: left of the cut dotted, right of it a weight in the colour of its
 *  sign, a score, which has none, in ink. */
export function Strip(props: {
  width: number;
  axis: Axis;
  /** Pixels the axis spans. */
  left: number;
  right: number;
  top: number;
  height: number;
  values: Float32Array;
  isSigned: boolean;
  /** Share of the row, from its beginning, that is pruned. */
  pruned: number;
  theme: ThemeTokens;
}) {
  const { width, axis, left, right, top, height, values, isSigned, pruned, theme } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const room = right - left;
  const edges = useMemo(() => {
    const most = Math.max(1, Math.floor(room / 2));
    // Evenly spread weights get a column each while there is room.
    const n = axis.kind === "linear" ? Math.min(most, Math.max(1, values.length)) : most;
    return Array.from({ length: n + 1 }, (_, c) => axis.sparsity(left + (c * room) / n));
  }, [axis, left, room, values.length]);
  const columns = useMemo(() => stripColumns(values, edges), [values, edges]);
  useEffect(() => {
    const context = prepareCanvas(canvas.current!, width, height);
    const { size, positive } = columns;
    const n = size.length;
    const largest = size.reduce((most, one) => Math.max(most, one), 1e-12);
    const step = room / n;
    for (let c = 0; c < n; c++) {
      const tall = Math.max(1, (size[c] / largest) * (height - 2));
      const place = left + c * step;
      if ((edges[c] + edges[c + 1]) / 2 < pruned) {
        context.strokeStyle = theme["rule-2"];
        context.setLineDash([1, 2]);
        context.beginPath();
        context.moveTo(place + step / 2, 0);
        context.lineTo(place + step / 2, tall);
        context.stroke();
        context.setLineDash([]);
        continue;
      }
      context.globalAlpha = 1;
      const gap = step > 2.5 ? 0.6 : 0;
      const up = tall * positive[c];
      context.fillStyle = isSigned ? theme.pos : theme["ink-2"];
      context.fillRect(place, 0, step - gap, up);
      context.fillStyle = theme.neg;
      context.fillRect(place, up, step - gap, tall - up);
    }
    context.globalAlpha = 1;
  }, [columns, edges, isSigned, pruned, theme, width, height, left, room]);
  return <canvas ref={canvas} className={styles.strip} style={{ top, height, width }} aria-hidden />;
}
