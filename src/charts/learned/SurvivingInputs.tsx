import { useEffect, useMemo, useRef } from "react";
import { channels } from "../colour.ts";
import { useTheme } from "../useTheme.ts";

/** Kept weights per input pixel of the first layer's mask, [in, out] flat. */
export function keptPerInput(bits: Uint8Array, inputs: number): Uint32Array {
  const units = bits.length / inputs;
  const kept = new Uint32Array(inputs);
  for (let i = 0; i < bits.length; i++) kept[Math.floor(i / units)] += bits[i];
  return kept;
}

/** How many first-layer weights each pixel keeps, in ink (Han et al. 2015). */
export function SurvivingInputs({ bits, shape }: { bits: Uint8Array; shape: readonly number[] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const inputs = shape[0] * shape[1];
  const kept = useMemo(() => keptPerInput(bits, inputs), [bits, inputs]);
  const read = kept.reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0);
  useEffect(() => {
    const context = canvas.current!.getContext("2d")!;
    const picture = context.createImageData(shape[1], shape[0]);
    const ink = channels(theme.ink);
    const most = kept.reduce((largest, one) => Math.max(largest, one), 1);
    for (let i = 0; i < kept.length; i++) {
      const alpha = kept[i] === 0 ? 0 : 20 + (215 * kept[i]) / most;
      picture.data.set([ink[0], ink[1], ink[2], alpha], 4 * i);
    }
    context.putImageData(picture, 0, 0);
  }, [kept, shape, theme]);
  return (
    <figure className="surviving">
      <canvas
        ref={canvas}
        width={shape[1]}
        height={shape[0]}
        role="img"
        aria-label={`${read} of ${inputs} pixels still read`}
      />
      <figcaption>
        <b>{read}</b> of {inputs} pixels still read
      </figcaption>
    </figure>
  );
}
