import { range } from "d3-array";
import type { ScaleLinear } from "d3-scale";
import { memo } from "react";
import svg from "../svg.module.css";
import type { Axis } from "./axis.ts";

/** Grid, chance level, and what earlier rounds pruned. */
export const Backdrop = memo(function Backdrop(props: {
  axis: Axis;
  y: ScaleLinear<number, number>;
  low: number;
  frame: { left: number; right: number; top: number; bottom: number };
  /** The largest class's share of the validation set; null while nobody knows. */
  chance: { readonly share: number; readonly name: string } | null;
  tick: number;
  width: number;
  height: number;
  locked: number;
  /** What the hatched part is called; null where there is no room. */
  lockedName: string | null;
  /** Where chance is named; null where there is no room. */
  chanceX: number | null;
}) {
  const { axis, y, low, frame, chance, tick, locked, chanceX } = props;
  const room = (frame.bottom - frame.top) / (1 - low);
  const every = [0.1, 0.2, 0.5].find((gap) => gap * room > tick * 1.7) ?? 1;
  const rows = range(1, low - 1e-9, -every);
  return (
    <>
      <defs>
        <pattern id="earlier" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <path d="M0 0H7" stroke="var(--hatch)" strokeWidth="1.5" />
        </pattern>
      </defs>
      {locked > 0 ? (
        <>
          <rect
            x={frame.left}
            y={frame.top}
            width={axis.x(locked) - frame.left}
            height={frame.bottom - frame.top}
            fill="url(#earlier)"
          />
          <path className={svg.tick} d={`M${axis.x(locked)} ${frame.top}V${frame.bottom}`} />
          <text className={svg.halo} x={axis.x(locked) - 8} y={frame.bottom - 8} textAnchor="end">
            {props.lockedName}
          </text>
        </>
      ) : null}
      {rows.map((row) => (
        <g key={row}>
          <path className={svg.grid} d={`M${frame.left} ${y(row)}H${frame.right}`} />
          <text x={frame.left - 7} y={y(row) + tick * 0.35} textAnchor="end">
            {Math.round(row * 100)}
            {row === 1 ? "%" : ""}
          </text>
        </g>
      ))}
      {chance === null ? null : (
        <>
          <path className={svg.chance} d={`M${frame.left} ${y(chance.share)}H${frame.right}`} />
          {chanceX === null ? null : (
            <text className={svg.halo} x={chanceX} y={y(chance.share) - 5}>
              {chance.name}
            </text>
          )}
        </>
      )}
      <path className={svg.axis} d={`M${frame.left} ${frame.bottom}H${frame.right}`} />
    </>
  );
});

/** Sparsity along the axis; a label that the handle's chip or one before it would touch gives way, and the end goes before. */
export function AxisLabels(props: { axis: Axis; y: number; tick: number; narrow: boolean; handle: number }) {
  const { axis, y, tick, narrow, handle } = props;
  const zero = narrow ? "0\u202f%" : "0\u202f% pruned";
  const textOf = (place: number) => (place === 0 ? zero : place === 1 ? "all" : String(Math.round(place * 1000) / 10));
  const labels = axis.ticks.map((place) => {
    const width = textOf(place).length * tick * 0.55;
    return { place, text: textOf(place), width, left: axis.x(place) - (place === 1 ? width : width / 2) };
  });
  const end = labels.at(-1)!;
  let taken = Number.NEGATIVE_INFINITY;
  const gap = tick * (narrow ? 1.6 : 0.6);
  const shown = labels.filter(({ place, left, width }) => {
    if (left < taken + gap || (place < 1 && left + width + gap > end.left)) return false;
    taken = left + width;
    return true;
  });
  const chip = tick * 2.4;
  return shown.map(({ place, text, left, width }) =>
    left < handle + chip && left + width > handle - chip ? null : (
      <text key={text} x={axis.x(place)} y={y} textAnchor={place === 1 ? "end" : "middle"}>
        {text}
      </text>
    ),
  );
}
