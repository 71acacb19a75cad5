import svg from "../svg.module.css";
import type { TextBox } from "./span.ts";

/** What the lines are, laid out. */
export interface KeyLayout {
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
