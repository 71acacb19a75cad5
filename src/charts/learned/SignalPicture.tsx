import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import styles from "./SignalPicture.module.css";

const [width, height] = [44, 30];

/** Largest value that is drawn as it is: signals are normed, beyond there is hardly anything. */
const most = 3;

const y = scaleLinear([-most, most], [height - 1, 1]).clamp(true);

/** A series of values as a line around 0, to a common scale. */
export function SignalPicture({ values, name }: { values: ArrayLike<number>; name: string }) {
  const x = scaleLinear([0, values.length - 1], [0, width]);
  const through = line<number>((_, i) => x(i), y);
  return (
    <svg className={styles.signal} role="img" aria-label={name} viewBox={`0 0 ${width} ${height}`}>
      <path className={styles.zero} d={`M0 ${height / 2}H${width}`} />
      <path className={styles.line} d={through(Array.from(values)) ?? ""} />
    </svg>
  );
}
