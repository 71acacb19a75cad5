import { memo, useEffect, useRef } from "react";
import { channels, packed } from "../colour.ts";
import { useTheme } from "../useTheme.ts";

/** A grey picture in ink, 0 is blank paper and 255 all ink. Drawn again only when its pixels are other ones. */
export const InkPicture = memo(function InkPicture(props: {
  pixels: ArrayLike<number>;
  shape: readonly number[];
  /** Without one it is decoration: what it stands in has a name. */
  name?: string;
}) {
  const { pixels, shape, name } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ink } = useTheme();
  useEffect(() => {
    const context = canvas.current!.getContext("2d")!;
    const picture = context.createImageData(shape[1], shape[0]);
    const colours = new Uint32Array(picture.data.buffer).fill(packed(channels(ink)));
    for (let i = 0; i < colours.length; i++) picture.data[4 * i + 3] = pixels[i];
    context.putImageData(picture, 0, 0);
  }, [pixels, shape, ink]);
  return (
    <canvas
      // Chromium keeps the old ground of a framed canvas when the theme changes.
      key={ink}
      ref={canvas}
      width={shape[1]}
      height={shape[0]}
      {...(name ? { role: "img", "aria-label": name } : { "aria-hidden": true })}
    />
  );
});
