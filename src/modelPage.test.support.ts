import { vi } from "vitest";
import { type Failure, transport } from "./modelWorker.test.support.ts";
import { readRecipeLink } from "./recipe/link.ts";
import { MemoryKeyRange } from "./records/memory.test.support.ts";
import { awaited } from "./store/actions/engine.ts";
import { startApp } from "./store/actions/start.ts";
import { readWeights } from "./store/actions/weights.ts";
import { handleOf } from "./store/cut.ts";
import { useStore } from "./store/store.ts";
import { isSameHandle } from "./worker/stateKey.ts";

const { getState: get } = useStore;

/** A page that rests has nothing on its way; one that has not come to rest by then never will, in milliseconds. */
const patience = 60_000;

const handlers = new Map<string, (event: unknown) => void>();
const remembered = new Map<string, string>();
const entries: { state: unknown; hash: string }[] = [];
let place = 0;

/** In place of the browser. */
export function stubBrowser(): void {
  const here = () => entries[place];
  const listen = (type: string, handler: (event: unknown) => void) => handlers.set(type, handler);
  vi.stubGlobal("location", {
    get hash() {
      return here().hash;
    },
    href: "",
  });
  vi.stubGlobal("history", {
    get state() {
      return here().state;
    },
    pushState: (state: unknown, _: string, hash = here().hash) => visit({ state, hash }),
    replaceState: (state: unknown, _: string, hash = here().hash) => Object.assign(here(), { state, hash }),
  });
  vi.stubGlobal("document", { hidden: false, addEventListener: listen });
  vi.stubGlobal("window", { addEventListener: listen });
  vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: () => undefined }));
  vi.stubGlobal("HTMLElement", class {});
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => remembered.get(key) ?? null,
    setItem: (key: string, value: string) => remembered.set(key, value),
    removeItem: (key: string) => remembered.delete(key),
  });
  vi.stubGlobal("indexedDB", { open: () => transport.databases.open() });
  vi.stubGlobal("IDBKeyRange", MemoryKeyRange);
}

function visit(entry: { state: unknown; hash: string }): void {
  entries.length = Math.min(entries.length, place + 1);
  place = entries.push(entry) - 1;
}

/** The page of one person in one tab, with workers, storage and address in memory. */
export class Page {
  /** Draws how long messages take. */
  constructor(delays: () => number, hash: string) {
    transport.reset(delays);
    remembered.clear();
    entries.length = 0;
    place = 0;
    visit({ state: null, hash });
    this.#load();
  }

  /** The tab is loaded anew: only what is on the disk, the address and what the tab remembers are left. */
  reload(): void {
    transport.end();
    // The page before had entries of its own.
    for (const entry of entries) entry.state = null;
    this.#load();
  }

  #load(): void {
    const { hash } = entries[place];
    const linked = readRecipeLink(hash);
    const { setup, corrections } = linked;
    const told = { setup, linked, corrections: { what: "link" as const, sentences: corrections } };
    useStore.setState({ ...useStore.getInitialState(), ...told, sparsity: setup.sparsity / 100 }, true);
    awaited.looking = null;
    awaited.returning = null;
    awaited.renamed.clear();
    startApp();
  }

  /** A link is typed into the address bar, or pasted into the page where it is too long for that. */
  follow(link: string, fits: boolean): void {
    if (fits) {
      visit({ state: null, hash: `#${link}` });
      handlers.get("hashchange")!({});
    } else handlers.get("paste")!({ clipboardData: { getData: () => link }, target: null });
  }

  /** The browser's Back (-1) and Forward (1). */
  walk(by: -1 | 1): void {
    if (!entries[place + by]) return;
    place += by;
    handlers.get("popstate")!({});
  }

  failNext(how: Failure): void {
    transport.failure = how;
  }

  get hash(): string {
    return entries[place].hash;
  }

  /** Lets messages come and go. */
  async wait(turns: number): Promise<void> {
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  get isAtRest(): boolean {
    const { asked, run, held, running, preparing, snapshot, results, replay, rework, incoming } = get();
    const { preview } = results;
    return (
      transport.onTheirWay === 0 &&
      asked === run &&
      [held, running, preparing, replay, rework, incoming].every((one) => one === null) &&
      preview !== undefined &&
      preview.key.version === snapshot?.key.version &&
      isSameHandle(preview.handle, handleOf(get()))
    );
  }

  /** Waits until nothing goes on; what does, where that never comes. */
  async rest(): Promise<object | null> {
    const late = performance.now() + patience;
    // Answered when all that was asked before is done.
    const heard = await Promise.race([
      readWeights(),
      new Promise<null>((resolve) => setTimeout(() => resolve(null), patience)),
    ]);
    while (heard && !this.isAtRest && performance.now() < late) await new Promise((resolve) => setTimeout(resolve, 1));
    if (heard && this.isAtRest) return null;
    const { asked, run, held, running, preparing, replay, rework, snapshot, results, problem } = get();
    const { preview } = results;
    const figures = { version: snapshot?.key.version, measured: preview?.key.version, handle: preview?.handle };
    const hasHeard = heard !== null;
    return {
      hasHeard,
      onTheirWay: transport.onTheirWay,
      asked,
      run,
      held,
      running,
      preparing,
      replay,
      rework,
      problem,
      ...figures,
    };
  }
}
