import { scaleLinear } from "d3-scale";
import styles from "./compare.module.css";

/** Two shares of a class on a line from `low` to 1: a ring for the first, a dot for the second. */
export function ClassPair({ one, other, low }: { one: number; other: number; low: number }) {
  const place = scaleLinear([low, 1], [6, 114]);
  if (!Number.isFinite(one) || !Number.isFinite(other)) return null;
  return (
    <svg aria-hidden className={styles.classPair} viewBox="0 0 120 16">
      <path className={styles.axis} d="M6 8H114" />
      <path className={styles.between} d={`M${place(one)} 8H${place(other)}`} />
      <circle className={styles.ring} cx={place(one)} cy={8} r={4.4} />
      <circle className={styles.dot} cx={place(other)} cy={8} r={3.4} />
    </svg>
  );
}
