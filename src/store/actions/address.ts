import { fitsLink, readRecipeLink } from "../../recipe/link.ts";
import { writeLink } from "../../setup/link.ts";
import type { Setup } from "../../setup/setup.ts";
import { useStore } from "../store.ts";
import { linkTo } from "../tree.ts";
import { rememberHash } from "./session.ts";

const { getState: get } = useStore;

/** Marks entries in the browser's history as this page's: runs are counted anew with every load. */
export const load = String(performance.timeOrigin);

/** The run that an entry in the browser's history is of; null where this page has not made it. */
export function runOf(entry: unknown): number | null {
  const { load: by, run } = (entry ?? {}) as { load?: string; run?: number };
  return by === load && run !== undefined ? run : null;
}

/** The address of the page: what was done stands in it, where it is not too long for that. */
export function hashOf(setup: Setup): string {
  const link = linkTo(get(), setup);
  return `#${fitsLink(link) ? link : writeLink(setup)}`;
}

export function writeHash(setup: Setup, push: boolean): void {
  const hash = hashOf(setup);
  const run = get().asked;
  const isThere = hash === location.hash && runOf(history.state) === run;
  if (!isThere && push) history.pushState({ load, run }, "", hash);
  else if (!isThere) history.replaceState({ load, run }, "", hash);
  // It may have come there by itself.
  rememberHash();
}

/** Whether the address tells the settings and what was done, in whatever words. */
export function tellsAll(): boolean {
  const { data, setup } = get();
  const told = (hash: string) => {
    const { setup, steps } = readRecipeLink(hash, data);
    return JSON.stringify({ setup, steps });
  };
  return told(location.hash) === told(hashOf(setup));
}
