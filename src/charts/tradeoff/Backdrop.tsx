import { memo } from "react";
import svg from "../svg.module.css";
import type { AccuracyScale } from "./accuracyScale.ts";
import type { Axis } from "./axis.ts";
import type { TradeOffLayout } from "./layout.ts";

/** Grid and figures of accuracy, chance, what earlier rounds pruned, and the axis. */
export const Backdrop = memo(function Backdrop(props: {
  axis: Axis;
  scale: AccuracyScale;
  layout: TradeOffLayout;
  /** The largest class's share of the validation set; null while nobody knows. */
  chance: number | null;
  /** Up to where earlier rounds pruned all. */
  locked: number;
  /** What the figures are: "right". */
  unit: string;
  tick: number;
}) {
  const { axis, scale, layout, chance, locked, unit, tick } = props;
  const { left, right, top, bottom } = layout.frame;
  const [first, second] = scale.ticks;
  const hasRoom = second === undefined || scale.y(second) - scale.y(first) > tick * 2.5;
  return (
    <>
      {scale.ticks.map((accuracy, i) => (
        <g key={accuracy}>
          <path className={svg.grid} d={`M${left} ${scale.y(accuracy)}H${right}`} />
          <text x={layout.figures} y={scale.y(accuracy) + tick * 0.35} textAnchor="end">
            {Math.round(accuracy * 1000) / 10}
            {i === 0 && layout.figures > 2 * tick ? "%" : ""}
          </text>
        </g>
      ))}
      {first !== undefined && hasRoom ? (
        <text x={layout.figures} y={scale.y(first) + tick * 1.46} textAnchor="end">
          {unit}
        </text>
      ) : null}
      {chance === null ? null : <path className={svg.chance} d={`M${left} ${scale.y(chance)}H${right}`} />}
      {locked > 0 ? <path className={svg.axis} d={`M${axis.x(locked)} ${top - 6}V${bottom}`} /> : null}
      <path className={svg.foot} d={`M${left} ${bottom}H${right}`} />
    </>
  );
});
