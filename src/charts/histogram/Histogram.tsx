import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { useMemo } from "react";
import { keptIn } from "../../network/mask.ts";
import { count } from "../count.ts";
import plot from "../plot.module.css";
import { shortest } from "../shortest.ts";
import svg from "../svg.module.css";
import { useSize } from "../useSize.ts";
import { useSlide } from "../useSlide.ts";
import { useTheme } from "../useTheme.ts";
import { binWeights, keptPerBin } from "./bins.ts";
import styles from "./Histogram.module.css";

export interface HistogramProps {
  /** "inputs to hidden 1". */
  readonly caption: string;
  readonly weights: Float32Array;
  /** Weights with value 0 because an earlier round pruned them are left out. */
  readonly locked: Uint8Array;
  readonly mask: Uint8Array;
  /** The cut |w| < t, when the cut is one; null draws no line. */
  readonly threshold: number | null;
  /** Moves the cut: the new threshold; `final` on release. */
  readonly onThreshold: (threshold: number, final: boolean) => void;
  /** The drag was broken off: the cut goes back to where it stood. */
  readonly onCancel: () => void;
}

/** The weights of one layer: a bar for the share that is kept; below it the kept in the colour of their sign, cut ones hollow; the
 *  cut line can be dragged. */
export function Histogram({ caption, weights, locked, mask, threshold, onThreshold, onCancel }: HistogramProps) {
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const theme = useTheme();
  const tick = theme["fs-tick"];
  const bars = Math.max(10, Math.min(64, 2 * Math.floor(width / 10)));
  const bins = useMemo(() => binWeights(weights, locked, bars), [weights, locked, bars]);
  const kept = useMemo(() => keptPerBin(bins, mask), [bins, mask]);
  const keptTotal = useMemo(() => keptIn(mask), [mask]);

  const top = tick + 15;
  const bottom = Math.max(top + 10, height - tick - 8);
  const x = scaleLinear([-bins.limit, bins.limit], [2, Math.max(3, width - 2)]);
  const tallest = max(bins.counts) ?? 0;
  const y = scaleLinear([0, Math.max(1, tallest)], [0, bottom - top]);
  const side = (x(bins.limit) - x(-bins.limit)) / bars;
  const paths = { out: "", negative: "", positive: "" };
  bins.counts.forEach((all, bin) => {
    const left = x(-bins.limit) + bin * side;
    const wide = Math.max(0.8, side - 1);
    const bar = (from: number, to: number) =>
      `M${left} ${bottom - y(from)}V${bottom - y(to)}h${wide}V${bottom - y(from)}z`;
    if (all > kept[bin]) paths.out += bar(kept[bin], all);
    if (kept[bin] > 0) paths[bin < bars / 2 ? "negative" : "positive"] += bar(0, kept[bin]);
  });
  const cut = threshold === null ? null : Math.min(threshold, bins.limit);
  const slide = useSlide({
    isEnabled: threshold !== null,
    onSlide: (place, final) => onThreshold(Math.abs(x.invert(place)), final),
    onCancel,
  });
  // As many as the counts and the caption ever have: it does not come and go with the cut.
  const letters = `${count(weights.length)} of ${count(weights.length)} kept${caption}`.length;
  const drags = threshold === null ? "" : plot.drag;
  return (
    <div
      ref={ref}
      className={`${styles.histogram} ${drags}`}
      role="img"
      aria-label={`${caption}: ${count(keptTotal)} of ${count(weights.length)} weights kept${cut === null ? "" : `, cut at |w| < ${shortest(cut)}`}`}
      {...slide}
    >
      <svg aria-hidden width={width} height={height}>
        {width === 0 ? null : (
          <>
            <text className={svg.lab} x={0} y={tick}>
              <tspan className={svg.strong}>{count(keptTotal)}</tspan>
              {width > tick * 13 ? ` of ${count(weights.length)}` : ""}
              {width > tick * 6 ? " kept" : ""}
            </text>
            {width > tick * (0.47 * letters + 0.6) ? (
              <text x={width} y={tick} textAnchor="end">
                {caption}
              </text>
            ) : null}
            <rect className={styles.whole} x={0} y={tick + 5} width={width} height={3} />
            <rect
              className={styles.density}
              x={0}
              y={tick + 5}
              width={(width * keptTotal) / weights.length}
              height={3}
            />
            {cut === null || cut === 0 ? null : (
              <rect
                className={styles.band}
                x={x(-cut)}
                y={top - 3}
                width={x(cut) - x(-cut)}
                height={bottom - top + 3}
              />
            )}
            <path className={styles.out} d={paths.out} />
            <path className={styles.negative} d={paths.negative} />
            <path className={styles.positive} d={paths.positive} />
            <path className={svg.axis} d={`M0 ${bottom}H${width}`} />
            {cut === null ? null : (
              <>
                {[-1, 1].map((sign) => (
                  <g key={sign} transform={`translate(${x(sign * cut)})`}>
                    <path className={svg.cut} d={`M0 ${top - 3}V${bottom}`} />
                    <path className={styles.grip} d={`M0 ${bottom + 1}l5 8h-10z`} />
                  </g>
                ))}
                <text className={`${svg.halo} ${svg.accent}`} x={x(0)} y={height - 2} textAnchor="middle">
                  {cut === 0 ? null : `|w| < ${shortest(cut)}`}
                </text>
              </>
            )}
            {width < tick * 13 || tallest === 0 ? null : (
              <>
                <text x={0} y={height - 2}>
                  −{shortest(bins.limit)}
                </text>
                <text x={width} y={height - 2} textAnchor="end">
                  {shortest(bins.limit)}
                </text>
              </>
            )}
          </>
        )}
      </svg>
    </div>
  );
}
