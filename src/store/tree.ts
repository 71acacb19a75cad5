import type { RunNode } from "../recipe/node.ts";
import type { State } from "./store.ts";

/** The state of a network that stood last; null where nothing of it is known. */
export function latestIn({ nodes, place }: Pick<State, "nodes" | "place">, run: number): RunNode | null {
  const states = (place?.latest ?? []).map(([, id]) => nodes.get(id));
  return states.find((node) => node?.run === run) ?? null;
}
