import { isGiven } from "../../data/registry.ts";
import { type ReadRecipeLink, readRecipeLink } from "../../recipe/link.ts";
import { isTooLong } from "../../setup/link.ts";
import { ofView } from "../../setup/setup.ts";
import { useStore } from "../store.ts";
import { latestIn } from "../tree.ts";
import { hashOf, load, runOf, writeHash } from "./address.ts";
import { awaited, connect, latestName, littleMotion, tellSurroundings } from "./engine.ts";
import { listener } from "./hear.ts";
import { findData } from "./incoming.ts";
import { open, resume, standIn } from "./open.ts";
import { lookForSession, putAway, takeOut, takeSession } from "./session.ts";
import { anew, apply } from "./settings.ts";

const { getState: get, setState: set } = useStore;

/** Starts the worker and opens what the link asks for. */
export function startApp(): void {
  const { setup } = get();
  // A megabyte in the address slows every relative address of the page down.
  if (isTooLong(location.hash)) writeHash(setup, false);
  connect(listener);
  lookForSession();
  // Data that must be fetched first is asked for; `openStandIn` shows something meanwhile.
  if (isGiven(setup.data)) {
    set({ setup: standIn(setup) });
    findData(setup.data, setup);
  } else open(setup, { session: takeSession() });
  // The link stays as it came; its entry is this page's, to come back to.
  history.replaceState({ load, run: get().asked }, "");
  tellSurroundings();
  document.addEventListener("visibilitychange", tellSurroundings);
  littleMotion().addEventListener("change", tellSurroundings);
  // Back and Forward tell of both where the hash changes, of the first alone where it does not, a link typed in of the second.
  window.addEventListener("popstate", arrive);
  window.addEventListener("hashchange", arrive);
  document.addEventListener("paste", pasted);
  window.addEventListener("pagehide", putAway);
  window.addEventListener("pageshow", takeOut);
}

/** A link, or the text of one that is too long for an address, pasted anywhere but into a field opens what it tells of. */
function pasted({ clipboardData, target }: ClipboardEvent): void {
  const isField = target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea"));
  const text = clipboardData?.getData("text/plain").trim() ?? "";
  const at = text.search(/(^|#)v=\d+&/);
  if (isField || at < 0) return;
  takeLink(readRecipeLink(text.slice(at), get().data, true), false);
  writeHash(get().setup, true);
}

/** Takes what the address says: the network that its entry in the browser's history is of, as it was left; else the link. */
function arrive(): void {
  const made = runOf(history.state);
  const run = made === null ? null : latestName(made);
  const { asked, run: stands, data } = get();
  if (run !== null && run === awaited.returning) return;
  if (run !== null && run !== asked && (run === latestName(stands) || latestIn(get(), run))) {
    resume(run, false);
    return;
  }
  takeLink(readRecipeLink(location.hash, data), run !== null);
}

/** Takes what a link says: settings of the network that stands, or another network, and what is to be done with it. */
function takeLink({ setup, corrections, steps, end, done }: ReadRecipeLink, isBack: boolean): void {
  const before = get().setup;
  set({ corrections: { what: "link", sentences: corrections } });
  if (isTooLong(location.hash)) writeHash(setup, false);
  // Who goes back looks on as before.
  const wanted = isBack ? { ...setup, ...ofView(before) } : setup;
  if (steps.length > 0 && done !== new URLSearchParams(hashOf(before).slice(1)).get("do")) {
    set({ linked: { setup: wanted, steps, end } });
    anew(wanted);
  } else apply(wanted, wanted.sparsity);
  writeHash(get().setup, false);
}
