import { type HierarchyNode, stratify } from "d3-hierarchy";
import type { MapNode, StateKind } from "./forest.ts";

/** A state on the thread. */
export interface Bead {
  readonly id: number;
  readonly kind: StateKind;
  readonly isHere: boolean;
  readonly x: number;
  readonly y: number;
  /** Where it was made from; null at the start, and where that is out of sight. */
  readonly from: readonly [x: number, y: number] | null;
}

/** Between two states, at most and at least, in pixels. */
const [widest, narrowest] = [17, 8];

/** A network as a thread: a step to the right is a step further, every branch has a lane; the newest stand at the right end, those too far
 *  back are out of sight. */
export function beadsOf(nodes: readonly MapNode[], here: number, width: number, height: number): readonly Bead[] {
  const own = nodes.find(({ state }) => state.id === here)?.network;
  const known = nodes.filter(({ network }) => network === own);
  if (known.length === 0) return [];
  const root = stratify<MapNode>()
    .id(({ state }) => String(state.id))
    .parentId(({ parent }) => (parent === null ? null : String(parent)))([...known]);
  const lanes = new Map<HierarchyNode<MapNode>, number>();
  let free = 0;
  root.eachBefore((node) => {
    const goesOn = node.parent !== null && node.parent.children![0] === node;
    lanes.set(node, goesOn ? lanes.get(node.parent!)! : free++);
  });
  const margin = 5;
  const pitch = Math.max(narrowest, Math.min(widest, (width - 2 * margin) / Math.max(1, root.height)));
  const laneHeight = Math.min(7, (height - 2 * margin) / Math.max(1, free - 1));
  const top = (height - laneHeight * (free - 1)) / 2;
  const place = (node: HierarchyNode<MapNode>) =>
    [width - margin - (root.height - node.depth) * pitch, top + lanes.get(node)! * laneHeight] as const;
  const isSeen = ([x]: readonly [number, number]) => x >= margin - 0.5;
  return root.descendants().flatMap((node) => {
    const at = place(node);
    if (!isSeen(at)) return [];
    const { id, kind } = node.data.state;
    const from = node.parent ? place(node.parent) : null;
    return [{ id, kind, isHere: id === here, x: at[0], y: at[1], from: from && isSeen(from) ? from : null }];
  });
}

/** How many runs there are: states that nothing was made from. */
export function countRuns(nodes: readonly MapNode[]): number {
  const parents = new Set(nodes.map(({ parent }) => parent));
  return nodes.filter(({ state }) => !parents.has(state.id)).length;
}
