import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { useLayoutEffect, useMemo, useRef } from "react";
import { tickText } from "../../text/numbers.ts";
import { prepareCanvas } from "../canvas.ts";
import svg from "../svg.module.css";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import { markOf } from "./classMarks.ts";
import { FollowPoint } from "./FollowPoint.tsx";
import { pointAt } from "./points.ts";
import styles from "./Scatter.module.css";

/** Rows of a table by two of their numbers: classes by marks, rings around what is answered wrongly, and the row that is followed. */
export function Scatter(props: {
  /** Of every row, as they stand in the table. */
  across: Float32Array;
  up: Float32Array;
  labels: Uint8Array;
  /** 1 marks a row that is answered wrongly, 2 one that the cut has broken. */
  wrong: Uint8Array;
  summary: string;
  row: number | null;
  tell: (row: number) => string;
  onFollow: (row: number | null) => void;
}) {
  const { across, up, labels, wrong, summary, row, tell, onFollow } = props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const line = theme["fs-tick"];
  const { x, y } = useMemo(() => {
    const scale = (values: Float32Array, from: number, to: number) => {
      const [least = 0, most = 1] = extent(values);
      return scaleLinear(least === most ? [least - 1, most + 1] : [least, most], [from, to]);
    };
    return {
      x: scale(across, line * 2.6, Math.max(line * 3, width - 10)),
      y: scale(up, Math.max(12, height - line * 1.9), 10),
    };
  }, [across, up, width, height, line]);
  const places = useMemo(
    () => Array.from(labels, (_, i) => ({ x: x(across[i]), y: y(up[i]) })),
    [labels, across, up, x, y],
  );
  const radius = Math.max(2.2, Math.min(4.4, width / 90));
  useLayoutEffect(() => {
    if (width === 0) return;
    const context = prepareCanvas(canvas.current!, width, height);
    const stroke = (colour: string, wide: number, path: Path2D) => {
      context.strokeStyle = colour;
      context.lineWidth = wide;
      context.stroke(path);
    };
    places.forEach((place, i) => {
      const { outline, isFilled } = markOf(labels[i]);
      const path = new Path2D(outline(place.x, place.y, radius));
      context.fillStyle = isFilled ? theme["class-line"] : theme["class-b"];
      context.fill(path);
      stroke(isFilled ? theme["class-b"] : theme["class-line"], isFilled ? 0.5 : 1.1, path);
    });
    const ring = (i: number, more: number) => {
      const path = new Path2D();
      path.arc(places[i].x, places[i].y, radius + more, 0, 2 * Math.PI);
      return path;
    };
    wrong.forEach((how, i) => {
      if (how > 0) stroke(how === 2 ? theme.cut : theme["ink-3"], how === 2 ? 1.9 : 1, ring(i, 3));
    });
    if (row !== null && places[row]) stroke(theme.ink, 1.6, ring(row, 8));
  }, [places, labels, wrong, row, radius, width, height, theme]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: keys have a slider of their own
    <div
      ref={ref}
      className={styles.scatter}
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const pressed = pointAt(places, event.clientX - box.left, event.clientY - box.top);
        onFollow(pressed === row ? null : pressed);
      }}
    >
      <svg aria-hidden>
        {x.ticks(Math.min(3, width / (line * (5 + 20 * theme.letters)))).map((tick) => (
          <text key={tick} className={svg.lab} x={x(tick)} y={height - 3} textAnchor="middle">
            {tickText(tick)}
          </text>
        ))}
        {y.ticks(Math.min(4, height / (line * 4))).map((tick) => (
          <text key={tick} className={svg.lab} x={line * 2.1} y={y(tick)} dy=".34em" textAnchor="end">
            {tickText(tick)}
          </text>
        ))}
      </svg>
      <canvas ref={canvas} role="img" aria-label={summary} />
      <FollowPoint places={places} row={row} tell={tell} onFollow={onFollow} />
    </div>
  );
}
