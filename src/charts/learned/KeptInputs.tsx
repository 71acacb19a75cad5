import { useMemo } from "react";
import styles from "./KeptInputs.module.css";
import pixels from "./SurvivingInputs.module.css";
import { keptPerInput } from "./SurvivingInputs.tsx";

/** Inputs that are listed by name. */
const mostNamed = 16;

/** How many first-layer weights each input of a table keeps, by name. */
export function KeptInputs({ bits, names }: { bits: Uint8Array; names: readonly string[] }) {
  const kept = useMemo(() => keptPerInput(bits, names.length), [bits, names]);
  const units = bits.length / names.length;
  const more = names.length - mostNamed;
  return (
    <figure className={styles.inputs}>
      <figcaption>
        <Read kept={kept} />
      </figcaption>
      <ul>
        {names.slice(0, mostNamed).map((name, i) => (
          <li key={name} className={kept[i] === 0 ? styles.unread : undefined} title={name}>
            <span className={styles.name}>{name}</span>
            <span className={styles.bar} aria-hidden>
              <span style={{ width: `${(100 * kept[i]) / units}%` }} />
            </span>
            <span className={styles.of}>
              {kept[i]} of {units}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="hint">and {more} more</p> : null}
    </figure>
  );
}

/** How many first-layer weights each point of a series keeps, as bars. */
export function KeptPoints({ bits, points }: { bits: Uint8Array; points: number }) {
  const kept = useMemo(() => keptPerInput(bits, points), [bits, points]);
  const units = bits.length / points;
  return (
    <figure className={pixels.surviving}>
      <svg
        role="img"
        aria-label={`${readOf(kept)} of ${points} inputs still read`}
        viewBox={`0 0 ${4 * points} 100`}
        preserveAspectRatio="none"
      >
        {Array.from(kept, (one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
          <rect key={i} x={4 * i + 0.5} y={100 - (100 * one) / units} width={3} height={(100 * one) / units} />
        ))}
      </svg>
      <figcaption>
        <Read kept={kept} />
      </figcaption>
    </figure>
  );
}

const readOf = (kept: Uint32Array) => kept.reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0);

function Read({ kept }: { kept: Uint32Array }) {
  return (
    <>
      <b>{readOf(kept)}</b> of {kept.length} inputs still read
    </>
  );
}
