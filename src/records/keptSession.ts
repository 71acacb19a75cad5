import type { RunNode } from "../recipe/node.ts";
import type { TreeRecord } from "../recipe/tree.ts";
import { answer, type RecordKey, type RecordSize, rangeOf, type Stores } from "./database.ts";
import { readOr } from "./envelope.ts";
import { type RunRecord, readRun } from "./run.ts";
import type { RecordSaid } from "./said.ts";
import { readSession, type SessionRecord } from "./sessions.ts";
import { readTree } from "./tree.ts";

/** A session as it was kept. */
export interface KeptSession extends Pick<SessionRecord, "name" | "revision" | "opened"> {
  readonly id: string;
  readonly tree: TreeRecord<RunNode>;
  /** The run that went on from the state that stands. */
  readonly run: RunRecord | null;
  /** Data of a person's own that is kept. */
  readonly sources: readonly string[];
  /** What was broken and is left out. */
  readonly faults: readonly RecordSaid[];
}

/** What is kept of a session but weights and data. */
export interface SessionRecords {
  readonly session: unknown;
  /** By the ids that they are kept under. */
  readonly nodes: ReadonlyMap<RecordKey[2], unknown>;
  /** What states were made from, where that is known without reading them. */
  readonly parents: ReadonlyMap<RecordKey[2], number | null>;
  /** Undefined where there is none. */
  readonly run: unknown;
  readonly sources: readonly string[];
}

/** The id of a record among those of its kind. */
const idOf = (key: IDBValidKey) => (key as unknown as RecordKey)[2];

/** All of it in one look; undefined where nothing is kept of such a session. */
export async function recordsOf({ sessions, records, sizes }: Stores, id: string): Promise<SessionRecords | undefined> {
  const session: unknown = await answer(sessions.get(id));
  const keys = await answer(records.getAllKeys(rangeOf(id, "node")));
  const nodes = await answer<unknown[]>(records.getAll(rangeOf(id, "node")));
  const run: unknown = await answer(records.get([id, "run", 0]));
  const sources = await answer(records.getAllKeys(rangeOf(id, "data")));
  const known = await answer(sizes.getAllKeys(rangeOf(id, "node")));
  const beside = await answer<RecordSize[]>(sizes.getAll(rangeOf(id, "node")));
  if (session === undefined) return undefined;
  const parents = known.flatMap((key, i) => {
    const { parent } = beside[i];
    return parent === undefined ? [] : [[idOf(key), parent] as const];
  });
  return {
    session,
    nodes: new Map(keys.map((key, i) => [idOf(key), nodes[i]])),
    parents: new Map(parents),
    run,
    sources: sources.map((key) => String(idOf(key))),
  };
}

/** The session that records make, with what was broken left out and told; or why it cannot be gone on with. */
export function keptSession(id: string, found: SessionRecords): KeptSession | { readonly torn: readonly RecordSaid[] } {
  const { session, fault, isNewer } = readSession(found.session);
  if (fault && isNewer) return { torn: [{ id: "session-unreadable", why: fault }] };
  const { tree, faults } = readTree(found.nodes, session.place, found.parents);
  const said: RecordSaid[] = [...(fault ? [{ id: "session-nameless", why: fault } as const] : []), ...faults];
  if (!tree) return { torn: [{ id: "session-torn", name: fault ? null : session.name }, ...said] };
  const { name, revision, opened, place } = session;
  const run =
    tree.current === place?.current ? readOr(readRun, found.run, { record: "run", isOver: true }, said) : null;
  return { id, name, revision, opened, tree, run, sources: found.sources, faults: said };
}
