import { useMemo } from "react";
import { ExamplePicture } from "./ExamplePicture.tsx";

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
    <div className={`samples ${classes.some((name) => name.length > 2) ? "long" : ""}`}>
      {Array.from(rows, (row, i) => {
        const label = classes[labels[row]];
        const read = predictions ? classes[predictions[row]] : label;
        const wrong = read !== label;
        return (
          <figure key={row} className={wrong ? "bad" : undefined}>
            <ExamplePicture values={pictures[i]} shape={shape} name={`a ${label}`} />
            <figcaption title={wrong ? `a ${label}, read as ${read}` : label}>
              <span className="as">
                {wrong ? <span className="vh">reads </span> : null}
                {wrong ? <span aria-hidden>→</span> : null}
                {read}
              </span>{" "}
              {confidences ? <span className="sure">{`${Math.floor(100 * confidences[row])}\u202f%`}</span> : null}
            </figcaption>
          </figure>
        );
      })}
    </div>
  );
}
