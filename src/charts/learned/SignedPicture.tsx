import { memo, useEffect, useRef } from "react";
import { channels, mix, packed } from "../colour.ts";
import { useTheme } from "../useTheme.ts";

/** Weights as a picture: blue adds, orange subtracts, `full` is the strongest; pruned ones are blank. Goes by the name of what it stands in. */
export const SignedPicture = memo(function SignedPicture(props: {
  values: ArrayLike<number>;
  shape: readonly number[];
  full: number;
}) {
  const { values, shape, full } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const { paper, pos, neg } = useTheme();
  useEffect(() => {
    const context = canvas.current!.getContext("2d")!;
    const picture = context.createImageData(shape[1], shape[0]);
    const colours = new Uint32Array(picture.data.buffer);
    for (let i = 0; i < colours.length; i++) {
      const share = Math.min(1, Math.abs(values[i]) / full) ** 0.7;
      colours[i] = packed(share > 0 ? mix(paper, values[i] > 0 ? pos : neg, share) : channels(paper));
    }
    context.putImageData(picture, 0, 0);
  }, [values, shape, full, paper, pos, neg]);
  return <canvas ref={canvas} width={shape[1]} height={shape[0]} aria-hidden />;
});
