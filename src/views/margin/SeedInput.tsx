import type { CSSProperties } from "react";
import { limits } from "../../setup/setup.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { marginText } from "../../text/margin.ts";
import styles from "./SeedInput.module.css";

/** As wide as what is written: `field-sizing` is not everywhere. */
const widthOf = (text: string) => String(Math.max(1, text.length));

/** The seed of data, weights and order; taken when the field is left, so that half a number starts nothing. */
export function SeedInput({ seed }: { seed: number }) {
  const [low, high] = limits.seed;
  const take = (input: HTMLInputElement) => {
    const next = Math.round(Number(input.value));
    if (input.value !== "" && next >= low && next <= high) changeSetup({ seed: next });
    else {
      input.value = String(seed);
      input.style.setProperty("--digits", widthOf(input.value));
    }
  };
  return (
    <input
      key={seed}
      className={styles.seed}
      type="number"
      aria-label={marginText.seed}
      min={low}
      max={high}
      defaultValue={seed}
      style={{ "--digits": widthOf(String(seed)) } as CSSProperties}
      onInput={({ currentTarget }) => currentTarget.style.setProperty("--digits", widthOf(currentTarget.value))}
      onBlur={(event) => take(event.target)}
      onKeyDown={(event) => {
        if (event.key === "Enter") take(event.currentTarget);
      }}
    />
  );
}
