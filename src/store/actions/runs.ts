import type { RunNode } from "../../recipe/node.ts";
import { whyNotDeleted } from "../../recipe/whyNotDeleted.ts";
import { notices, pile, putBackText } from "../../text/notices.ts";
import { describeStep } from "../../text/steps.ts";
import type { Said } from "../../worker/protocol/said.ts";
import { type State, useStore } from "../store.ts";
import { subtreeOf } from "../tree.ts";
import { ask } from "./engine.ts";
import { announce } from "./messages.ts";

const { getState: get } = useStore;

type Annotation = Partial<Pick<RunNode, "name" | "note" | "isHidden">>;

const annotate = (node: number, change: Annotation) => ask({ type: "annotate", node, change });

/** Names and notes are cut to a length that can be shown, and kept. */
export const longest = { name: 60, note: 1000 } as const;

export const nameState = (id: number, name: string) => annotate(id, { name: name.trim().slice(0, longest.name) });
export const noteState = (id: number, note: string) => annotate(id, { note: note.trim().slice(0, longest.note) });
/** Leaves a state out of the map, with all that was made from it; or no longer. */
export const hideState = (id: number, isHidden: boolean) => annotate(id, { isHidden });

const titleOf = ({ name, step }: RunNode) => name || describeStep(step);

/** "“Prune 60 %” and the 3 made from it". */
function describePile(nodes: readonly RunNode[]): string {
  return pile(titleOf(nodes[0]), nodes.length - 1);
}

/** Why a state cannot be deleted; null where it can. */
export function whyNot({ nodes, place }: Pick<State, "nodes" | "place">, id: number): Said | null {
  const [node, stands] = [nodes.get(id), nodes.get(place?.current ?? 0)];
  return node && stands ? whyNotDeleted(nodes.values(), stands, node) : null;
}

/** Takes a state away with all that was made from it. */
export function removeState(id: number): void {
  const { nodes } = get();
  const node = nodes.get(id);
  if (!node || whyNot(get(), id)) return;
  ask({ type: "remove", node: id });
  announce(notices.deleted(describePile(subtreeOf(nodes, id))), 6000);
}

export const canPutBack = ({ removed }: State) => removed.length > 0;

export function putBack(): void {
  if (canPutBack(get())) ask({ type: "putBack" });
}

/** What would come back. */
export const putBackLabel = ({ removed }: State): string =>
  putBackText(removed.length > 0 ? describePile(removed.at(-1)!.nodes) : null);
