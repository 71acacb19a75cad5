import { contentOf } from "../data/content.ts";
import type { GivenData } from "../data/dataset.ts";
import type { RunNode } from "../recipe/node.ts";
import type { NetworkState } from "../recipe/state.ts";
import type { TreeRecord } from "../recipe/tree.ts";
import type { Change } from "../records/change.ts";
import { type Claim, claimSession } from "../records/claim.ts";
import type { KeptSession } from "../records/keptSession.ts";
import { openStore } from "../records/openStore.ts";
import { isPersistent } from "../records/room.ts";
import type { RunRecord } from "../records/run.ts";
import type { RecordSaid } from "../records/said.ts";
import { newSessionId } from "../records/sessions.ts";
import type { Store } from "../records/store.ts";
import type { SessionWriter } from "../records/writer.ts";
import type { KeepingProblem } from "./protocol/problem.ts";
import type { Said } from "./protocol/said.ts";
import type { KeptSessions } from "./protocol/session.ts";
import type { EngineEvent } from "./protocol.ts";
import { areDataOf, mayBeNameOf } from "./source.ts";
import { changeOf, isDoneSince, type KeptSource, summaryOf, wholeOf } from "./toKeep.ts";

/** How long a worker waits for one that it takes the place of to let go, in milliseconds. */
const patienceMilliseconds = 5000;

/** Keeps a session in the browser's store as it goes on, from the first step on. It listens to what the page is told: whatever a person
 *  sees as done is on its way to the disk. Where nothing can be kept, that is told, and costs nothing else. */
export class Keeper {
  readonly #source: KeptSource;
  readonly #tell: (problem: KeepingProblem) => void;
  readonly #named: (session: string) => void;
  #store: Promise<Store | { readonly why: RecordSaid }> | undefined;
  #isWhyTold = false;
  #claim: Claim | null = null;
  #writer: SessionWriter | null = null;
  #isBeginning = false;
  /** The run or recipe that goes on, or was broken off where one is, as it was recorded last. */
  #run: RunRecord | null = null;
  /** What was heard and has not gone to the writer. */
  #heard: Change[] = [];
  /** Where a person's own data is kept, and which; those that are not on the disk yet. */
  #session: string | null = null;
  readonly #sources = new Set<string>();
  readonly #data = new Map<string, GivenData>();
  /** What went to the writer last. */
  #written: Promise<void> = Promise.resolve();
  /** The latest state of a session that was deleted: only what is done after it is kept again. */
  #forgotten = 0;

  /** `named` is told which session is kept from now on. */
  constructor(source: KeptSource, tell: (problem: KeepingProblem) => void, named: (session: string) => void) {
    this.#source = source;
    this.#tell = tell;
    this.#named = named;
  }

