import { max, min, ticks } from "d3-array";
import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { type ReactNode, useMemo } from "react";
import { curvesText } from "../../text/charts.ts";
import { filled } from "../filled.ts";
import plot from "../plot.module.css";
import svg from "../svg.module.css";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import { decimate, type TimelineSample } from "./decimate.ts";
import { placeCaptions, placeMarks, thinMarks } from "./place.ts";
import styles from "./Timeline.module.css";

/** Marks stand so far apart that each can be clicked, in pixels. */
const apart = 26;

export interface TimelineMark {
  readonly id: number;
  readonly step: number;
  /** What the state is: "Fine-tune". */
  readonly label: string;
  /** What stands above the plot: over the mark of a cut, over the steps of a training; empty for none. */
  readonly caption: string;
  readonly kind: string;
  readonly accuracy: number;
  readonly current: boolean;
}

/** Accuracy over training steps, loss below; every step one can go back to is a button on it. */
export function Timeline(props: {
  points: readonly TimelineSample[];
  marks: readonly TimelineMark[];
  /** The cut that is looked at but not committed. */
  pending: { cut: string; accuracy: number } | null;
  onGoTo: (id: number) => void;
}) {
  const { points, marks, pending, onGoTo } = props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const theme = useTheme();
  const tick = theme["fs-tick"];
  const left = tick * 2.6;
  // The next mark has its place already: nothing makes room for it while the handle moves.
  const right = Math.max(left + 10, width - tick * 1.4 - apart);
  const top = tick + 12;
  const bottom = Math.max(top + 20, height - tick - 8);
  const split = top + (bottom - top) * 0.68;
  const last = points.at(-1)?.step ?? 0;
  const end = Math.max(last, max(marks, (mark) => mark.step) ?? 0, 1);
  const visible = useMemo(
    () =>
      thinMarks(
        marks.filter((mark) => mark.kind !== "start" || marks.length > 1),
        Math.floor((right - left) / apart) + 1,
      ),
    [marks, left, right],
  );
  const places = useMemo(
    () =>
      placeMarks(
        visible.map(({ step }) => step),
        end,
        [left, right],
        apart,
      ),
    [visible, end, left, right],
  );
  const next = places.at(end)[1] + apart;
  const lowest = Math.min(
    min(points, (point) => Math.min(point.trainAccuracy, point.validationAccuracy)) ?? 1,
    min(marks, (mark) => mark.accuracy) ?? 1,
    pending?.accuracy ?? 1,
  );
  const low = points.length === 0 ? 0.4 : Math.max(0, Math.floor(lowest * 10) / 10);
  const gap = tick * 0.65;
  const y = scaleLinear([low, 1], [split - gap, top]);
  const highest = max(points, (point) => Math.min(4, point.validationLoss)) ?? 1;
  const most = Math.max(0.1, highest);
  const loss = scaleLinear([0, most], [bottom, split + gap]).clamp(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scales follow from these
  const paths = useMemo(() => {
    const shown = decimate(points, Math.max(50, Math.floor(right - left)));
    const path = (value: (point: TimelineSample) => number) =>
      line()(
        shown.flatMap((point, i): [number, number][] => {
          const [before, after] = places.at(point.step);
          const height = value(point);
          // Marks of one step stand side by side: the line goes on behind the last.
          if (shown[i - 1]?.step === point.step) return [[after, height]];
          const goesOn = after > before && shown[i + 1] && shown[i + 1].step > point.step;
          return [[before, height], ...(goesOn ? [[after, height] as [number, number]] : [])];
        }),
      ) ?? "";
    return {
      train: path((point) => y(point.trainAccuracy)),
      validation: path((point) => y(point.validationAccuracy)),
      trainLoss: path((point) => loss(point.trainLoss)),
      validationLoss: path((point) => loss(point.validationLoss)),
    };
  }, [points, places, width, height, low, highest]);
  let named = Number.NEGATIVE_INFINITY;
  const steps = ticks(0, end, width > 500 ? 5 : 3).filter((value) => {
    const half = tick * (value === 0 ? 3.4 : 0.3 * curvesText.step(value).length + 0.4);
    const [place] = places.at(value);
    if (!Number.isInteger(value) || place - half < named) return false;
    named = place + half;
    return true;
  });
  const newest = points.at(-1);
  const summary = newest
    ? curvesText.summary(newest.step, newest.validationAccuracy, newest.trainAccuracy)
    : curvesText.untrained;
  const placed = visible.map(({ kind, caption }, i) => ({ kind, caption, place: places.marks[i] }));
  if (pending) placed.push({ kind: "prune", caption: curvesText.pending(pending.cut), place: next });
  const captions = placeCaptions(placed, tick * 0.56, [left, width]);
  const isDrawn = points.length > 1;
  const stands = [1, (1 + low) / 2, low].filter((value) => value !== (1 + low) / 2 || y(low) - y(1) > tick * 2.6);
  return (
    <div ref={ref} className={plot.plot}>
      {width === 0 ? null : (
        <>
          <svg role="img" aria-label={summary} width={width} height={height}>
            {stands.map((value) => (
              <g key={value}>
                <path className={svg.grid} d={`M${left} ${y(value)}H${right}`} />
                <text x={left - 7} y={y(value) + tick * 0.35} textAnchor="end">
                  {Math.round(value * 100)}
                </text>
              </g>
            ))}
            <path className={svg.grid} d={`M${left} ${bottom}H${right}`} />
            {isDrawn ? (
              <>
                {bottom - split - gap > tick * 1.2 ? (
                  <text x={left - 7} y={bottom + 2} textAnchor="end">
                    0
                  </text>
                ) : null}
                <text x={left - 7} y={split + gap + tick * 0.5} textAnchor="end">
                  {highest.toPrecision(2)}
                </text>
                <path className={`${svg.curve} ${svg.thin} ${svg.muted}`} d={paths.train} />
                <path className={svg.curve} d={paths.validation} />
                <path className={`${svg.curve} ${svg.thin} ${svg.muted}`} d={paths.trainLoss} />
                <path className={`${svg.curve} ${svg.thin}`} d={paths.validationLoss} />
                {right - left > tick * 13 ? (
                  <text
                    className={`${svg.halo} ${svg.lab}`}
                    x={left + (right - left) * 0.5}
                    y={split - gap - 6}
                    textAnchor="middle"
                  >
                    {filled(curvesText.key<ReactNode>((name) => <tspan className={svg.strong}>{name}</tspan>))}
                  </text>
                ) : null}
                <text
                  className={`${svg.halo} ${svg.lab}`}
                  x={(left + right) / 2}
                  y={(split + bottom) / 2 + 6}
                  textAnchor="middle"
                >
                  {curvesText.loss}
                </text>
              </>
            ) : (
              <text className={svg.lab} x={left} y={(split + bottom) / 2 + tick * 0.4}>
                {curvesText.empty}
              </text>
            )}
            {visible.map((mark, i) =>
              mark.kind === "prune" || mark.kind === "rewind" ? (
                <path
                  key={mark.id}
                  className={mark.kind === "prune" ? `${svg.cut} ${svg.thin}` : svg.tick}
                  d={`M${places.marks[i]} ${top - 4}V${bottom}`}
                />
              ) : null,
            )}
            {captions.map(({ at, cut, text }) => (
              <text key={at} className={svg.lab} x={at} y={tick}>
                <tspan className={svg.accent}>{cut}</tspan>
                {text}
              </text>
            ))}
            {pending ? (
              <>
                <path className={svg.dashedCut} d={`M${next} ${top - 4}V${bottom}`} />
                <circle className={styles.pending} cx={next} cy={y(pending.accuracy)} r={theme.mark} />
              </>
            ) : null}
            {steps.map((value) => (
              <text key={value} x={places.at(value)[0]} y={height - 2} textAnchor={value === 0 ? "start" : "middle"}>
                {curvesText.step(value)}
              </text>
            ))}
          </svg>
          {visible.map((mark, i) => (
            <button
              key={mark.id}
              type="button"
              className={`${plot.point} ${styles.stop} ${mark.kind === "prune" ? styles.prune : ""} ${mark.current ? styles.current : ""}`}
              style={{ left: places.marks[i], top: y(Math.max(low, mark.accuracy)) }}
              aria-label={curvesText.goTo(mark.label, mark.step, mark.accuracy)}
              aria-current={mark.current ? "step" : undefined}
              title={curvesText.mark(mark.label, mark.accuracy)}
              onClick={() => onGoTo(mark.id)}
            />
          ))}
        </>
      )}
    </div>
  );
}
