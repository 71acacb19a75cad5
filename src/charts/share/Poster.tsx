import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { OnCurve } from "../tradeoff/slides.ts";
import styles from "./Poster.module.css";

const [width, height] = [300, 62];
const [top, bottom] = [7, 54];

/** The finding as it is handed on: its words, the curve, the one before fine-tuning, and where the cut stands on it. */
export function Poster(props: {
  finding: string;
  name: string;
  curve: readonly OnCurve[];
  earlier: readonly OnCurve[] | null;
  stands: OnCurve | null;
}) {
  const { finding, name, curve, earlier, stands } = props;
  const all = [...curve, ...(earlier ?? []), ...(stands ? [stands] : [])].map(({ accuracy }) => accuracy);
  const x = scaleLinear([0, 1], [4, width - 4]);
  const y = scaleLinear([Math.min(0.9, ...all), Math.max(0.1, ...all)], [bottom, top]);
  const through = line<OnCurve>(
    ({ sparsity }) => x(sparsity),
    ({ accuracy }) => y(accuracy),
  );
  const before = stands && earlier ? nearest(earlier, stands.sparsity) : null;
  return (
    <figure className={styles.poster}>
      <figcaption>{finding}</figcaption>
      <svg role="img" aria-label={name} viewBox={`0 0 ${width} ${height}`}>
        <path className={styles.ground} d={`M0 ${height - 1}H${width}`} />
        {earlier ? <path className={styles.earlier} d={through(earlier) ?? ""} /> : null}
        <path className={styles.curve} d={through(curve) ?? ""} />
        {stands && before ? (
          <path className={styles.lift} d={`M${x(stands.sparsity)} ${y(before)}V${y(stands.accuracy)}`} />
        ) : null}
        {stands ? <circle className={styles.cut} cx={x(stands.sparsity)} cy={y(stands.accuracy)} r={5} /> : null}
      </svg>
    </figure>
  );
}

/** How accurate a curve is at its place nearest to a sparsity; null for a curve without places. */
function nearest(curve: readonly OnCurve[], sparsity: number): number | null {
  const distance = (place: OnCurve) => Math.abs(place.sparsity - sparsity);
  const [first] = curve.toSorted((a, b) => distance(a) - distance(b));
  return first?.accuracy ?? null;
}
