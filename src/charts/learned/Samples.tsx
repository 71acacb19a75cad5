import { useMemo } from "react";
import { InkPicture } from "./InkPicture.tsx";

/** Sample images with their label; a wrong reading is framed and named. */
export function Samples(props: {
  /** Grey images one after another, 0 is background. */
  images: Uint8Array | Float32Array;
  /** Which example each image is. */
  rows: Uint32Array;
  shape: readonly number[];
  classes: readonly string[];
  labels: Uint8Array;
  predictions: Uint8Array | null;
}) {
  const { images, rows, shape, classes, labels, predictions } = props;
  const size = shape[0] * shape[1];
  const pictures = useMemo(
    () => Array.from(rows, (row) => images.subarray(row * size, (row + 1) * size)),
    [images, rows, size],
  );
  return (
    <div className="samples">
      {Array.from(rows, (row, i) => {
        const label = classes[labels[row]];
        const read = predictions ? classes[predictions[row]] : label;
        const wrong = read !== label;
        return (
          <figure key={row} className={wrong ? "bad" : undefined}>
            <InkPicture pixels={pictures[i]} shape={shape} name={`a ${label}`} />
            <figcaption>{wrong ? `reads ${read}` : label}</figcaption>
          </figure>
        );
      })}
    </div>
  );
}
