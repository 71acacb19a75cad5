import * as v from "valibot";
import type { RunNode } from "../recipe/node.ts";
import type { TreePlace, TreeRecord } from "../recipe/tree.ts";
import type { RecordKey } from "./database.ts";
import { RecordFault } from "./envelope.ts";
import { readNode } from "./nodes.ts";
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

/** A tree as it was read, and what of it was not to be used, a sentence each. */
export interface ReadTree {
  /** Null where no state is left. */
  readonly tree: TreeRecord<RunNode> | null;
  readonly faults: readonly string[];
}

/** The tree that records make: what is broken is left out, with all that was made from it. `records` are by the id that each is kept
 *  under; `place` is null where it is not known. */
export function readTree(records: ReadonlyMap<RecordKey[2], unknown>, place: TreePlace | null): ReadTree {
  const faults: string[] = [];
  const nodes = new Map<number, RunNode>();
  const read: RunNode[] = [];
  for (const [key, record] of records) {
    try {
      const node = readNode(record);
      if (node.id !== key) throw new RecordFault(`it says that it is state ${node.id}`);
      read.push(node);
    } catch (error) {
      if (!(error instanceof RecordFault)) throw error;
      faults.push(`State ${key} cannot be read and is left out: ${error.message}.`);
    }
  }
  // What something was made from was there before it.
  for (const node of read.toSorted((one, other) => one.id - other.id)) {
    const why = whyNotThere(node, nodes);
    if (why) faults.push(`State ${node.id}, “${node.name || node.label}”, is left out: ${why}.`);
    // Networks are counted anew by every page: a state is of the one that it was made from.
    else nodes.set(node.id, { ...node, run: nodes.get(node.parent ?? 0)?.run ?? node.run });
  }
  return {
    tree: nodes.size > 0 ? { nodes: [...nodes.values()], ...placeIn(nodes, records, place) } : null,
    faults: faults,
  };
}

function whyNotThere({ parent, step }: RunNode, nodes: ReadonlyMap<number, RunNode>): string | null {
  if (parent === null) return step === null ? null : "the state that its step led from is not known";
  if (!nodes.has(parent)) return `state ${parent}, which it was made from, is not there`;
  return step === null ? `no step is known that led to it from state ${parent}` : null;
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
