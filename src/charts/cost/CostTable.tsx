import styles from "./CostTable.module.css";

export interface CostRow {
  readonly label: string;
  readonly value: string;
  /** Length of the bar, 0..1 of the dense size; more is capped. */
  readonly share: number;
  readonly remark: string;
  /** How the value comes about, with its numbers; told on hover. */
  readonly how?: string;
  /** Draws the dense size as a dashed frame: stored in full, zeros too. */
  readonly hollow?: number;
}

/** Costs as bars under their names; `isSpare` keeps the room of one more row. */
export function CostTable(props: { rows: readonly CostRow[]; caption: string; isSpare: boolean }) {
  const { rows, caption, isSpare } = props;
  return (
    <table className={styles.cost}>
      <caption className="vh">{caption}</caption>
      <tbody>
        {rows.map(({ label, value, share, remark, how, hollow }) => (
          <tr key={label} title={how}>
            <th scope="row">
              {label}
              <svg aria-hidden>
                <line className={styles.track} x1="0" x2="100%" y1="50%" y2="50%" />
                {hollow === undefined ? null : <rect className={styles.hollow} width={`${hollow * 100}%`} height="6" />}
                <rect className={styles.bar} width={`${Math.min(1, share) * 100}%`} height="6" />
              </svg>
            </th>
            <td className={styles.value}>{value}</td>
            <td className={styles.remark}>
              {remark}
              {how ? <span className="vh">, {how}</span> : null}
            </td>
          </tr>
        ))}
        {isSpare ? (
          <tr aria-hidden>
            <td colSpan={3} />
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}
