import { curveBumpX, link } from "d3-shape";
import { useMemo } from "react";
import { type MapState, nodesOf, rowsOf } from "./forest.ts";
import { StateMark } from "./StateMark.tsx";
import styles from "./ThreadLine.module.css";
import { beadsOf } from "./thread.ts";

const edge = link(curveBumpX);
const [width, height, radius] = [74, 26, 3.4];

/** What was done to the network on the page, as one line of states, where one is in plum. */
export function ThreadLine({ states, here }: { states: readonly MapState[]; here: number }) {
  const beads = useMemo(() => beadsOf(nodesOf(rowsOf(states, here), here), here, width, height), [states, here]);
  return (
    <svg aria-hidden className={styles.thread} width={width} height={height}>
      {beads.map(({ id, x, y, from }) =>
        from ? <path key={id} className={styles.edge} d={edge({ source: [...from], target: [x, y] }) ?? ""} /> : null,
      )}
      {beads.map(({ id, kind, isHere, x, y }) => (
        <StateMark key={id} {...{ kind, radius, isHere, x, y }} />
      ))}
    </svg>
  );
}
