import * as v from "valibot";
import type { RunNode } from "../recipe/node.ts";
import type { TreePlace, TreeRecord } from "../recipe/tree.ts";
import { areAlike, fieldsOf } from "../setup/setup.ts";
import type { RecordKey } from "./database.ts";
import { readNode } from "./nodes.ts";
import { RecordFault, type RecordSaid } from "./said.ts";
import { count, nodeId } from "./schemas.ts";

const pairs = v.array(v.tuple([nodeId, nodeId]));

export const placeSchema: v.GenericSchema<unknown, TreePlace> = v.object({
  current: nodeId,
  trail: v.array(nodeId),
  undone: v.array(nodeId),
  next: pairs,
  latest: pairs,
  ids: count,
});

/** A tree as it was read, and what of it was not to be used. */
export interface ReadTree {
  /** Null where no state is left. */
  readonly tree: TreeRecord<RunNode> | null;
  readonly faults: readonly RecordSaid[];
}

/** The tree that records make. What is broken is left out; what was made from that stands under the nearest state before, by a way that is
 *  lost. `records` are by the id that each is kept under; so are `parents`, which are known without reading them. `place` is null where it
 *  is not known. */
export function readTree(
  records: ReadonlyMap<RecordKey[2], unknown>,
  place: TreePlace | null,
  parents: ReadonlyMap<RecordKey[2], number | null> = new Map(),
): ReadTree {
  const faults: RecordSaid[] = [];
  const nodes = new Map<number, RunNode>();
  const read: RunNode[] = [];
  for (const [key, record] of records) {
    try {
      const node = readNode(record);
      if (node.id !== key) throw new RecordFault({ id: "state-otherwise", state: node.id });
      read.push(node);
    } catch (error) {
      if (!(error instanceof RecordFault)) throw error;
      faults.push({ id: "state-left-out", state: key, why: error.said });
    }
  }
  // What something was made from was there before it.
  for (const one of read.toSorted((one, other) => one.id - other.id)) {
    const told = { state: one.id, name: one.name, step: one.step };
    const isCutOff = one.parent !== null && one.step !== null && !nodes.has(one.parent);
    const node = isCutOff ? cutOff(one, before(one, nodes, parents)) : one;
    const isThere = isSomewhere(node);
    if (!isThere) faults.push({ id: "state-nowhere", ...told, from: node.parent });
    else if (isCutOff) faults.push({ id: "state-cut-off", ...told });
    // Networks are counted anew by every page: a state is of the one that it was made from.
    if (isThere) nodes.set(node.id, { ...node, run: nodes.get(node.parent ?? 0)?.run ?? node.run });
  }
  return {
    tree: nodes.size > 0 ? { nodes: [...nodes.values()], ...placeIn(nodes, records, place) } : null,
    faults: faults,
  };
}

/** Whether it is known where a state comes from. */
const isSomewhere = ({ parent, step }: RunNode): boolean =>
  parent === null ? step === null || step.kind === "lost" : step !== null;

/** A state that the way to is lost, under one before it or none. */
const cutOff = (node: RunNode, parent: number | null): RunNode => ({
  ...node,
  parent,
  step: node.step && node.step.kind !== "lost" ? { kind: "lost", last: node.step } : node.step,
});

/** The nearest state before one that can be read; where that is not known, the first one of its network, if it is there. */
function before(
  node: RunNode,
  nodes: ReadonlyMap<number, RunNode>,
  parents: ReadonlyMap<RecordKey[2], number | null>,
): number | null {
  let at = node.parent;
  // Ids grow along a way.
  while (at !== null && !nodes.has(at)) {
    const next: number | null | undefined = parents.get(at);
    if (next === undefined || (next !== null && next >= at)) break;
    at = next;
  }
  if (at === null || nodes.has(at)) return at;
  const isOfSame = ({ parent, data, setup }: RunNode) =>
    parent === null && data === node.data && areAlike(setup, node.setup, fieldsOf("data", "network"));
  return [...nodes.values()].findLast(isOfSame)?.id ?? null;
}

/** Where one is among the states that are left; ids of those left out are not given again. */
function placeIn(
  nodes: ReadonlyMap<number, RunNode>,
  records: ReadonlyMap<RecordKey[2], unknown>,
  place: TreePlace | null,
): TreePlace {
  const keys = [...records.keys()].filter((key) => typeof key === "number");
  const { trail = [], undone = [], next = [], latest = [], ids = 0 } = place ?? {};
  const stood = [place?.current ?? 0, ...trail.toReversed(), Math.max(...nodes.keys())];
  const areThere = (pair: readonly number[]) => pair.every((id) => nodes.has(id));
  return {
    current: stood.find((id) => nodes.has(id))!,
    trail: trail.filter((id) => nodes.has(id)),
    undone: undone.filter((id) => nodes.has(id)),
    next: next.filter(areThere),
    latest: latest.filter(areThere).filter(([root, id]) => nodes.get(root)!.run === nodes.get(id)!.run),
    ids: keys.reduce((most, key) => Math.max(most, key), Math.max(ids, ...nodes.keys())),
  };
}
