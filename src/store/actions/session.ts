import { isGiven } from "../../data/registry.ts";
import type { ListedSession } from "../../records/sessions.ts";
import type { Continued } from "../../worker/protocol/session.ts";
import type { EngineEvent } from "../../worker/protocol.ts";
import { useStore } from "../store.ts";
import { rootIn } from "../tree.ts";
import { disconnect, send } from "./engine.ts";
import { askToPersist } from "./persist.ts";

const { getState: get, setState: set } = useStore;

/** What this tab remembers over a reload: which session it shows, at which address, and at which network, by its first state; without one
 *  where the session was left. The address tells a state that may not be on the disk yet: its place is remembered beside it. */
interface Remembered {
  readonly session: string;
  readonly hash: string;
  readonly root?: number | undefined;
  readonly place?: Continued["place"];
}

const key = "pruning-playground";

/** Browsers may forbid any of it. */
function remember(what: Remembered | null): void {
  try {
    if (what) sessionStorage.setItem(key, JSON.stringify(what));
    else sessionStorage.removeItem(key);
  } catch {
    // Then a reload opens the link.
  }
}

function remembered(): Remembered | null {
  try {
    const { session, hash, root, place } = JSON.parse(sessionStorage.getItem(key) ?? "null") as Remembered;
    return typeof session === "string" && typeof hash === "string" ? { session, hash, root, place } : null;
  } catch {
    return null;
  }
}

let isOffering = false;

let here: Continued | undefined;

/** Looks for the session that this tab was at, before the address changes; where it is another one than then, its network is opened
 *  beside. Where this tab comes anew, the session that a person was at last is offered. */
export function lookForSession(): void {
  const found = remembered();
  const at = found?.hash === location.hash ? (found.root ?? "left") : null;
  here = found ? { id: found.session, at, place: found.place, waits: true } : undefined;
  isOffering = here === undefined;
  if (isOffering) listSessions();
}

/** The session to be gone on with, for the first network that is opened, but for a stand-in. */
export function takeSession(): Continued | undefined {
  const taken = here;
  here = undefined;
  return taken;
}

/** The address is that of the network on the page, or of one that is gone back to. One that was never there is not in the session yet: until
 *  then its address leads a reload to it, and not to what stands. */
export function rememberHash(): void {
  const { keeping, asked, place, replay } = get();
  const root = rootIn(get(), asked);
  // The address of a recipe that is repeated tells where it leads.
  const stands = place && replay === null ? { current: place.current, ids: place.ids } : undefined;
  if (keeping.session && root)
    remember({ session: keeping.session, hash: location.hash, root: root.id, place: stands });
}

export function hearKeeping({ session, problem }: Extract<EngineEvent, { type: "keeping" }>): void {
  const { keeping } = get();
  // The address is this tab's own: what is missing is told once, as what it is.
  if (problem?.kind === "gone") set({ corrections: null });
  set({ keeping: { session: session ?? keeping.session, problem: problem ?? (session ? null : keeping.problem) } });
  rememberHash();
}

export const closeKeeping = () => set({ keeping: { ...get().keeping, problem: null } });

/** Asks which sessions the browser keeps. */
export const listSessions = () => send({ type: "listSessions" });

export function renameSession(session: string, name: string): void {
  askToPersist();
  send({ type: "changeSession", session, name });
}

export function deleteSession(session: string): void {
  send({ type: "changeSession", session, name: null });
  closeOffer();
  if (get().keeping.session !== session) return;
  remember(null);
  set({ keeping: { session: null, problem: null } });
}

/** Goes on with another session, from where it was left; what is on the page stays kept. */
export function continueSession(session: string): void {
  remember({ session, hash: location.hash });
  location.reload();
}

/** Only who has done nothing yet is asked, and once. */
export function offerLatest(sessions: readonly ListedSession[]): void {
  const { nodes, keeping } = get();
  const [latest] = sessions.filter(({ isClaimed, fault }) => !isClaimed && fault === null);
  if (isOffering && latest && keeping.session === null && nodes.size <= 2) set({ offer: latest });
  isOffering = false;
}

/** The session that a person was at last is not offered any more. */
export const closeOffer = () => set({ offer: null });

let isPutAway = false;

/** A page that is left may be kept by the browser to come back to, with its worker and, in WebKit, with the claim on its session, so that no
 *  other page could go on with that: the worker is ended. Not where there are data that may be nowhere else. */
export function putAway({ persisted }: Pick<PageTransitionEvent, "persisted">): void {
  const { keeping, nodes } = get();
  if (!persisted || keeping.session === null || [...nodes.values()].some(({ setup }) => isGiven(setup.data))) return;
  isPutAway = true;
  disconnect();
}

/** Who comes back to such a page goes on as after a reload. */
export function takeOut({ persisted }: Pick<PageTransitionEvent, "persisted">): void {
  if (persisted && isPutAway) location.reload();
}
