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
  /** Left out on projectors, or on low screens too. */
  readonly extra?: "desk" | "tall";
}

/** Costs as bars beside their numbers; `isSpare` keeps the room of one more row. */
export function CostTable(props: { rows: readonly CostRow[]; caption: string; isSpare: boolean }) {
  const { rows, caption, isSpare } = props;
  return (
    <table className="cost">
      <caption className="vh">{caption}</caption>
      <tbody>
        {rows.map(({ label, value, share, remark, how, hollow, extra }) => (
          <tr key={label} className={extra && `extra ${extra}`} title={how}>
            <th scope="row">{label}</th>
            <td className="barc">
              <svg aria-hidden>
                <line className="track" x1="0" x2="100%" y1="50%" y2="50%" />
                {hollow === undefined ? null : <rect className="hollow" width={`${hollow * 96}%`} height="8" />}
                <rect className="bar" width={`${Math.min(1, share) * 96}%`} height="8" />
              </svg>
            </td>
            <td className="v">{value}</td>
            <td className="r wordy">
              {remark}
              {how ? <span className="vh">, {how}</span> : null}
            </td>
          </tr>
        ))}
        {isSpare ? (
          <tr className="spare" aria-hidden>
            <td colSpan={4} />
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}
