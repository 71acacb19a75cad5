import { isGiven } from "../../data/registry.ts";
import type { RunNode } from "../../recipe/node.ts";
import { isOnCard, onProcessor } from "../../setup/backends.ts";
import { ofCut, percentOf, type Setup, settingsOf } from "../../setup/setup.ts";
import type { EngineListener } from "../../worker/client.ts";
import type { Problem } from "../../worker/protocol/problem.ts";
import type { Said } from "../../worker/protocol/said.ts";
import type { EngineEvent, Recorded } from "../../worker/protocol.ts";
import { isSameHandle } from "../../worker/stateKey.ts";
import { areComing, dataStands, keptData } from "../keptData.ts";
import { reduce } from "../reduce.ts";
import { telling, useStore } from "../store.ts";
import { linkTo, treeOf } from "../tree.ts";
import { tellsAll, writeHash } from "./address.ts";
import { awaited, connect, disconnect, isOpening, latestName, tellSurroundings } from "./engine.ts";
import { answered, lookWhereMoved, settleHeld } from "./handle.ts";
import { tellFollowed } from "./look.ts";
import { tellFallback } from "./messages.ts";
import { awaitReturn, nextRun, open, openStandIn, resume, standIn } from "./open.ts";
import { hearReplay } from "./repeat.ts";
import { hearKeeping, offerLatest, rememberHash } from "./session.ts";
import { askAgain, handOver } from "./weights.ts";

const { getState: get, setState: set } = useStore;

export const listener: EngineListener = {
  // While the handle moves, what is found out besides its figures is drawn with the next move.
  hear: (events) => telling.within(() => receive(events), get().dragging && events.every(isAside)),
  silent: (isSilent) => set({ isSilent }),
  failed: (said) => set({ problem: { kind: "engine", said: [said] }, preparing: null }),
  lost: () => {
    if (replacesItself()) void replaceEngine({ id: "worker-unanswering", seconds: 15 });
  },
};

/** Workers that were given up since the page was opened, and how many are replaced without asking. */
let replaced = 0;

const mostReplaced = 3;

/** Whether an engine that does not answer is replaced without asking. */
export const replacesItself = () => replaced < mostReplaced;

/** Is told as soon as the network that is on its way stands. */
let problemThen: Problem | null = null;

/** Ends the worker; a new one goes on from the state recorded last, on the processor if a graphics card was in use. `why` is told. */
export async function replaceEngine(why?: Said): Promise<void> {
  disconnect();
  replaced++;
  const { setup: wanted, recorded, backend, preparing, running, nodes, place, run } = get();
  const leavesCard = backend !== null && isOnCard(backend.name);
  // A network that was here, and is on its way again, is asked for anew.
  const stands = latestName(run);
  const returning = awaited.returning === stands ? null : awaited.returning;
  const goesOn = isOpening() && awaited.returning === null ? null : recorded;
  const sparsity = goesOn && wanted.sparsity > 0 ? percentOf(goesOn.state.cut) : wanted.sparsity;
  // What stands is by its own settings, whatever was on its way.
  const current = nodes.get(place?.current ?? 0);
  const settings = goesOn ? current?.setup : undefined;
  const own = settings && { ...settingsOf(settings, "data", "network"), ...ofCut(settings) };
  const setup: Setup = { ...wanted, ...own, sparsity, ...(leavesCard ? { backend: onProcessor } : {}) };
  const from: Said = goesOn
    ? { id: "goes-on-since", step: goesOn.state.checkpoint.step, since: since(goesOn, running !== null) }
    : { id: "opened-anew" };
  const now: readonly Said[] = leavesCard ? [{ id: "card-left" }] : [];
  problemThen = { kind: "replaced", said: [...(why ? [why] : []), from, ...now] };
  awaited.looking = null;
  set({
    setup,
    problem: null,
    busy: null,
    isSilent: false,
    running: null,
    preparing: preparing ?? { what: "start", done: 0, total: 1 },
  });
  // What is asked for in place of what stands has its data, unless its own are on their way.
  const content = goesOn || !areComing(setup.data) ? current?.content : undefined;
  const given = isGiven(setup.data) ? await keptData(setup.data, content) : undefined;
  connect(listener);
  tellSurroundings();
  if (goesOn) rename(stands, nextRun());
  const tree = treeOf(get());
  const aside = goesOn ? null : recorded;
  const kept = tree ? { tree, recorded: goesOn, aside, removed: get().removed } : undefined;
  const { session } = get().keeping;
  open(setup, {
    given,
    kept,
    opened: get().opened,
    ...(goesOn ? {} : awaited.recipe),
    session: session ? { id: session, at: null, waits: true } : undefined,
  });
  // It was there before: undo leads on from it.
  writeHash(setup, false);
  if (returning !== null) resume(returning, false);
  else if (goesOn) awaited.returning = get().asked;
}

