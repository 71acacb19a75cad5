import type { ForestRow } from "../../charts/runs/forest.ts";
import { StateMark } from "../../charts/runs/StateMark.tsx";
import type { RunNode } from "../../recipe/node.ts";
import { isCutState } from "../../store/slides.ts";
import { pathTo } from "../../store/tree.ts";
import { count, percent, percentSign } from "../../text/numbers.ts";
import { runsText } from "../../text/runs.ts";
import { describeStep } from "../../text/steps.ts";
import styles from "./RunEnds.module.css";

/** The ends of all runs: what they pruned, what it took and what they reached. */
export function RunEnds(props: {
  rows: readonly ForestRow[];
  nodes: ReadonlyMap<number, RunNode>;
  networks: readonly string[];
  here: number;
  selected: number;
  onSelect: (id: number) => void;
}) {
  const { rows, nodes, networks, here, selected, onSelect } = props;
  const ends = rows
    .filter(({ below, isAway }) => below === 0 && !isAway)
    .flatMap(({ state, network }) => {
      const node = nodes.get(state.id);
      return node ? [{ node, kind: state.kind, network: networks.length > 1 ? networks[network] : null }] : [];
    });
  return (
    <table className={styles.ends}>
      <caption className="vh">{runsText.endsCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{runsText.end}</th>
          <th scope="col">{runsText.pruned}</th>
          <th scope="col">{runsText.steps}</th>
          <th scope="col">{runsText.right}</th>
        </tr>
      </thead>
      <tbody>
        {ends.map(({ node, kind, network }) => (
          <tr key={node.id}>
            <th scope="row">
              <button
                type="button"
                aria-pressed={node.id === selected}
                aria-current={node.id === here ? "step" : undefined}
                onClick={() => onSelect(node.id)}
              >
                <svg aria-hidden width={13} height={13} viewBox="-7 -7 14 14">
                  <StateMark kind={kind} radius={5} isHere={node.id === here} />
                </svg>
                <span>
                  {node.name || describeStep(node.step)}
                  <small>
                    {runsText.cuts(cutsTo(nodes, node.id))}
                    {network ? `; ${network}` : null}
                  </small>
                </span>
              </button>
            </th>
            <td>{percentSign(node.pruned)}</td>
            <td>{count(node.trained)}</td>
            <td>
              <b>{percent(node.accuracy)}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "60", "80": how much was pruned by the cuts on the way to a state; of cuts in a row the last counts. */
function cutsTo(nodes: ReadonlyMap<number, RunNode>, id: number): readonly string[] {
  const path = pathTo({ nodes }, id);
  return path.flatMap((node, i) =>
    isCutState(node) && node.pruned > 0 && !(path[i + 1] && isCutState(path[i + 1]))
      ? [String(Number((100 * node.pruned).toFixed(1)))]
      : [],
  );
}
