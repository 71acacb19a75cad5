import { memo, type ReactNode, useMemo } from "react";
import { ExamplePicture } from "../learned/ExamplePicture.tsx";
import styles from "./ReadSamples.module.css";

/** As many samples are shown where there is room for them; the others wait as empty places. */
const places = 20;

/** What is said of a sample. */
export interface SampleNames {
  readonly group: string;
  readonly sample: (number: number, label: string, read: string | null, sure: number | null) => string;
}

/** Samples with what the network reads: what it misreads is framed and says "7 → 2". One of them is followed. */
export function ReadSamples(props: {
  /** Grey images, 0 is background, or series, one after another. */
  readonly images: Uint8Array | Float32Array;
  /** Which example each sample is. */
  readonly rows: Uint32Array;
  readonly shape: readonly number[];
  readonly classes: readonly string[];
  readonly labels: Uint8Array;
  readonly predictions: Uint8Array | null;
  /** Probability of every prediction. */
  readonly confidences: Float32Array | null;
  /** Whether the cut is being moved. */
  readonly isMoving: boolean;
  /** Row of the example that is followed. */
  readonly followed: number | null;
  /** Null where nothing is to be followed yet. */
  readonly onFollow: ((row: number) => void) | null;
  readonly names: SampleNames;
  /** Stands last: a person's own. */
  readonly own: ReactNode;
}) {
  const { images, rows, shape, classes, labels, predictions, confidences, isMoving, followed, onFollow, names, own } =
    props;
  const size = shape.reduce((product, side) => product * side, 1);
  const shown = own ? places - 1 : places;
  const pictures = useMemo(
    () => Array.from(rows.subarray(0, shown), (row) => images.subarray(row * size, (row + 1) * size)),
    [images, rows, size, shown],
  );
  return (
    <div className={styles.samples}>
      <fieldset className={styles.grid}>
        <legend className="vh">{names.group}</legend>
        {pictures.map((values, i) => {
          const row = rows[i];
          return (
            <Sample
              key={row}
              number={i + 1}
              row={row}
              values={values}
              shape={shape}
              label={classes[labels[row]]}
              read={predictions ? classes[predictions[row]] : null}
              sure={confidences ? Math.floor(100 * confidences[row]) : null}
              isMoving={isMoving}
              isFollowed={row === followed}
              onFollow={onFollow}
              name={names.sample}
            />
          );
        })}
        {Array.from({ length: Math.max(0, onFollow ? 0 : shown - pictures.length) }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an empty place is its place
          <div key={place} className={styles.empty} />
        ))}
        {own}
      </fieldset>
    </div>
  );
}

interface SampleProps {
  readonly number: number;
  readonly row: number;
  readonly values: Uint8Array | Float32Array;
  readonly shape: readonly number[];
  readonly label: string;
  readonly read: string | null;
  /** Percent. */
  readonly sure: number | null;
  readonly isMoving: boolean;
  readonly isFollowed: boolean;
  readonly onFollow: ((row: number) => void) | null;
  readonly name: SampleNames["sample"];
}

/** Drawn again only where something of it is other; how sure the network is waits until the cut rests. */
function isAlike(one: SampleProps, other: SampleProps): boolean {
  const { isMoving: _, sure: before, ...rest } = one;
  const { isMoving, sure, ...now } = other;
  return (isMoving || before === sure) && (Object.keys(rest) as (keyof typeof rest)[]).every((k) => rest[k] === now[k]);
}

const Sample = memo(function Sample(props: SampleProps) {
  const { number, row, values, shape, label, read, sure, isFollowed, onFollow, name } = props;
  const isWrong = read !== null && read !== label;
  const told = name(number, label, isWrong ? read : null, sure);
  const isShort = label.length <= 3 && (read?.length ?? 0) <= 3;
  return (
    <label
      className={`${styles.sample} ${isWrong ? styles.wrong : ""} ${isFollowed ? styles.followed : ""}`}
      title={told}
    >
      <input
        type="radio"
        name="followed"
        className={styles.choice}
        checked={isFollowed}
        disabled={onFollow === null}
        aria-label={told}
        onChange={() => onFollow?.(row)}
      />
      <span className={styles.picture} aria-hidden>
        <ExamplePicture values={values} shape={shape} name={label} />
      </span>
      <span className={isShort ? `${styles.name} ${styles.short}` : styles.name} aria-hidden>
        {!isWrong ? (
          label
        ) : isShort ? (
          <>
            {label}
            <i>→</i>
            {read}
          </>
        ) : (
          `→ ${read}`
        )}
      </span>
    </label>
  );
}, isAlike);
