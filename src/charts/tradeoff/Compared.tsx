import type { ScaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { useMemo } from "react";
import svg from "../svg.module.css";
import type { ThemeTokens } from "../useTheme.ts";
import type { Axis } from "./axis.ts";
import type { CurveMark } from "./marks.tsx";
import { placeNames } from "./placeNames.ts";
import type { Polyline, TextBox } from "./span.ts";

/** The curve of another method. */
export interface ComparedCurve {
  readonly name: string;
  readonly marks: readonly CurveMark[];
}

/** Dashes that tell compared curves apart, in pixels, in the order of the comparisons. */
export const dashes = ["9 5", "2 5", "12 4 2 4"] as const;

const through = line<Polyline[number]>(
  ([x]) => x,
  ([, y]) => y,
);

/** A compared curve in pixels, and where its name stands. */
interface ComparedLine {
  readonly name: string;
  readonly curve: Polyline;
  readonly box: TextBox | null;
}

/** Lines and names of compared curves; the handle, which moves, has no part in it. */
export function useCompared(
  compared: readonly ComparedCurve[],
  chart: {
    readonly curve: readonly CurveMark[];
    readonly reference: readonly CurveMark[] | null;
    readonly axis: Axis;
    readonly y: ScaleLinear<number, number>;
    readonly room: TextBox;
    /** Where other words stand. */
    readonly taken: readonly TextBox[];
    readonly theme: ThemeTokens;
  },
): readonly ComparedLine[] {
  const { curve, reference, axis, y, room, taken, theme } = chart;
  const measures = JSON.stringify([room, taken]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: boxes are their measures
  return useMemo(() => {
    if (compared.length === 0) return [];
    const toPixels = (marks: readonly CurveMark[]): Polyline =>
      marks.map((mark) => [axis.x(mark.sparsity), y(mark.accuracy)] as const);
    const curves = compared.map(({ marks }) => toPixels(marks));
    const size = theme["fs-s"];
    const boxes = placeNames(
      compared.map(({ name }, i) => ({
        curve: curves[i],
        name: { width: name.length * size * 0.52, height: size * 1.3 },
      })),
      [toPixels(curve), ...(reference ? [toPixels(reference)] : [])],
      taken,
      room,
    );
    return compared.map(({ name }, i) => ({ name, curve: curves[i], box: boxes[i] }));
  }, [compared, curve, reference, axis, y, measures, theme]);
}

/** Curves of other methods: dashed, each named beside itself where it has room. */
export function Compared({ lines }: { lines: readonly ComparedLine[] }) {
  return lines.map(({ name, curve, box }, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a comparison is its place
    <g key={i}>
      <path className={`${svg.curve} ${svg.other}`} d={through(curve) ?? ""} strokeDasharray={dashes[i]} />
      {box ? (
        <text className={`${svg.halo} ${svg.lab}`} x={box.x} y={box.y + box.height * 0.78}>
          {name}
        </text>
      ) : null}
    </g>
  ));
}
