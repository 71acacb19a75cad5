import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import { comparedCharts } from "../../text/comparedCharts.ts";
import { shortest } from "../shortest.ts";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import styles from "./compare.module.css";

/** How many kept weights of a layer have which value, in two states over one another: the first filled, the second as a line. */
export function HistogramPair(props: {
  one: Uint32Array;
  other: Uint32Array;
  /** Bins are equal parts of [-limit, limit]. */
  limit: number;
  summary: string;
}) {
  const { limit, summary } = props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const tick = useTheme()["fs-tick"];
  const bars = width < 20 * tick ? 16 : 32;
  const [one, other] = [merged(props.one, bars), merged(props.other, bars)];
  const most = Math.max(1, max(one) ?? 0, max(other) ?? 0);
  const [top, bottom] = [1.5 * tick, Math.max(2 * tick, height - 1.5 * tick)];
  const x = scaleLinear([0, bars], [0.5, Math.max(1, width - 0.5)]);
  const y = scaleLinear([0, most], [bottom, top]);
  const steps = line(
    ([bin]) => x(bin),
    ([, count]) => y(count),
  ).curve(curveStepAfter);
  const outline = (counts: readonly number[]) =>
    steps([[0, 0], ...counts.map((count, bin): [number, number] => [bin, count]), [bars, 0]]) ?? "";
  return (
    <div ref={ref} className={styles.histogram} role="img" aria-label={summary}>
      {width > 0 ? (
        <svg aria-hidden width={width} height={height}>
          <path className={styles.first} d={`${outline(one)}Z`} />
          <path className={styles.second} d={outline(other)} />
          <path className={styles.axis} d={`M0 ${bottom}H${width}`} />
          <text x={0} y={tick}>
            {comparedCharts.highest(most)}
          </text>
          <text x={0} y={height - 2}>
            −{shortest(limit)}
          </text>
          <text className={styles.middle} x={width / 2} y={height - 2}>
            0
          </text>
          <text className={styles.end} x={width} y={height - 2}>
            {shortest(limit)}
          </text>
        </svg>
      ) : null}
    </div>
  );
}

/** Neighbouring bins put together to so many. */
export function merged(counts: Uint32Array, bins: number): number[] {
  const each = counts.length / bins;
  return Array.from({ length: bins }, (_, bin) =>
    counts.subarray(bin * each, (bin + 1) * each).reduce((sum, one) => sum + one, 0),
  );
}
