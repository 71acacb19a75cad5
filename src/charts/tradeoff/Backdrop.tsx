import { memo } from "react";
import type { Scale } from "../scale.ts";
import type { Axis } from "./axis.ts";

/** Grid, chance level, and what earlier rounds pruned. */
export const Backdrop = memo(function Backdrop(props: {
  axis: Axis;
  y: Scale;
  low: number;
  frame: { left: number; right: number; top: number; bottom: number };
  /** The largest class's share of the validation set; null while nobody knows. */
  chance: { readonly share: number; readonly name: string } | null;
  tick: number;
  width: number;
  height: number;
  locked: number;
  /** The handle stands where chance is named. */
  quiet: boolean;
}) {
  const { axis, y, low, frame, chance, tick, locked, quiet } = props;
  const room = (frame.bottom - frame.top) / (1 - low);
  const every = [0.1, 0.2, 0.5].find((gap) => gap * room > tick * 1.7) ?? 1;
  const rows = Array.from({ length: Math.floor((1 - low) / every + 1e-9) + 1 }, (_, i) => 1 - i * every);
  const narrow = frame.right - frame.left < 420;
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
          <path className="tick" d={`M${axis.x(locked)} ${frame.top}V${frame.bottom}`} />
          <text className="halo" x={axis.x(locked) - 8} y={frame.bottom - 8} textAnchor="end">
            {narrow ? "" : "pruned in earlier rounds"}
          </text>
        </>
      ) : null}
      {rows.map((row) => (
        <g key={row}>
          <path className="grid" d={`M${frame.left} ${y(row)}H${frame.right}`} />
          <text x={frame.left - 7} y={y(row) + tick * 0.35} textAnchor="end">
            {Math.round(row * 100)}
            {row === 1 ? "%" : ""}
          </text>
        </g>
      ))}
      {chance === null ? null : (
        <>
          <path className="chance" d={`M${frame.left} ${y(chance.share)}H${frame.right}`} />
          <text className="halo" x={frame.left + 6} y={y(chance.share) - 5}>
            {narrow || quiet ? null : chance.name}
          </text>
        </>
      )}
      <path className="ax" d={`M${frame.left} ${frame.bottom}H${frame.right}`} />
    </>
  );
});

/** Sparsity along the axis; a label that the handle's chip would touch gives way. */
export function AxisLabels(props: { axis: Axis; y: number; tick: number; narrow: boolean; handle: number }) {
  const { axis, y, tick, narrow, handle } = props;
  const room = tick * 2.6;
  const shown = axis.ticks.filter((_, i) => !narrow || axis.kind === "log" || i % 2 === 0);
  return shown.map((place) => {
    const text =
      place === 0
        ? narrow
          ? "0\u202f%"
          : "0\u202f% pruned"
        : place === 1
          ? "all"
          : String(Math.round(place * 1000) / 10);
    const touches = Math.abs(axis.x(place) - handle) < (place === 0 && !narrow ? room * 2 : room);
    return touches ? null : (
      <text key={text} x={axis.x(place)} y={y} textAnchor={place === 1 ? "end" : "middle"}>
        {text}
      </text>
    );
  });
}
