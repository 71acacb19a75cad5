import { type End, writeRecipeLink } from "../recipe/link.ts";
import type { RunNode } from "../recipe/node.ts";
import { lastEngine } from "../recipe/notation.ts";
import { recipeOf, stepsOf } from "../recipe/recipe.ts";
import { type TreeRecord, undoneTo } from "../recipe/tree.ts";
import { writeLink } from "../setup/link.ts";
import { areAlike, fieldsOf, ofView, type Setup } from "../setup/setup.ts";
import type { State } from "./store.ts";

/** The state of a network that stood last; null where nothing of it is known. */
export function latestIn({ nodes, place }: Pick<State, "nodes" | "place">, run: number): RunNode | null {
  const states = (place?.latest ?? []).map(([, id]) => nodes.get(id));
  return states.find((node) => node?.run === run) ?? null;
}

/** The first state of a network; undefined where nothing of it was told yet. */
export function rootIn({ nodes }: Pick<State, "nodes">, run: number): RunNode | undefined {
  return [...nodes.values()].find((node) => node.parent === null && node.run === run);
}

/** All that was done, to be handed over; null where nothing is known. Where one is may not have been told yet: at the latest network. */
export function treeOf({ nodes, place }: Pick<State, "nodes" | "place">): TreeRecord<RunNode> | null {
  const all = [...nodes.values()];
  const roots = all.filter(({ parent }) => parent === null).map(({ id }) => id);
  if (!place && roots.length === 0) return null;
  const latest = roots.map((id) => [id, id] as const);
  const ids = Math.max(...nodes.keys());
  return { nodes: all, ...(place ?? { current: roots.at(-1)!, trail: [], undone: [], next: [], latest, ids }) };
}

/** From the first state of its network to the state itself. */
export function pathTo({ nodes }: Pick<State, "nodes">, id: number): readonly RunNode[] {
  const path: RunNode[] = [];
  for (let node = nodes.get(id); node; node = node.parent === null ? undefined : nodes.get(node.parent))
    path.unshift(node);
  return path;
}

/** The state that stands; null while another network is on its way. */
export function standing({
  nodes,
  place,
  asked,
  run,
}: Pick<State, "nodes" | "place" | "asked" | "run">): RunNode | null {
  const node = place ? nodes.get(place.current) : undefined;
  return node && asked === run && node.run === run ? node : null;
}

/** The hash that leads to the state on the page, however long: by the settings, and by what was done. */
export function linkTo(state: State, setup: Setup): string {
  const node = standing(state);
  // A network that is gone back to may be shown before the settings are its own.
  const isOwn = node !== null && areAlike(setup, node.setup, fieldsOf("data", "network"));
  if (!isOwn || !state.data) return writeLink(setup);
  const { trainCount } = state.data;
  const perEpoch = (batchSize: number) => Math.ceil(trainCount / batchSize);
  const path = pathTo(state, node.id);
  return writeRecipeLink(
    setup,
    recipeOf({ ...node.setup, ...ofView(setup) }, stepsOf(path)),
    { setup, perEpoch },
    endOf(path),
  );
}

/** What a path leads to, as links tell it. */
export function endOf(path: readonly RunNode[]): End {
  const { fingerprint, accuracy } = path.at(-1)!;
  const engine = lastEngine(path.map(({ step }) => step)) ?? "";
  return { fingerprint, engine, accuracy: Number((100 * accuracy).toFixed(2)) };
}

/** A state and all that was made from it, each after what it was made from. */
export function subtreeOf(nodes: State["nodes"], id: number): readonly RunNode[] {
  const found = [nodes.get(id)!];
  // Those that were made from it are younger.
  for (const node of [...nodes.values()].sort((a, b) => a.id - b.id))
    if (found.some((one) => one.id === node.parent)) found.push(node);
  return found;
}

/** The state that undo leads to; null where there is none. */
export function beforeOf({ nodes, place }: Pick<State, "nodes" | "place">): number | null {
  if (!place) return null;
  const stands = nodes.get(place.current);
  return place.trail.at(-1) ?? (stands ? undoneTo(stands) : null);
}