  /** The store, or why there is none, which may be otherwise the next time. */
  async #opened(): Promise<Store | { readonly why: RecordSaid }> {
    this.#store ??= openStore(this.#tell);
    const store = await this.#store;
    if ("why" in store) this.#store = undefined;
    return store;
  }

  /** The store, for what would be kept in it; null where there is none, which is told once. */
  async #needed(): Promise<Store | null> {
    const store = await this.#opened();
    if (!("why" in store)) return store;
    if (!this.#isWhyTold) this.#tell({ kind: "failed", said: [store.why] });
    this.#isWhyTold = true;
    return null;
  }

  /** A session as it was kept, which is gone on with from now on; null where it is not there. Where another tab has it, what is done from
   *  here on is a session of its own. */
  async resume(id: string, waits: boolean): Promise<KeptSession | null> {
    const store = await this.#needed();
    if (!store) return null;
    const claim = await claimSession(id, waits ? patienceMilliseconds : 0);
    const kept = await store.read(id);
    if (!kept) {
      claim?.release();
      return null;
    }
    this.#session = id;
    for (const source of kept.sources) this.#sources.add(source);
    if (claim) this.#use(store, claim, kept.revision);
    const said: Said[] = [...kept.faults, ...(claim ? [] : [{ id: "session-elsewhere" } as const])];
    if (said.length > 0) this.#tell({ kind: claim ? "torn" : "elsewhere", said });
    return kept;
  }

  /** The tree that stands takes the place of what a worker before had kept, which may be ahead of it: ids are given anew. */
  replace({ nodes }: TreeRecord<RunNode>): void {
    const tree = this.#source.tree();
    const isAsBefore = ({ id, fingerprint }: RunNode) => tree.has(id) && tree.node(id).fingerprint === fingerprint;
    const removed = nodes.filter((node) => !isAsBefore(node)).map(({ id }) => id);
    this.#run = null;
    this.#take({ removed, changed: [...tree.nodes], place: tree.place(), run: null });
  }

  /** Weights that are kept of a state; null where there are none. */
  async weights(node: number): Promise<NetworkState | null> {
    if (this.#session === null) return null;
    const store = await this.#opened();
    return "why" in store ? null : store.weights(this.#session, node);
  }

  /** Keeps data of a person's own from now on, who has said so; nothing changes them. */
  keepData(given: GivenData): void {
    const source = contentOf(given);
    if (source === undefined) return;
    this.#sources.add(source);
    this.#data.set(source, given);
    this.#take({ data: [{ source, given }] });
  }

  /** Whether the data that a network was given are kept. */
  keepsDataOf(root: RunNode): boolean {
    return this.#sourceOf(root) !== undefined;
  }

  /** The data that a network was given, where they are kept; broken ones are told, and not there any more. */
  async dataOf(root: RunNode): Promise<GivenData | undefined> {
    const source = this.#sourceOf(root);
    const given = source === undefined ? undefined : await this.#read(source);
    return given && areDataOf(given, root) ? given : undefined;
  }

  /** What they are kept under: what they are, or in older records what they are called. */
  #sourceOf(root: RunNode): string | undefined {
    const { content } = root;
    if (content !== undefined && this.#sources.has(content)) return content;
    const nodes = content === undefined ? [...this.#source.tree().nodes] : [];
    const isOfName = (source: string) => nodes.some((node) => node.content === source && node.data === root.data);
    return [...this.#sources].findLast((source) => mayBeNameOf(source, root) || isOfName(source));
  }

  async #read(source: string): Promise<GivenData | undefined> {
    const waiting = this.#data.get(source);
    if (waiting) return waiting;
    const store = await this.#opened();
    const found = "why" in store || this.#session === null ? null : await store.data(this.#session, source);
    if (!found) this.#sources.delete(source);
    return found ?? undefined;
  }

  /** All sessions, with what was done so far, and how much room their weights take of how much; or why nothing can be kept. */
  async list(): Promise<KeptSessions> {
    await this.#written;
    const store = await this.#opened();
    if ("why" in store) return { sessions: [], weights: 0, budget: 0, isPersistent: null, why: store.why };
    const [sessions, { weights }] = await Promise.all([store.list(), store.bytes()]);
    return { sessions, weights, budget: store.budget, isPersistent: await isPersistent(), why: null };
  }

  /** Names a session; null deletes it, if no other tab has it. Of the one that is deleted while it goes on, nothing is kept until the next
   *  step. */
  async change(session: string, name: string | null): Promise<void> {
    const store = await this.#needed();
    if (!store) return;
    if (name !== null) {
      await store.rename(session, name);
      return;
    }
    const own = this.#claim?.session === session ? this.#claim : null;
    const claim = own ?? (await claimSession(session));
    if (!claim) {
      this.#tell({ kind: "elsewhere", said: [{ id: "session-held" }] });
      return;
    }
    if (own) {
      const writer = this.#writer;
      this.#writer = null;
      this.#claim = null;
      this.#session = null;
      this.#sources.clear();
      this.#data.clear();
      this.#forgotten = this.#source.tree().place().ids;
      await writer?.end();
    }
    await store.remove(claim);
    claim.release();
  }

  /** What the page is told changes what is kept. */
  hear(event: EngineEvent): void {
    const change = changeOf(this.#source, event);
    if (!change) return;
    if (change.run !== undefined) this.#run = change.run;
    this.#take(change);
  }

  #take(change: Change): void {
    if (this.#heard.push(change) === 1)
      queueMicrotask(() => {
        this.#written = this.#write();
      });
  }

  async #write(): Promise<void> {
    const changes = this.#heard;
    this.#heard = [];
    const writer = this.#writer;
    if (writer) {
      // Asked for at once they are one transaction.
      const kept = await Promise.all(
        [...changes, { summary: summaryOf(this.#source) }].map((change) => writer.write(change)),
      );
      if (kept.every((one) => one === "all"))
        for (const { source } of changes.flatMap(({ data = [] }) => data)) this.#data.delete(source);
    }
    // All that was done so far is written then.
    else if (this.#isWorthKeeping()) await this.#begin();
  }

  #isWorthKeeping(): boolean {
    return this.#data.size > 0 || this.#run !== null || isDoneSince(this.#source, this.#forgotten);
  }

  async #begin(): Promise<void> {
    if (this.#isBeginning) return;
    this.#isBeginning = true;
    const store = await this.#needed();
    const claim = store && (await claimSession(newSessionId()));
    if (!store || !claim) return;
    // What was gone on with stays another tab's: its data come along.
    for (const source of this.#sources) {
      const given = await this.#read(source);
      if (given) this.#data.set(source, given);
    }
    const writer = this.#use(store, claim, null);
    const sources = [...this.#data.keys()];
    if ((await writer.write({ run: this.#run })) === "all") for (const source of sources) this.#data.delete(source);
    this.#isBeginning = false;
  }

  #use(store: Store, claim: Claim, revision: number | null): SessionWriter {
    this.#claim?.release();
    this.#claim = claim;
    this.#session = claim.session;
    const writer = store.writer(claim, { revision, whole: () => wholeOf(this.#source, this.#data) });
    this.#writer = writer;
    this.#named(claim.session);
    return writer;
  }
}
