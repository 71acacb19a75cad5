import { fitsLink } from "../../recipe/link.ts";
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
  if (hash === location.hash && runOf(history.state) === run) return;
  if (push) history.pushState({ load, run }, "", hash);
  else history.replaceState({ load, run }, "", hash);
  rememberHash();
}
