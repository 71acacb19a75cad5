import { useId } from "react";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import { scalloped, tear } from "./outline.ts";
import styles from "./SealDrawing.module.css";

export type SealPhase = "sealed" | "breaking" | "stamped";

const phases = { sealed: styles.sealed, breaking: styles.breaking, stamped: styles.stamped };

/** A packet with a ribbon and a seal; the seal breaks in two; a stamp keeps score and count. */
export function SealDrawing(props: {
  phase: SealPhase;
  /** "Test", on the seal, over how many examples there are. */
  title: string;
  count: string;
  /** "test set", on the stamp, over the score and which look it was. */
  of: string;
  accuracy: string;
  look: string;
}) {
  const { phase, title, count, of, accuracy, look } = props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const side = Math.min(width, height);
  const [x, y] = [width / 2, height / 2];
  const radius = side * 0.15;
  // Two samples by two are under it, of five by four or of four by three.
  const stamp = Math.min(84, side * (side < 260 ? 0.24 : 0.19));
  const { "fs-s": least } = useTheme();
  const id = useId();
  const face = (
    <>
      <path className={styles.wax} d={scalloped(radius, 26)} />
      <circle className={styles.ring} r={radius * 0.82} />
      <text className={styles.title} y={-radius * 0.02} style={{ fontSize: radius * 0.36 }}>
        {title}
      </text>
      <text className={styles.count} y={radius * 0.36}>
        {count}
      </text>
    </>
  );
  return (
    <div ref={ref} className={`${styles.seal} ${phases[phase]}`} data-phase={phase}>
      <svg aria-hidden width={width} height={height}>
        {width === 0 ? null : phase === "stamped" ? (
          <g transform={`translate(${width - stamp - 3} ${height - stamp - 3}) rotate(-8)`}>
            <path className={`${styles.paper} ${styles.outline}`} d={scalloped(stamp, 30)} />
            <circle className={styles.inner} r={stamp * 0.88} />
            <text className={styles.mark} y={-stamp * 0.4}>
              {of}
            </text>
            <text className={styles.score} y={stamp * 0.14} style={{ fontSize: Math.max(least, stamp * 0.44) }}>
              {accuracy}
            </text>
            <text className={styles.mark} y={stamp * 0.58}>
              {look}
            </text>
          </g>
        ) : (
          <>
            <g className={styles.packet}>
              <rect className={styles.cover} width={width} height={height} />
              <path className={styles.ribbon} d={ribbonOf(width, height, side * 0.035)} />
            </g>
            {phase === "sealed" ? (
              <g transform={`translate(${x} ${y})`}>{face}</g>
            ) : (
              [-1, 1].map((half) => (
                <g key={half} transform={`translate(${x} ${y})`}>
                  <clipPath id={`${id}${half}`}>
                    <path d={tear(radius, half)} />
                  </clipPath>
                  <g className={half < 0 ? styles.left : styles.right}>
                    <g clipPath={`url(#${id}${half})`}>{face}</g>
                  </g>
                </g>
              ))
            )}
          </>
        )}
      </svg>
    </div>
  );
}

/** Both bands of the ribbon, crossed in the middle. */
const ribbonOf = (width: number, height: number, half: number): string => {
  const [x, y] = [width / 2, height / 2];
  return `M0 ${y - half}H${x - half}V0M${x + half} 0V${y - half}H${width}M0 ${y + half}H${x - half}V${height}M${x + half} ${height}V${y + half}H${width}`;
};
