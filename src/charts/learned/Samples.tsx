import { memo, useMemo } from "react";
import { ExamplePicture } from "./ExamplePicture.tsx";
import styles from "./Samples.module.css";

/** Samples with their label and how sure the network is of what it reads; a wrong reading is framed and marked. */
export function Samples(props: {
  /** Grey images, 0 is background, or series, one after another. */
  images: Uint8Array | Float32Array;
  /** Which example each sample is. */
  rows: Uint32Array;
  shape: readonly number[];
  classes: readonly string[];
  labels: Uint8Array;
  predictions: Uint8Array | null;
  /** Probability of every prediction. */
  confidences: Float32Array | null;
}) {
  const { images, rows, shape, classes, labels, predictions, confidences } = props;
  const size = shape.reduce((product, side) => product * side, 1);
  const pictures = useMemo(
    () => Array.from(rows, (row) => images.subarray(row * size, (row + 1) * size)),
    [images, rows, size],
  );
  return (
    <div className={`${styles.samples} ${styles.panel} ${classes.some((name) => name.length > 2) ? styles.long : ""}`}>
      {Array.from(rows, (row, i) => (
        <Sample
          key={row}
          values={pictures[i]}
          shape={shape}
          label={classes[labels[row]]}
          // What a picture is of can be seen; a series does not tell.
          isNamed={shape.length === 1}
          read={classes[predictions ? predictions[row] : labels[row]]}
          sure={confidences ? Math.floor(100 * confidences[row]) : null}
        />
      ))}
    </div>
  );
}

/** Drawn again only where something of it is other: most samples stay as they are under the slider. */
const Sample = memo(function Sample(props: {
  values: Uint8Array | Float32Array;
  shape: readonly number[];
  label: string;
  isNamed: boolean;
  read: string;
  /** Percent. */
  sure: number | null;
}) {
  const { values, shape, label, isNamed, read, sure } = props;
  const wrong = read !== label;
  const surely = sure === null ? "" : `, ${sure}\u202f% sure`;
  return (
    <figure className={wrong ? styles.bad : undefined}>
      <ExamplePicture values={values} shape={shape} name={`a ${label}`} />
      <figcaption title={`${wrong ? `a ${label}, read as ${read}` : label}${surely}`}>
        <span className={styles.as}>
          {wrong && isNamed ? `${label} ` : null}
          {wrong ? <span className="vh">reads </span> : null}
          {wrong ? <span aria-hidden>→</span> : null}
          {read}
        </span>{" "}
        {sure === null ? null : <span className={styles.sure}>{`${sure}\u202f%`}</span>}
      </figcaption>
    </figure>
  );
});
