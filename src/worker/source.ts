import type { GivenData } from "../data/dataset.ts";
import { datasetOf } from "../data/registry.ts";
import type { Setup } from "../setup/setup.ts";

/** Names the data that networks are trained and tested on: the same for every network, split and choice of columns. What is made on the
 *  spot depends on the seed. */
export function sourceOf({ data, noise, difficulty, seed }: Setup, given: GivenData | undefined): string {
  if (!given) return [data, datasetOf(data).kind === "points" ? noise : difficulty, seed].join();
  const { label, labels } = given.dataset;
  // FNV-1a.
  let hash = 0x811c9dc5;
  for (const one of labels) hash = Math.imul(hash ^ one, 0x01000193);
  return [data, label, labels.length, hash >>> 0].join();
}

/** Whether a source may be that of the data that were given to a network; they are known by what they are called. */
export function isSourceOf(source: string, { setup, data }: { readonly setup: Setup; readonly data: string }): boolean {
  const name = `${[setup.data, data].join()},`;
  return source.startsWith(name) && /^\d+,\d+$/.test(source.slice(name.length));
}