/** A network is asked for by another number than before. */
function rename(from: number, to: number): void {
  awaited.renamed.set(from, to);
  const renamed = (node: RunNode) => (node.run === from ? { ...node, run: to } : node);
  const { nodes, removed } = get();
  set({
    nodes: new Map([...nodes].map(([id, node]) => [id, renamed(node)])),
    removed: removed.map((one) => ({ ...one, nodes: one.nodes.map(renamed) })),
  });
}

/** What becomes of what went on since a state was recorded. */
function since({ step, unfinished, goesOn }: Recorded, isRunning: boolean): "run" | "lost" | "recipe" | null {
  if (isRunning) return step && unfinished ? "run" : "lost";
  return goesOn ? "recipe" : null;
}

const isAside = (event: EngineEvent) => event.type === "result" && event.id !== "preview";

/** What a link is written of. */
const linkParts = ["setup", "nodes", "place", "asked", "run", "data"] as const;

/** Events that came together change the page once. */
function receive(events: readonly EngineEvent[]): void {
  const before = get();
  const next = { ...get() };
  next.busy = null;
  for (const event of events) Object.assign(next, reduce(next, event));
  set(next);
  for (const event of events) {
    // Here the worker looks at a cut of its own accord, whatever was asked before.
    if (event.type === "opened" || event.type === "problem" || (event.type === "history" && event.restored))
      awaited.looking = null;
    const { looking, returning } = awaited;
    if (event.type === "result" && event.id === "preview" && looking && isSameHandle(event.result.handle, looking))
      answered();
    if (event.type === "problem" || (event.type === "opened" && event.key.run === returning)) awaited.returning = null;
    if (event.type === "opened" && next.data) dataStands(next.data);
    if (event.type === "opened" && event.key.run === get().run) tellFollowed();
    if (event.type === "backend") tellFallback(event.backend);
    // It says the same as the report of the engine that took over.
    if (event.type === "problem" && event.problem.kind === "gpu-lost") set({ notice: null });
    // Nothing is to be had of all that was done: other data stand in.
    if (event.type === "problem" && get().asked === 0 && isGiven(get().setup.data)) {
      problemThen = event.problem;
      set({ setup: standIn(get().setup) });
      openStandIn();
      writeHash(get().setup, false);
    }
    if (event.type === "opened" && problemThen) {
      set({ problem: problemThen });
      problemThen = null;
      // Who waited for weights of the worker that is gone asks anew.
      askAgain();
    }
    if (event.type === "weights") handOver(event);
    if (event.type === "keeping") hearKeeping(event);
    if (event.type === "sessions") offerLatest(event.sessions);
    if (event.type === "replay" && event.key.run === get().run) hearReplay(event);
    if (event.type === "leads" && event.key.run === get().asked) awaitReturn(event.key.run, true);
  }
  settleHeld();
  lookWhereMoved();
  // The network that is asked for may be there now, or stand elsewhere.
  if (events.some(({ type }) => type === "tree" || type === "history")) rememberHash();
  // A link that came in stays as it came, as long as it tells what is on the page or on its way there.
  const { setup, replay, run } = get();
  if (replay !== null) return;
  // What was chosen for a network that is back was not known when its address was written.
  const isBack =
    !isOpening() && events.some((event) => event.type === "opened" && event.resumed && event.key.run === run);
  const mayDiffer = linkParts.some((part) => before[part] !== get()[part]);
  if (
    (mayDiffer && linkTo(get(), setup) !== linkTo(before, before.setup)) ||
    ((before.replay !== null || isBack) && !tellsAll())
  )
    writeHash(setup, false);
}
