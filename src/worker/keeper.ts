import { writeLayers } from "../network/notation.ts";
import type { RunNode } from "../recipe/node.ts";
import type { NetworkState } from "../recipe/state.ts";
import type { RunTree } from "../recipe/tree.ts";
import type { Change, Whole } from "../records/change.ts";
import { type Claim, claimSession } from "../records/claim.ts";
import type { TellProblem } from "../records/database.ts";
import { type KeptSession, newSessionId, openStore, type Store } from "../records/store.ts";
import type { SessionWriter } from "../records/writer.ts";
import type { EngineEvent, KeptSessions, Opened } from "./protocol.ts";

/** How long a worker waits for one that it takes the place of to let go, in milliseconds. */
const patienceMilliseconds = 5000;

/** What is kept, and what of it is wanted. */
interface Source {
  readonly tree: () => RunTree<RunNode>;
  readonly state: (id: number) => NetworkState | undefined;
  readonly opened: () => Opened;
}

/** Keeps a session in the browser's store as it goes on, from the first step on. It listens to what the page is told: whatever a person
 *  sees as done is on its way to the disk. Where nothing can be kept, that is told, and costs nothing else. */
export class Keeper {
  readonly #source: Source;
  readonly #tell: TellProblem;
  readonly #named: (session: string) => void;
  #store: Promise<Store | { readonly why: string }> | undefined;
  #isWhyTold = false;
  #claim: Claim | null = null;
  #writer: SessionWriter | null = null;
  #isBeginning = false;
  /** What was heard and has not gone to the writer. */
  #heard: Change[] = [];
  /** What went to the writer last. */
  #written: Promise<void> = Promise.resolve();
  /** The latest state of a session that was deleted: only what is done after it is kept again. */
  #forgotten = 0;

  /** `named` is told which session is kept from now on. */
  constructor(source: Source, tell: TellProblem, named: (session: string) => void) {
    this.#source = source;
    this.#tell = tell;
    this.#named = named;
  }

  /** The store, or why there is none, which may be otherwise the next time. */
  async #opened(): Promise<Store | { readonly why: string }> {
    this.#store ??= openStore(this.#tell);
    const store = await this.#store;
    if ("why" in store) this.#store = undefined;
    return store;
  }

  /** The store, for what would be kept in it; null where there is none, which is told once. */
  async #needed(): Promise<Store | null> {
    const store = await this.#opened();
    if (!("why" in store)) return store;
    if (!this.#isWhyTold) this.#tell({ kind: "failed", sentence: store.why });
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
    if (kept.told.length > 0) this.#tell({ kind: "torn", sentence: kept.told.join(" ") });
    if (claim) this.#use(store, claim, kept.revision);
    else
      this.#tell({
        kind: "elsewhere",
        sentence: "This session is open in another tab: what is done here is a session of its own.",
      });
    return kept;
  }

  /** Weights that are kept of a state of a session. */
  async weights(session: string, node: number): Promise<NetworkState | null> {
    const store = await this.#opened();
    return "why" in store ? null : store.weights(session, node);
  }

  /** All sessions, with what was done so far, and how much room their weights take of how much; or why nothing can be kept. */
  async list(): Promise<KeptSessions> {
    await this.#written;
    const store = await this.#opened();
    if ("why" in store) return { sessions: [], weights: 0, budget: 0, why: store.why };
    const [sessions, { weights }] = await Promise.all([store.list(), store.bytes()]);
    return { sessions, weights, budget: store.budget, why: null };
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
      this.#tell({ kind: "elsewhere", sentence: "This session is open in another tab: close it there first." });
      return;
    }
    if (own) {
      const writer = this.#writer;
      this.#writer = null;
      this.#claim = null;
      this.#forgotten = this.#source.tree().place().ids;
      await writer?.end();
    }
    await store.remove(claim);
    claim.release();
  }

  /** What the page is told changes what is kept. */
  hear(event: EngineEvent): void {
    const change = this.#changeOf(event);
    if (!change) return;
    if (this.#heard.push(change) === 1)
      queueMicrotask(() => {
        this.#written = this.#write();
      });
  }

  #changeOf(event: EngineEvent): Change | null {
    switch (event.type) {
      case "tree": {
        const weights = event.changed.flatMap(({ id }) => {
          const state = this.#source.state(id);
          return state ? [{ id, state, stays: false }] : [];
        });
        return { changed: event.changed, removed: event.removed, weights };
      }
      case "history":
        return { place: event.place };
      case "recorded": {
        const { test, ...run } = event.recorded;
        const score = test && { handle: test.handle, accuracy: test.accuracy, count: test.count, opened: test.opened };
        return { run: run.step ? { ...run, test: score } : null };
      }
      case "test":
        return { opened: this.#source.opened() };
      default:
        return null;
    }
  }

  async #write(): Promise<void> {
    const changes = this.#heard;
    this.#heard = [];
    const writer = this.#writer;
    // Asked for at once they are one transaction.
    if (writer) await Promise.all([...changes, { summary: this.#summary() }].map((change) => writer.write(change)));
    // All that was done so far is written then.
    else if (this.#isWorthKeeping()) await this.#begin();
  }

  /** Who only looks around leaves nothing behind. */
  #isWorthKeeping(): boolean {
    const isDone = ({ id, step }: RunNode) => id > this.#forgotten && step !== null && step.kind !== "load";
    return [...this.#source.tree().nodes].some(isDone);
  }

  async #begin(): Promise<void> {
    if (this.#isBeginning) return;
    this.#isBeginning = true;
    const store = await this.#needed();
    const claim = store && (await claimSession(newSessionId()));
    if (!store || !claim) return;
    this.#use(store, claim, null);
    await this.#writer?.write({});
    this.#isBeginning = false;
  }

  #use(store: Store, claim: Claim, revision: number | null): void {
    this.#claim?.release();
    this.#claim = claim;
    this.#writer = store.writer(claim, { revision, whole: () => this.#whole() });
    this.#named(claim.session);
  }

  #whole(): Whole {
    const tree = this.#source.tree();
    const changed = [...tree.nodes];
    const weights = changed.flatMap(({ id }) => {
      const state = this.#source.state(id);
      return state ? [{ id, state, stays: false }] : [];
    });
    return { name: "", changed, weights, place: tree.place(), opened: this.#source.opened(), summary: this.#summary() };
  }

  #summary() {
    const tree = this.#source.tree();
    const { data, setup } = tree.current;
    return { data, network: writeLayers(setup.hidden), states: tree.size };
  }
}
