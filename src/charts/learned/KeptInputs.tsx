import { useMemo } from "react";
import { keptIn } from "../../network/mask.ts";
import { inputsText } from "../../text/charts.ts";
import { filled } from "../filled.ts";
import styles from "./KeptInputs.module.css";

/** Kept weights per input of the first layer's mask, [in, out] flat. */
function keptPerInput(bits: Uint8Array, inputs: number): Uint32Array {
  const units = bits.length / inputs;
  return new Uint32Array(inputs).map((_, i) => keptIn(bits.subarray(i * units, (i + 1) * units)));
}

/** Inputs that are listed by name. */
const mostNamed = 16;

/** How many first-layer weights each input of a table keeps, by name. */
export function KeptInputs({ bits, names }: { bits: Uint8Array; names: readonly string[] }) {
  const kept = useMemo(() => keptPerInput(bits, names.length), [bits, names]);
  const units = bits.length / names.length;
  const more = names.length - mostNamed;
  return (
    <figure className={styles.inputs}>
      <figcaption>{filled(inputsText.read(<b>{readOf(kept)}</b>, kept.length))}</figcaption>
      <ul>
        {names.slice(0, mostNamed).map((name, i) => (
          <li key={name} className={kept[i] === 0 ? styles.unread : undefined} title={name}>
            <span className={styles.name}>{name}</span>
            <span className={styles.bar} aria-hidden>
              <span style={{ width: `${(100 * kept[i]) / units}%` }} />
            </span>
            <span className={styles.of}>{inputsText.of(kept[i], units)}</span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="hint">{inputsText.more(more)}</p> : null}
    </figure>
  );
}

const readOf = (kept: Uint32Array) => kept.reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0);
