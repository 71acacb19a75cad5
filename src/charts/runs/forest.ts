import { type HierarchyNode, stratify } from "d3-hierarchy";

/** What led to a state: training (or nothing), a cut, or training under a cut. */
export type StateKind = "trained" | "cut" | "tuned";

/** A state of a network, as chart, thread and list draw it: plain data. */
export interface MapState {
  readonly id: number;
  /** The state that it was made from; null for the first of a network. */
  readonly parent: number | null;
  /** Where it stands on the axis of the chart, 0..1. */
  readonly sparsity: number;
  /** On validation, 0..1. */
  readonly accuracy: number;
  /** Cuts in a row are one node that moved. */
  readonly kind: StateKind;
  readonly isHidden: boolean;
  /** What is written beside it, if there is room; empty for nothing. */
  readonly name: string;
  /** For who cannot see where it stands. */
  readonly description: string;
}

/** A line of the list. */
export interface ForestRow {
  readonly state: MapState;
  /** Which network it is of, from 0 in the order in which they were opened. */
  readonly network: number;
  /** How many times the way to it has forked. */
  readonly level: number;
  /** How many were made from it, and from these. */
  readonly below: number;
  /** Left out of the map: it, or what it was made from, is hidden. */
  readonly isAway: boolean;
}

/** All states, what was made from one after it: the first that was made comes first. Those on the way to `here` are never left out. */
export function rowsOf(states: readonly MapState[], here: number): readonly ForestRow[] {
  const known = new Set(states.map(({ id }) => id));
  const within = ({ parent }: MapState) => (parent !== null && known.has(parent) ? String(parent) : "all");
  type Datum = MapState | null;
  const root = stratify<Datum>()
    .id((state) => (state ? String(state.id) : "all"))
    .parentId((state) => (state ? within(state) : null))([null, ...states])
    .sort((a, b) => a.data!.id - b.data!.id);
  const way = new Set(
    root
      .find(({ data }) => data?.id === here)
      ?.ancestors()
      .map(({ data }) => data?.id),
  );
  const rows: ForestRow[] = [];
  const visit = (node: HierarchyNode<Datum>, network: number, level: number, isAway: boolean): void => {
    const state = node.data!;
    const gone = isAway || state.isHidden;
    rows.push({ state, network, level, below: node.descendants().length - 1, isAway: gone && !way.has(state.id) });
    const { children = [] } = node;
    for (const child of children) visit(child, network, level + (children.length > 1 ? 1 : 0), gone);
  };
  (root.children ?? []).forEach((network, n) => {
    visit(network, n, 0, false);
  });
  return rows;
}

/** A node of the map: a state, or several cuts in a row of which one is shown. */
export interface MapNode {
  /** The state that is shown: the one that stands, else the last. */
  readonly state: MapState;
  /** All of them, the first cut first. */
  readonly states: readonly MapState[];
  /** Of the node that it was made from, by the state shown there; null for the first of a network. */
  readonly parent: number | null;
  readonly network: number;
}

/** The nodes that are drawn, those that others were made from before these. */
export function nodesOf(rows: readonly ForestRow[], here: number): readonly MapNode[] {
  const shown = rows.filter(({ isAway }) => !isAway);
  const children = new Map<number | null, number>();
  for (const { state } of shown) children.set(state.parent, (children.get(state.parent) ?? 0) + 1);
  const groups: { states: MapState[]; network: number }[] = [];
  const groupOf = new Map<number, (typeof groups)[number]>();
  for (const { state, network } of shown) {
    const before = state.parent === null ? undefined : groupOf.get(state.parent);
    const goesOn =
      before && state.kind === "cut" && before.states.at(-1)!.kind === "cut" && children.get(state.parent) === 1;
    const group = goesOn ? before : { states: [], network };
    group.states.push(state);
    groupOf.set(state.id, group);
    if (!goesOn) groups.push(group);
  }
  const shownOf = ({ states }: { states: readonly MapState[] }) =>
    states.find(({ id }) => id === here) ?? states.at(-1)!;
  return groups.map(({ states, network }) => {
    const { parent } = states[0];
    const from = parent === null ? undefined : groupOf.get(parent);
    return { state: shownOf({ states }), states, parent: from ? shownOf(from).id : null, network };
  });
}

/** The node that an arrow key leads to: right to what was made from it, on the way to where one is if it lies there, left to what it
 *  was made from, up and down to what else was made from that; Home to the first of its network, End to the last. Null for other keys. */
export function neighbour(
  nodes: readonly MapNode[],
  from: number,
  key: string,
  way: ReadonlySet<number>,
): number | null {
  const byId = new Map(nodes.map((node) => [node.state.id, node]));
  const node = byId.get(from);
  if (!node) return null;
  const childrenOf = (id: number | null) => nodes.filter(({ parent }) => parent === id);
  const ahead = (id: number) => {
    const children = childrenOf(id);
    return children.find(({ states }) => states.some((state) => way.has(state.id))) ?? children[0];
  };
  const siblings = childrenOf(node.parent);
  const place = siblings.indexOf(node);
  const ends = (step: (id: number) => number | undefined) => {
    let at = from;
    for (let next = step(at); next !== undefined; next = step(at)) at = next;
    return at;
  };
  switch (key) {
    case "ArrowRight":
      return ahead(from)?.state.id ?? from;
    case "ArrowLeft":
      return node.parent ?? from;
    case "ArrowUp":
      return siblings[Math.max(0, place - 1)].state.id;
    case "ArrowDown":
      return siblings[Math.min(siblings.length - 1, place + 1)].state.id;
    case "Home":
      return ends((id) => byId.get(id)?.parent ?? undefined);
    case "End":
      return ends((id) => ahead(id)?.state.id);
    default:
      return null;
  }
}
