import { isGiven } from "../../data/registry.ts";
import { isTooLong, readLink } from "../../setup/link.ts";
import { ofView } from "../../setup/setup.ts";
import { useStore } from "../store.ts";
import { latestIn } from "../tree.ts";
import { load, runOf, writeHash } from "./address.ts";
import { awaited, connect, littleMotion, tellSurroundings } from "./engine.ts";
import { listener } from "./hear.ts";
import { findData } from "./incoming.ts";
import { open, resume, standIn } from "./open.ts";
import { apply } from "./settings.ts";

const { getState: get, setState: set } = useStore;

/** Starts the worker and opens what the link asks for. */
export function startApp(): void {
  const { setup } = get();
  // A megabyte in the address slows every relative address of the page down.
  if (isTooLong(location.hash)) writeHash(setup, false);
  connect(listener);
  // Data that must be fetched first is asked for; `openStandIn` shows something meanwhile.
  if (isGiven(setup.data)) {
    set({ setup: standIn(setup) });
    findData(setup.data, setup);
  } else open(setup);
  // The link stays as it came; its entry is this page's, to come back to.
  history.replaceState({ load, run: get().asked }, "");
  tellSurroundings();
  document.addEventListener("visibilitychange", tellSurroundings);
  littleMotion().addEventListener("change", tellSurroundings);
  // Back and Forward tell of both where the hash changes, of the first alone where it does not, a link typed in of the second.
  window.addEventListener("popstate", arrive);
  window.addEventListener("hashchange", arrive);
}

/** Takes what the address says: the network that its entry in the browser's history is of, as it was left; else the link. */
function arrive(): void {
  const run = runOf(history.state);
  const { asked, run: stands, data, setup: before } = get();
  if (run !== null && run === awaited.returning) return;
  if (run !== null && run !== asked && (run === stands || latestIn(get(), run))) {
    resume(run, false);
    return;
  }
  const { setup, corrections } = readLink(location.hash, data);
  set({ corrections: { what: "link", sentences: corrections } });
  if (isTooLong(location.hash)) writeHash(setup, false);
  // Who goes back looks on as before.
  const wanted = run === null ? setup : { ...setup, ...ofView(before) };
  apply(wanted, wanted.sparsity);
  writeHash(get().setup, false);
}
