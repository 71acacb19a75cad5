import styles from "./SignalPicture.module.css";

/** A series of values as a line around 0, to a common scale. */
export function SignalPicture({ values, name }: { values: ArrayLike<number>; name: string }) {
  const [width, height] = [44, 30];
  const y = (value: number) => height / 2 - (Math.max(-most, Math.min(most, value)) / most) * (height / 2 - 1);
  const points = Array.from(values, (value, i) => `${(width * i) / (values.length - 1)},${y(value).toFixed(2)}`);
  return (
    <svg className={styles.signal} role="img" aria-label={name} viewBox={`0 0 ${width} ${height}`}>
      <path className={styles.zero} d={`M0 ${height / 2}H${width}`} />
      <polyline points={points.join(" ")} />
    </svg>
  );
}

/** Largest value that is drawn as it is: signals are normed, beyond there is hardly anything. */
const most = 3;
