import type { RunNode } from "./node.ts";

/** Why a state cannot be deleted while another one stands; null where it can. A network that stands is not deleted as a whole. */
export function whyNotDeleted(nodes: Iterable<RunNode>, stands: RunNode, node: RunNode): string | null {
  if (node.parent !== null || node.run !== stands.run) return null;
  const others = [...nodes].some(({ parent, id }) => parent === null && id !== node.id);
  return others
    ? "The network that stands cannot be deleted as a whole: go to another one first."
    : "The only network cannot be deleted as a whole.";
}
