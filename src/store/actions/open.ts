import { type GivenData, inputOf } from "../../data/dataset.ts";
import { kindOf } from "../../data/registry.ts";
import { whyUnfit } from "../../network/check.ts";
import { writeLayers } from "../../network/notation.ts";
import { whyNotFor } from "../../pruning/offer.ts";
import type { End } from "../../recipe/link.ts";
import type { Step } from "../../recipe/steps/registry.ts";
import { whyNotTrained } from "../../setup/pretrained.ts";
import type { Why } from "../../setup/said.ts";
import { areAlike, defaultSetup, defaults, fieldsOf, ofView, type Setup } from "../../setup/setup.ts";
import type { Opened } from "../../worker/protocol/data.ts";
import type { Said } from "../../worker/protocol/said.ts";
import type { Continued } from "../../worker/protocol/session.ts";
import type { Ask, KeptTree } from "../../worker/protocol.ts";
import { keepData } from "../keptData.ts";
import { useStore } from "../store.ts";
import { latestIn } from "../tree.ts";
import { writeHash } from "./address.ts";
import { awaited, lastSerial, latestName, send } from "./engine.ts";
import { takeSession } from "./session.ts";

const { getState: get, setState: set } = useStore;

/** Networks asked for so far. */
let runs = 0;

/** The number of the network to be opened next. */
export const nextRun = () => runs + 1;

/** A drag begun on another network ends with that. */
const handleFree = { dragging: false, beforeDrag: null, held: null, walked: 0 };

/** What a network is opened with beside its settings. */
interface Known {
  readonly given?: GivenData | undefined;
  readonly kept?: KeptTree | undefined;
  readonly opened?: Opened;
  readonly session?: Continued | undefined;
  readonly keeps?: boolean;
  readonly steps?: readonly Step[];
  readonly end?: End | null;
}

export function open(setup: Setup, known: Known = {}): void {
  const preparing = { what: "network", done: 0, total: 1 } as const;
  awaited.returning = null;
  // A recipe is of the network and the data that its link tells of.
  const { linked } = get();
  const isLinked = linked !== null && areAlike(setup, linked.setup, fieldsOf("data", "network"));
  const steps = isLinked ? linked.steps : (known.steps ?? []);
  if (isLinked || setup.data === linked?.setup.data) set({ linked: null });
  const end = isLinked ? linked.end : (known.end ?? null);
  awaited.recipe = { steps, end };
  set({
    asked: ++runs,
    askedBy: lastSerial() + 1,
    verdict: null,
    preparing,
    running: null,
    wishes: [],
    ...handleFree,
    sparsity: setup.sparsity / 100,
  });
  // Given data goes over to the worker, it is not copied.
  const { given } = known;
  const transfer = given ? [given.dataset.inputs.buffer, given.dataset.labels.buffer] : [];
  send({ type: "open", setup, ...known, steps, end }, transfer);
}

/** The page of the margin on which data comes in. */
export const openingNote = "open";

/** What came in is through, or given up: its page closes. */
const nothingComesIn = () => ({ incoming: null, ...(get().note === openingNote ? { note: null } : {}) });

/** Starts over with data that was read from files or downloaded, by settings that suit it. `keeps` where a person wants the browser to
 *  keep them. */
export function openGiven(given: GivenData, wanted: Setup, keeps = false): void {
  const { dataset } = given;
  const isOther = dataset.kind !== kindOf(wanted.data, get().data);
  const setup = { ...wanted, ...(isOther ? defaults[dataset.kind] : {}), data: dataset.id, sparsity: 0 };
  const reason = whyUnfit({ ...setup, input: inputOf(dataset), outputs: dataset.classes.length });
  const hidden = reason ? defaults[dataset.kind].hidden : setup.hidden;
  const corrected = (why: Why): Said => ({
    id: "network-unread",
    kind: dataset.kind,
    why,
    layers: writeLayers(hidden),
  });
  set({ corrections: reason ? { what: "settings", sentences: [corrected(reason)] } : null });
  const fitting = offered({ ...setup, hidden });
  set({ setup: fitting, ...nothingComesIn(), problem: null });
  keepData(given);
  open(fitting, { given, keeps, session: takeSession() });
  writeHash(fitting, true);
}

/** Another network may have no use for what was pruned by: that is told. One that was not trained beforehand opens untrained. */
export function offered(asked: Setup): Setup {
  const wanted: Setup = asked.start === "trained" && whyNotTrained(asked) ? { ...asked, start: "untrained" } : asked;
  const why = whyNotFor(wanted);
  if (!why) return wanted;
  const sentence: Said = { id: "method-unsuited", why };
  set({ corrections: { what: "settings", sentences: [...(get().corrections?.sentences ?? []), sentence] } });
  const { criterion, granularity, scope } = defaultSetup;
  return { ...wanted, criterion, granularity, scope };
}

/** Other data of the same kind, for as long as a person is asked. */
export const standIn = (setup: Setup): Setup => ({ ...setup, data: "digits" });

/** Shows the stand-in, where nothing is on the page yet. */
export function openStandIn(): void {
  if (get().asked === 0) open(get().setup);
}

/** Gives up on data on its way in; all is as it was, the address too. */
export function refuseIncoming(why: readonly Said[] | null): void {
  set({ ...nothingComesIn(), ...(why ? { problem: { kind: "file", said: why } } : {}) });
  openStandIn();
  writeHash(get().setup, false);
}

/** Back to a network that another took the place of, bit for bit; or to the one on the page, from one that is on its way. */
export function resume(named: number, push: boolean, to: Extract<Ask, { type: "resume" }>["to"] = "latest"): void {
  const run = latestName(named);
  set({ asked: run, askedBy: lastSerial() + 1, wishes: [] });
  send({ type: "resume", to });
  awaitReturn(run, push);
}

/** A network that was here is on its way again; it is to be compared with what is chosen now. */
export function awaitReturn(run: number, push: boolean): void {
  const { setup } = get();
  const wanted = latestIn(get(), run)?.setup;
  const preparing = { what: "network", done: 0, total: 1 } as const;
  awaited.returning = run;
  set({
    preparing,
    running: null,
    ...handleFree,
    corrections: null,
    problem: null,
    verdict: null,
  });
  send({ type: "configure", change: { against: setup.against } });
  if (wanted) writeHash({ ...wanted, ...ofView(setup) }, push);
}

export const returnTo = (run: number) => resume(run, true);
