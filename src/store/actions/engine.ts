import type { Setup } from "../../setup/setup.ts";
import { type EngineClient, type EngineListener, startEngine } from "../../worker/client.ts";
import type { Ask } from "../../worker/protocol.ts";
import type { Handle } from "../../worker/stateKey.ts";
import { useStore } from "../store.ts";

const { getState: get, setState: set } = useStore;

let engine: EngineClient | undefined;

/** Commands sent so far. */
let serial = 0;

/** What was asked of the engine and has not come yet. */
export const awaited: {
  /** The kept network that is on its way back to the page. */
  returning: number | null;
  /** The numbers of networks that a new worker knows by others. */
  readonly renamed: Map<number, number>;
  /** The cut asked about, when that was, and how long the answer before took, in milliseconds. */
  looking: Handle | null;
  lookedAt: number;
  answeredIn: number;
  /** What is to be done with the network that was asked for last. */
  recipe: Pick<Extract<Ask, { type: "open" }>, "steps" | "end">;
} = { returning: null, renamed: new Map(), looking: null, lookedAt: 0, answeredIn: 0, recipe: {} };

/** The number by which the worker knows a network, whatever it was called before. */
export function latestName(run: number): number {
  const next = awaited.renamed.get(run);
  return next === undefined ? run : latestName(next);
}

/** Starts a worker. What it tells, the listener hears. */
export function connect(listener: EngineListener): void {
  engine = startEngine(listener);
}

/** Ends the worker; what is sent meanwhile is lost. */
export function disconnect(): void {
  engine?.dispose();
  engine = undefined;
}

/** Every command says which network it is about, and which state of it is on the page. */
export function send(ask: Ask, transfer?: Transferable[]): void {
  const { asked, run, snapshot } = get();
  const version = asked === run ? (snapshot?.key.version ?? 0) : 0;
  engine?.send({ ...ask, key: { run: asked, version }, serial: ++serial }, transfer);
}

/** Whether a network is on its way; what is on the page until then is not to be changed any more. */
export const isOpening = () => get().asked !== get().run;

/** Asks for what concerns the very state on the page; of a network that another is about to replace nothing is asked. */
export function ask(what: Ask): void {
  if (!isOpening()) send(what);
}

/** The number of the command sent last. */
export const lastSerial = () => serial;

/** Takes settings that the next command tells. */
export function want(change: Partial<Setup>): void {
  const { setup, asked, sparsity, wishes, beforeDrag } = get();
  const { layerSparsity = beforeDrag?.layerSparsity ?? [] } = change;
  set({
    setup: { ...setup, ...change },
    wishes: [...wishes, { run: asked, serial: serial + 1, change, handle: sparsity }],
    beforeDrag: beforeDrag && { ...beforeDrag, layerSparsity },
  });
}

export const littleMotion = () => matchMedia("(prefers-reduced-motion: reduce)");

export function tellSurroundings(): void {
  send({ type: "surroundings", visible: !document.hidden, reducedMotion: littleMotion().matches });
}
