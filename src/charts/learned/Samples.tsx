import { useEffect, useRef } from "react";
import { channels } from "../colour.ts";
import { useTheme } from "../useTheme.ts";

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
  return (
    <div className="samples">
      {Array.from(rows, (row, i) => {
        const label = classes[labels[row]];
        const read = predictions ? classes[predictions[row]] : label;
        const wrong = read !== label;
        return (
          <figure key={row} className={wrong ? "bad" : undefined}>
            <Digit pixels={images.subarray(i * size, (i + 1) * size)} shape={shape} name={`a ${label}`} />
            <figcaption>{wrong ? `reads ${read}` : label}</figcaption>
          </figure>
        );
      })}
    </div>
  );
}

function Digit({ pixels, shape, name }: { pixels: Uint8Array | Float32Array; shape: readonly number[]; name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useEffect(() => {
    const context = canvas.current!.getContext("2d")!;
    const picture = context.createImageData(shape[1], shape[0]);
    const ink = channels(theme.ink);
    for (let i = 0; i < pixels.length; i++) picture.data.set([ink[0], ink[1], ink[2], pixels[i]], 4 * i);
    context.putImageData(picture, 0, 0);
  }, [pixels, shape, theme]);
  return <canvas ref={canvas} width={shape[1]} height={shape[0]} role="img" aria-label={name} />;
}
