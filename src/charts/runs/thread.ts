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
 *  from where one is are out of sight. */
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
  const at = root.find(({ data }) => data.state.id === here)!.depth;
  const pitch = Math.max(narrowest, Math.min(widest, (width - 2 * margin) / Math.max(1, root.height)));
  const seen = Math.floor((width - 2 * margin) / pitch);
  // Who went far back is in the middle.
  const last = root.height - at > seen ? at + Math.floor(seen / 2) : root.height;
  const laneHeight = Math.min(7, (height - 2 * margin) / Math.max(1, free - 1));
  const top = (height - laneHeight * (free - 1)) / 2;
  const place = (node: HierarchyNode<MapNode>) =>
    [width - margin - (last - node.depth) * pitch, top + lanes.get(node)! * laneHeight] as const;
  const isSeen = ([x]: readonly [number, number]) => x >= margin - 0.5 && x <= width - margin + 0.5;
  return root.descendants().flatMap((node) => {
    const [x, y] = place(node);
    if (!isSeen([x, y])) return [];
    const { id, kind } = node.data.state;
    const from = node.parent ? place(node.parent) : null;
    return [{ id, kind, isHere: id === here, x, y, from: from && isSeen(from) ? from : null }];
  });
}
