import { scaleLinear } from "d3-scale";
import { fate } from "../../pruning/libraries.ts";
import { fateKey } from "../../text/rounding.ts";
import svg from "../svg.module.css";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import styles from "./Fates.module.css";

/** What one rule does with the weights of a row: their fates, and whether each is another than in the first row. */
export interface FateRow {
  readonly name: string;
  readonly fates: readonly number[];
  readonly differs: readonly boolean[];
}

/** Height of the plot of |w| over the cells, in pixels. */
const plot = 40;

/** Neighbours in the order of |w|, with what several rules do with each: a dot a weight above, a cell a rule below.
 *  `cut`: how many of them, from the left, lie before the cut. */
export function Fates(props: {
  magnitudes: readonly number[];
  cut: number;
  rows: readonly FateRow[];
  summary: string;
}) {
  const { magnitudes, cut, rows, summary } = props;
  const [ref, { width }] = useSize<HTMLDivElement>();
  const tick = useTheme()["fs-tick"];
  const left = tick * 4.6;
  const pitch = (width - left) / magnitudes.length;
  const side = Math.max(0, Math.min(pitch - 2, 17));
  const line = Math.max(side, tick) + 9;
  const rowTop = (r: number) => plot + 12 + r * line;
  const height = rowTop(rows.length);
  const x = (place: number) => left + place * pitch;
  const [low, high] = [magnitudes[0], magnitudes[magnitudes.length - 1]];
  // Among many weights neighbours differ late.
  const digits = low.toPrecision(3) === high.toPrecision(3) ? 5 : 3;
  const y = scaleLinear([low, high], [plot - 5, 7]);
  return (
    <div ref={ref} className={styles.fates} role="img" aria-label={summary}>
      {width > 0 ? (
        <svg aria-hidden width={width} height={height}>
          {[...new Set([high, low])].map((value) => (
            <text key={value} x={left - 8} y={y(value) + tick * 0.35} textAnchor="end">
              {value === 0 ? "0" : value.toPrecision(digits)}
            </text>
          ))}
          {magnitudes.map((value, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a weight is its place
            <circle key={place} className={styles.dot} cx={x(place + 0.5)} cy={y(value)} r={2.2} />
          ))}
          {rows.map(({ name, fates, differs }, r) => (
            <g key={name}>
              <text className={svg.lab} x={left - 8} y={rowTop(r) + side / 2 + tick * 0.35} textAnchor="end">
                {name}
              </text>
              {fates.map((one, place) => (
                <Cell
                  // biome-ignore lint/suspicious/noArrayIndexKey: a weight is its place
                  key={place}
                  x={x(place + 0.5) - side / 2}
                  y={rowTop(r)}
                  side={side}
                  fate={one}
                  differs={differs[place]}
                />
              ))}
            </g>
          ))}
          <path className={svg.cut} d={`M${x(cut)} 0V${height - 4}`} />
        </svg>
      ) : null}
    </div>
  );
}

/** What the cells mean, drawn as they are. */
export function FateKey() {
  const samples = [
    [fateKey.kept, fate.kept, false],
    [fateKey.pruned, fate.pruned, false],
    [fateKey.undecided, fate.undecided, false],
    [fateKey.differs, fate.kept, true],
  ] as const;
  return (
    <ul className={styles.key}>
      {samples.map(([label, one, differs]) => (
        <li key={label}>
          <svg aria-hidden width={13} height={17}>
            <Cell x={1} y={1} side={11} fate={one} differs={differs} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

/** Filled stays, hollow and dashed is pruned, half filled is undecided; a bar below marks what differs. */
function Cell(props: { x: number; y: number; side: number; fate: number; differs: boolean }) {
  const { x, y, side, differs } = props;
  const name = props.fate === fate.kept ? styles.kept : props.fate === fate.pruned ? styles.gone : styles.open;
  return (
    <>
      <rect className={name} x={x + 0.5} y={y + 0.5} width={Math.max(0, side - 1)} height={Math.max(0, side - 1)} />
      {name === styles.open ? <path className={styles.half} d={`M${x} ${y + side}h${side}v${-side}z`} /> : null}
      {differs ? <rect className={styles.differs} x={x} y={y + side + 2} width={side} height={3} /> : null}
    </>
  );
}
