import { contentOf } from "../data/content.ts";
import type { GivenData } from "../data/dataset.ts";
import { datasetOf } from "../data/registry.ts";
import type { RunNode } from "../recipe/node.ts";
import type { Setup } from "../setup/setup.ts";

/** Names the data that networks are trained and tested on: the same for every network and split. What is made on the spot depends on the
 *  seed, a person's own go by what they are. */
export function sourceOf({ data, noise, difficulty, seed }: Setup, given: GivenData | undefined): string {
  if (!given) return [data, datasetOf(data).kind === "points" ? noise : difficulty, seed].join();
  return contentOf(given) ?? nameOf(given);
}

/** What given data are called, and their labels: older records name a person's own by that. */
export function nameOf({ dataset: { id, label, labels } }: GivenData): string {
  // FNV-1a.
  let hash = 0x811c9dc5;
  for (const one of labels) hash = Math.imul(hash ^ one, 0x01000193);
  return [id, label, labels.length, hash >>> 0].join();
}

type DataOfNode = Pick<RunNode, "setup" | "data" | "content">;

/** Whether an older record has kept data under what may be the name of those that were given to a network. */
export function mayBeNameOf(source: string, { setup, data }: DataOfNode): boolean {
  const name = `${[setup.data, data].join()},`;
  return source.startsWith(name) && /^\d+,\d+$/.test(source.slice(name.length));
}

/** Whether data are those that were given to a network: the same values, or where a state does not know which those were, for it was made
 *  before that was kept, the same name. */
export function areDataOf(given: GivenData, { setup, data, content }: DataOfNode): boolean {
  const { id, label } = given.dataset;
  return id === setup.data && (content === undefined ? label === data : contentOf(given) === content);
}
