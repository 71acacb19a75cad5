import type { ScaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { percent } from "../percent.ts";
import svg from "../svg.module.css";
import type { Axis } from "./axis.ts";
import type { TextBox } from "./span.ts";
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

interface KeyLayout {
  readonly entries: readonly { readonly name: string; readonly className: string }[];
  readonly box: TextBox;
  readonly rows: number;
  readonly line: number;
  /** Width of a column. */
  readonly column: number;
}

/** What the lines are and where that is told: one name under another, or in columns where that would go below `bottom`. */
export function keyOf(props: {
  x: number;
  y: number;
  bottom: number;
  line: number;
  reference: boolean;
  age: string | null;
  reached: boolean;
}): KeyLayout {
  const { x, y, bottom, reference, age, reached } = props;
  const accuracy = age ? `validation accuracy, ${age}` : "validation accuracy";
  const entries = [
    {
      name: reference && !age ? `${accuracy}, now` : accuracy,
      className: age ? `${svg.curve} ${svg.stale}` : svg.curve,
      shown: true,
    },
    { name: "before fine-tuning", className: `${svg.curve} ${svg.old}`, shown: reference },
    { name: "reached by fine-tuning", className: svg.reached, shown: reached },
  ].filter(({ shown }) => shown);
  const rows = Math.max(1, Math.min(entries.length, Math.floor((bottom - y) / props.line)));
  const column = 38 + Math.max(...entries.map(({ name }) => name.length)) * props.line * 0.37;
  return {
    entries,
    rows,
    line: props.line,
    column,
    box: { x, y, width: Math.ceil(entries.length / rows) * column, height: rows * props.line },
  };
}

/** Lines, each named beside a piece of itself. */
export function Key({ layout, mark }: { layout: KeyLayout; mark: number }) {
  const { entries, box, rows, column } = layout;
  const side = mark * 1.5;
  return entries.map(({ name, className }, i) => {
    const x = box.x + Math.floor(i / rows) * column;
    const middle = box.y + ((i % rows) + 0.5) * layout.line;
    const d =
      className === svg.reached
        ? `M${x + 11} ${middle - side}l${side} ${side}l${-side} ${side}l${-side} ${-side}z`
        : `M${x} ${middle}h22`;
    return (
      <g key={name}>
        <path className={className} d={d} />
        <text className={`${svg.halo} ${svg.lab}`} x={x + 30} y={middle + layout.line * 0.27}>
          {name}
        </text>
      </g>
    );
  });
}

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
