import type { RunNode } from "./node.ts";
import type { RecipeSaid } from "./said.ts";

/** Why a state cannot be deleted while another one stands; null where it can. A network that stands is not deleted as a whole. */
export function whyNotDeleted(nodes: Iterable<RunNode>, stands: RunNode, node: RunNode): RecipeSaid | null {
  if (node.parent !== null || node.run !== stands.run) return null;
  return { id: "network-stands", hasOthers: [...nodes].some(({ parent, id }) => parent === null && id !== node.id) };
}
