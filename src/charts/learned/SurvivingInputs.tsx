import { useMemo } from "react";
import { keptIn } from "../../network/mask.ts";
import { InkPicture } from "./InkPicture.tsx";
import styles from "./SurvivingInputs.module.css";

/** Kept weights per input pixel of the first layer's mask, [in, out] flat. */
export function keptPerInput(bits: Uint8Array, inputs: number): Uint32Array {
  const units = bits.length / inputs;
  return new Uint32Array(inputs).map((_, i) => keptIn(bits.subarray(i * units, (i + 1) * units)));
}

/** Ink of each pixel: that of one kept weight can be told from none. */
function inkOf(kept: Uint32Array): Uint8ClampedArray {
  const most = kept.reduce((largest, one) => Math.max(largest, one), 1);
  return Uint8ClampedArray.from(kept, (one) => (one === 0 ? 0 : 20 + (215 * one) / most));
}

/** How many first-layer weights each pixel keeps, in ink (Han et al. 2015). */
export function SurvivingInputs({ bits, shape }: { bits: Uint8Array; shape: readonly number[] }) {
  const inputs = shape[0] * shape[1];
  const kept = useMemo(() => keptPerInput(bits, inputs), [bits, inputs]);
  const ink = useMemo(() => inkOf(kept), [kept]);
  const read = kept.reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0);
  return (
    <figure className={styles.surviving}>
      <InkPicture pixels={ink} shape={shape} name={`${read} of ${inputs} pixels still read`} />
      <figcaption>
        <b>{read}</b> of {inputs} pixels still read
      </figcaption>
    </figure>
  );
}
