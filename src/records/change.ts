import type { GivenData } from "../data/dataset.ts";
import type { RunNode } from "../recipe/node.ts";
import type { NetworkState } from "../recipe/state.ts";
import type { TreePlace } from "../recipe/tree.ts";
import { writeState } from "./codec.ts";
import { type RecordKey, rangeOf } from "./database.ts";
import { writeGiven } from "./given.ts";
import { writeNode } from "./nodes.ts";
import { type RunRecord, writeRun } from "./run.ts";
import { RecordFault, type RecordOf, type RecordSaid } from "./said.ts";
import type { Summary } from "./sessions.ts";

/** Weights of a node. They are a cache, dropped where room is short, unless `stays` says that they cannot be worked out again. */
export interface WeightsRecord {
  readonly id: number;
  readonly state: NetworkState;
  readonly stays: boolean;
}

/** Data of a person's own, who has said that they may be kept; null: no longer. */
export interface OwnData {
  readonly source: string;
  readonly given: GivenData | null;
}

/** What is other than before; what it does not tell of stays. Its arrays are not written to afterwards. */
export interface Change {
  readonly changed?: readonly RunNode[];
  readonly removed?: readonly number[];
  readonly weights?: readonly WeightsRecord[];
  readonly data?: readonly OwnData[];
  readonly place?: TreePlace;
  readonly opened?: Readonly<Record<string, number>>;
  readonly summary?: Summary;
  /** The run that goes on; null where none does. */
  readonly run?: RunRecord | null;
}

/** A session as if nothing of it were kept yet: all its nodes, and those weights and data that cannot be had again. */
export interface Whole extends Change {
  readonly name: string;
  readonly changed: readonly RunNode[];
  readonly place: TreePlace;
  readonly opened: Readonly<Record<string, number>>;
  readonly summary: Summary;
}

interface PutRecord {
  readonly key: RecordKey;
  readonly record: ArrayBuffer;
  readonly stays: boolean;
  /** Of a state: what it was made from. */
  readonly parent?: number | null;
}

/** What one transaction writes. */
export interface Batch {
  readonly puts: readonly PutRecord[];
  readonly deletes: readonly (RecordKey | IDBKeyRange)[];
  /** Where it takes the place of all that was kept. */
  readonly whole: Whole | null;
  readonly session: Pick<Change, "place" | "opened" | "summary">;
  /** What can never be kept. */
  readonly faults: readonly RecordSaid[];
  /** What nobody can work out again, to be tried once more where it could not be kept. */
  readonly irreplaceable: Change;
}

/** Changes one after the other as one; of two that concern the same thing the later one holds. */
export function batchOf(session: string, changes: readonly Change[], whole: Whole | null): Batch {
  const all: readonly Change[] = whole ? [whole, ...changes] : changes;
  const nodes = new Map<number, RunNode | null>();
  const weights = new Map<number, WeightsRecord>();
  const data = new Map<string, OwnData>();
  let run: RunRecord | null | undefined;
  for (const change of all) {
    for (const id of change.removed ?? []) {
      nodes.set(id, null);
      weights.delete(id);
    }
    for (const node of change.changed ?? []) nodes.set(node.id, node);
    for (const one of change.weights ?? []) weights.set(one.id, one);
    for (const one of change.data ?? []) data.set(one.source, one);
    if (change.run !== undefined) run = change.run;
  }
  const puts: PutRecord[] = [];
  const deletes: (RecordKey | IDBKeyRange)[] = whole ? [rangeOf(session, "node"), rangeOf(session, "run")] : [];
  const faults: RecordSaid[] = [];
  const put = (of: RecordOf, key: RecordKey, write: () => ArrayBuffer, more: Partial<PutRecord> = {}) => {
    try {
      puts.push({ key, record: write(), stays: true, ...more });
    } catch (error) {
      if (!(error instanceof RecordFault)) throw error;
      faults.push({ id: "record-unkept", of, why: error.said });
    }
  };
  for (const [id, node] of nodes)
    if (node) put({ record: "node", id }, [session, "node", id], () => writeNode(node), { parent: node.parent });
    else deletes.push([session, "node", id], [session, "weights", id]);
  for (const { id, state, stays } of weights.values())
    put({ record: "checkpoint", id }, [session, "weights", id], () => writeState(state), { stays });
  for (const { source, given } of data.values())
    if (given) put({ record: "data", name: given.dataset.label }, [session, "data", source], () => writeGiven(given));
    else deletes.push([session, "data", source]);
  if (run) put({ record: "run", isOver: false }, [session, "run", 0], () => writeRun(run));
  else if (run === null) deletes.push([session, "run", 0]);
  return {
    puts,
    deletes,
    whole,
    session: Object.assign({}, ...all.map(({ place, opened, summary }) => said({ place, opened, summary }))),
    faults: faults,
    irreplaceable: {
      weights: [...weights.values()].filter(({ stays }) => stays),
      data: [...data.values()].filter(({ given }) => given !== null),
    },
  };
}

/** Whether it only says how far a run has come. */
export const isRunAlone = ({ puts, deletes, session }: Batch): boolean =>
  deletes.length === 0 && Object.keys(session).length === 0 && puts.every(({ key: [, kind] }) => kind === "run");

/** The same without what takes much room. */
export const recipesOf = (batch: Batch): Batch => ({
  ...batch,
  puts: batch.puts.filter(({ key: [, kind] }) => kind === "node"),
});

const said = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
