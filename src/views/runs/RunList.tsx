import { type KeyboardEvent, useRef } from "react";
import type { ForestRow } from "../../charts/runs/forest.ts";
import { StateMark } from "../../charts/runs/StateMark.tsx";
import type { RunNode } from "../../recipe/node.ts";
import { count, percentSign } from "../../text/numbers.ts";
import { stateListText } from "../../text/runCard.ts";
import { describeStep } from "../../text/steps.ts";
import styles from "./RunList.module.css";

/** Where Up, Down, Home and End lead from a line. */
const ways: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowUp: (at) => Math.max(0, at - 1),
  ArrowDown: (at, last) => Math.min(last, at + 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** All states as a table, each below what it was made from, set in where the way forks. */
export function RunList(props: {
  rows: readonly ForestRow[];
  nodes: ReadonlyMap<number, RunNode>;
  networks: readonly string[];
  here: number;
  /** Networks whose states cannot be gone to. */
  lost: readonly number[];
  selected: number;
  onSelect: (id: number) => void;
  onGo: (id: number) => void;
  /** Whether the first tap on a state goes there already. */
  goesAtOnce: boolean;
}) {
  const { rows, nodes, networks, here, lost, selected, onSelect, onGo, goesAtOnce } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const pressed = useRef<number | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    const at = rows.findIndex(({ state }) => state.id === selected);
    const next = way(at, rows.length - 1);
    onSelect(rows[next].state.id);
    body.current!.querySelectorAll<HTMLElement>("th button")[next].focus();
  };
  return (
    <div className={styles.list}>
      <table>
        <caption className="vh">{stateListText.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{stateListText.columns.state}</th>
            <th scope="col">{stateListText.columns.pruned}</th>
            <th scope="col">{stateListText.columns.accuracy}</th>
            <th scope="col">{stateListText.columns.trained}</th>
            <th scope="col" className="wordy">
              {stateListText.columns.fingerprint}
            </th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map(({ state, level, network, isAway }) => {
            const { id } = state;
            const node = nodes.get(id);
            if (!node) return null;
            const isHere = id === here;
            return (
              <tr key={id} className={isAway ? styles.away : undefined} data-here={isHere ? "" : undefined}>
                <th scope="row" style={{ "--level": Math.min(level, 8) } as React.CSSProperties}>
                  <div>
                    <svg aria-hidden width={13} height={13} viewBox="-7.5 -7.5 15 15">
                      <StateMark kind={state.kind} radius={6} isHere={isHere} />
                    </svg>
                    <button
                      type="button"
                      className={styles.select}
                      aria-pressed={id === selected}
                      aria-current={isHere ? "step" : undefined}
                      tabIndex={id === selected ? 0 : -1}
                      onPointerDown={() => {
                        pressed.current = selected;
                      }}
                      onClick={({ detail }) =>
                        detail === 0 || pressed.current === id || goesAtOnce ? onGo(id) : onSelect(id)
                      }
                    >
                      {node.name ? <b>{node.name} </b> : null}
                      {node.parent === null ? networks[network] : describeStep(node.step)}
                      {node.note ? <small> {shortened(node.note)}</small> : null}
                      {lost.includes(node.run) ? <small> {stateListText.lost}</small> : null}
                      {isHere ? (
                        <small> {stateListText.here}</small>
                      ) : isAway ? (
                        <small> {stateListText.hidden}</small>
                      ) : null}
                    </button>
                  </div>
                </th>
                <td>{percentSign(node.pruned)}</td>
                <td>{percentSign(node.accuracy)}</td>
                <td>{count(node.trained)}</td>
                <td className="wordy">{node.fingerprint}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const shortened = (note: string) => (note.length > 40 ? `${note.slice(0, 39).trimEnd()}…` : note);
