import { ticks } from "d3-array";
import svg from "../svg.module.css";
import type { Size } from "../useSize.ts";
import type { Scales } from "./place.ts";
import styles from "./RunMap.module.css";
import type { MapView } from "./view.ts";

/** Accuracies beside the part of the map that is seen, sparsities below it. */
export function MapAxes(props: { scales: Scales; view: MapView; size: Size; tick: number }) {
  const { scales, view, tick } = props;
  const { width, height } = props.size;
  const isDrawn = width > 0;
  const isNarrow = width < 34 * tick;
  const stops = (from: number, to: number, pixels: number) =>
    ticks(from, to, Math.max(2, Math.floor(pixels / (6 * tick))));
  const [left, right] = [scales.x.invert(-view.x), scales.x.invert(width - view.x)];
  const [low, high] = [scales.y.invert(height - view.y), scales.y.invert(-view.y)];
  const digits = (from: number, to: number) => (to - from < 0.05 ? (to - from < 0.005 ? 2 : 1) : 0);
  const named = (value: number, span: readonly [number, number]) => `${(value * 100).toFixed(digits(...span))}`;
  return (
    <svg aria-hidden className={styles.axes}>
      {isDrawn
        ? stops(low, high, height)
            .filter((value) => value >= 0 && value <= 1)
            .map((value) => (
              <g key={value} transform={`translate(0 ${scales.y(value) + view.y})`}>
                <path className={svg.grid} d={`M${3.2 * tick} 0H${3.2 * tick + width}`} />
                <text x={3.2 * tick - 6} y={tick * 0.35} textAnchor="end">
                  {named(value, [low, high])}
                </text>
              </g>
            ))
        : null}
      {isDrawn
        ? stops(left, right, width)
            .filter((value) => value >= 0 && value <= 1)
            .map((value) => (
              <text key={value} x={3.2 * tick + scales.x(value) + view.x} y={height + tick * 1.2} textAnchor="middle">
                {named(value, [left, right])}
              </text>
            ))
        : null}
      <text className={svg.lab} x={3.2 * tick + width} y={height + tick * 2.5} textAnchor="end">
        {isNarrow ? "% pruned" : "% of all weights pruned"}
      </text>
      <text className={svg.lab} x={3.2 * tick} y={height + tick * 2.5}>
        {isNarrow ? "↑ accuracy, %" : "↑ accuracy in %, validation"}
      </text>
    </svg>
  );
}
