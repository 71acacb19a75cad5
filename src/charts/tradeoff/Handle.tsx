import { percent, points } from "../percent.ts";
import svg from "../svg.module.css";
import styles from "./TradeOff.module.css";

/** What is dragged, with the cut through the plot and through the row of weights below. */
export function Handle(props: {
  x: number;
  y: number;
  top: number;
  /** Where the cut ends, below the row of weights. */
  bottom: number;
  radius: number;
  isIdle: boolean;
}) {
  const { x, y, top, bottom, radius, isIdle } = props;
  return (
    <>
      <path className={svg.dashedCut} d={`M${x} ${top}V${y}`} />
      <path className={isIdle ? `${svg.axis} ${svg.idle}` : svg.cut} d={`M${x} ${y}V${bottom}`} />
      <g className={`${styles.hand} ${isIdle ? styles.idle : styles.nudge}`} transform={`translate(${x} ${y})`}>
        <circle className={styles.wash} r={radius + 5} />
        <circle className={styles.knob} data-handle r={radius} />
        <path className={styles.chevrons} d="M-3.5 -4.5l-4 4.5l4 4.5M3.5 -4.5l4 4.5l-4 4.5" />
      </g>
    </>
  );
}

/** The accuracy at the handle, over it between the ends of the axis, and how far that is from the one before the cut. */
export function Answer(props: {
  x: number;
  frame: { readonly left: number; readonly right: number };
  /** Sizes of letters, in pixels. */
  big: number;
  small: number;
  accuracy: number;
  /** Of what the cut is compared with. */
  before: number | null;
  /** " at step 120", where that is not now. */
  when: string | null;
  isPending: boolean;
}) {
  const { frame, big, accuracy, before, when } = props;
  const change = before === null ? 0 : accuracy - before;
  const width = big * (7 + 0.5 * (when?.length ?? 0)) + props.small * 6.5;
  return (
    <text
      className={`${svg.halo} ${svg.strong} ${styles.answer} ${props.isPending ? styles.waits : ""}`}
      x={Math.max(frame.left, Math.min(props.x - width / 2, frame.right - width))}
      y={big}
    >
      {percent(accuracy)}
      {"\u202f"}% accuracy{when}
      {Math.abs(change) < 1e-9 ? null : (
        <tspan dx={8}>
          {change < 0 ? "−" : "+"}
          {points(change)}
        </tspan>
      )}
    </text>
  );
}
