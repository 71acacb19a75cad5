import type { ScaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { percent } from "../percent.ts";
import svg from "../svg.module.css";
import type { Axis } from "./axis.ts";
import styles from "./TradeOff.module.css";

export interface CurveMark {
  readonly sparsity: number;
  readonly accuracy: number;
}

/** Draws marks as an SVG path. */
export const curveOf = (axis: Axis, y: ScaleLinear<number, number>) =>
  line<CurveMark>(
    (mark) => axis.x(mark.sparsity),
    (mark) => y(mark.accuracy),
  );

/** What fine-tuning reached, as diamonds on a thin line. */
export function Reached(props: {
  marks: readonly CurveMark[];
  axis: Axis;
  y: ScaleLinear<number, number>;
  mark: number;
}) {
  const { marks, axis, y, mark } = props;
  const side = mark * 1.5;
  return (
    <>
      <path className={`${svg.curve} ${svg.thin}`} d={curveOf(axis, y)(marks) ?? ""} />
      {marks.map((m, i) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: marks are their place
          key={i}
          className={svg.reached}
          d={`M${axis.x(m.sparsity)} ${y(m.accuracy) - side}l${side} ${side}l${-side} ${side}l${-side} ${-side}z`}
        >
          <title>{`${percent(m.accuracy)}\u202f% after fine-tuning at ${percent(m.sparsity)}\u202f%`}</title>
        </path>
      ))}
    </>
  );
}

/** The handle's place in words, on the axis. */
export function Chip(props: { x: number; y: number; text: string; tick: number; idle: boolean; right: number }) {
  const { x, y, text, tick, idle, right } = props;
  const width = text.length * tick * 0.62 + 12;
  const left = Math.min(Math.max(x - width / 2, 0), right - width);
  return (
    <>
      <rect
        className={idle ? `${styles.chip} ${styles.idle}` : styles.chip}
        x={left}
        y={y - 2}
        width={width}
        height={tick + 12}
        rx={4}
      />
      <text className={styles.chipText} x={left + width / 2} y={y + tick + 1} textAnchor="middle">
        {text}
      </text>
    </>
  );
}
