import { curveBumpX, link } from "d3-shape";
import { useMemo } from "react";
import type { MapNode } from "./forest.ts";
import { lookOf, shapeOf } from "./symbols.ts";
import styles from "./ThreadLine.module.css";
import { beadsOf } from "./thread.ts";

const edge = link(curveBumpX);
const [width, height, radius] = [74, 26, 3.4];

/** What was done to the network on the page, as one line of states, where one is in plum. */
export function ThreadLine({ nodes, here }: { nodes: readonly MapNode[]; here: number }) {
  const beads = useMemo(() => beadsOf(nodes, here, width, height), [nodes, here]);
  return (
    <svg aria-hidden className={styles.thread} width={width} height={height}>
      {beads.map(({ id, x, y, from }) =>
        from ? <path key={id} className={styles.edge} d={edge({ source: [...from], target: [x, y] }) ?? ""} /> : null,
      )}
      {beads.map(({ id, kind, isHere, x, y }) => (
        <path key={id} className={lookOf(kind, isHere)} transform={`translate(${x} ${y})`} d={shapeOf(kind, radius)} />
      ))}
    </svg>
  );
}
