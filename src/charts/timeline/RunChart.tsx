import { extent } from "d3-array";
import { type ScaleLinear, scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import svg from "../svg.module.css";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import { decimate, type TimelineSample } from "./decimate.ts";
import styles from "./RunChart.module.css";

export interface RunChartProps {
  /** Measured since the run began, where that is and where it is to end, on the same axis, and how many epochs that is. */
  readonly points: readonly TimelineSample[];
  readonly from: number;
  readonly until: number;
  readonly epochs: string;
  /** What it says, to who does not see it. */
  readonly summary: string;
  readonly words: {
    readonly accuracy: string;
    readonly loss: string;
    readonly training: string;
  };
}

/** A run as it goes: accuracy and loss, of the validation set and, thin, of the training set, side by side. */
export function RunChart({ points, from, until, epochs, summary, words }: RunChartProps) {
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const tick = useTheme()["fs-tick"];
  const gap = tick;
  const half = (width - gap) / 2;
  const isNarrow = half < tick * 10;
  const [lowest] = extent(points, (point) => Math.min(point.trainAccuracy, point.validationAccuracy));
  const low = Math.max(0, Math.floor((lowest ?? 0.5) * 10) / 10);
  const highest = Math.max(
    0.1,
    ...points.map(({ validationLoss, trainLoss }) => Math.min(4, Math.max(validationLoss, trainLoss))),
  );
  const frame = { height, tick, from, until, points, isNarrow };
  return (
    <div ref={ref} className={styles.run} role="img" aria-label={summary}>
      {width === 0 ? null : (
        <svg aria-hidden width={width} height={height}>
          <Curves
            {...frame}
            left={0}
            right={half}
            domain={[low, 1]}
            ends={["100", String(Math.round(low * 100))]}
            values={[(point) => point.validationAccuracy, (point) => point.trainAccuracy]}
            name={words.accuracy}
            aside={isNarrow ? "" : words.training}
          />
          <Curves
            {...frame}
            left={half + gap}
            right={width}
            domain={[0, highest]}
            ends={[highest.toPrecision(2), "0"]}
            values={[(point) => point.validationLoss, (point) => point.trainLoss]}
            name={words.loss}
            aside={isNarrow ? "" : epochs}
          />
        </svg>
      )}
    </div>
  );
}

/** One of the two, its name above it. */
function Curves(props: {
  points: readonly TimelineSample[];
  from: number;
  until: number;
  left: number;
  right: number;
  height: number;
  tick: number;
  isNarrow: boolean;
  domain: readonly [number, number];
  ends: readonly [top: string, bottom: string];
  /** Of the validation set and of the training set. */
  values: readonly [(point: TimelineSample) => number, (point: TimelineSample) => number];
  name: string;
  aside: string;
}) {
  const { points, from, until, left, right, height, tick, isNarrow, domain, ends, values, aside } = props;
  const start = left + (isNarrow ? 0 : tick * 2.2);
  const [top, bottom] = [tick * 1.5, height - 3];
  const x = scaleLinear([from, until], [start, right - 4]);
  const y = scaleLinear(domain, [bottom, top]).clamp(true);
  const shown = decimate(points, Math.max(40, Math.floor(right - start)));
  const path = (value: (point: TimelineSample) => number) => pathOf(shown, x, y, value);
  const last = points.at(-1);
  return (
    <>
      <text className={svg.strong} x={left} y={tick}>
        {props.name}
      </text>
      <text x={right} y={tick} textAnchor="end">
        {aside}
      </text>
      <path className={svg.grid} d={`M${start} ${top}H${right}`} />
      <path className={svg.axis} d={`M${start} ${bottom + 0.5}H${right}`} />
      {isNarrow
        ? null
        : ends.map((end, i) => (
            <text key={end} x={start - 6} y={i === 0 ? top + tick * 0.55 : bottom + 1} textAnchor="end">
              {end}
            </text>
          ))}
      <path className={`${svg.curve} ${svg.thin} ${svg.muted}`} d={path(values[1])} />
      <path className={`${svg.curve} ${styles.validation}`} d={path(values[0])} />
      {last ? <circle className={styles.now} cx={x(last.step)} cy={y(values[0](last))} r={3} /> : null}
    </>
  );
}

const pathOf = (
  points: readonly TimelineSample[],
  x: ScaleLinear<number, number>,
  y: ScaleLinear<number, number>,
  value: (point: TimelineSample) => number,
) => line()(points.map((point): [number, number] => [x(point.step), y(value(point))])) ?? "";
