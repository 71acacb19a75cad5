import * as v from "valibot";
import type { TreePlace } from "../recipe/tree.ts";
import { seal, unseal } from "./envelope.ts";
import { bytesOf, type Sized } from "./room.ts";
import { NewerRecord, RecordFault, type RecordSaid } from "./said.ts";
import { count, finite } from "./schemas.ts";
import { placeSchema } from "./tree.ts";

/** What a list says of a session. */
export interface Summary {
  /** Of the state that stands: which data set, not known of sessions of earlier versions, what the data are called, and the network. */
  readonly set?: string | undefined;
  readonly data: string;
  readonly network: string;
  readonly states: number;
}

/** All of a session but its states. */
export interface SessionRecord {
  readonly name: string;
  /** In milliseconds since 1970. */
  readonly created: number;
  readonly updated: number;
  /** Counts what was written: who finds another one than his own is not the only writer. */
  readonly revision: number;
  /** Null where it is not known any more. */
  readonly place: TreePlace | null;
  /** How often test sets were opened, by source. */
  readonly opened: Readonly<Record<string, number>>;
  readonly summary: Summary;
}

const sessionSchema = v.object({
  name: v.string(),
  created: finite,
  updated: finite,
  revision: count,
  place: v.nullable(placeSchema),
  opened: v.record(v.string(), count),
  summary: v.object({ set: v.optional(v.string()), data: v.string(), network: v.string(), states: count }),
});

export const writeSession = (session: SessionRecord): ArrayBuffer =>
  seal("session", sessionSchema, { json: session, arrays: [] });

/** Stands for a session whose own record is broken, its states may be whole; or one that a newer version has kept. */
const unknown: SessionRecord = {
  name: "",
  created: 0,
  updated: 0,
  revision: 0,
  place: null,
  opened: {},
  summary: { data: "", network: "", states: 0 },
};

interface ReadSession {
  readonly session: SessionRecord;
  readonly fault: RecordSaid | null;
  /** Whether a newer version of the page has kept it, which is to be left alone. */
  readonly isNewer: boolean;
}

/** The record, or what stands for one that cannot be read, and why. */
export function readSession(record: unknown): ReadSession {
  try {
    return { session: unseal("session", sessionSchema, record).json, fault: null, isNewer: false };
  } catch (error) {
    if (!(error instanceof RecordFault)) throw error;
    return { session: unknown, fault: error.said, isNewer: error instanceof NewerRecord };
  }
}

/** A new session's id, unlike all others. */
export const newSessionId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join("-");

/** A session in a list. */
export interface ListedSession extends Pick<SessionRecord, "name" | "created" | "updated" | "summary"> {
  readonly id: string;
  /** Of all that is kept of it. */
  readonly bytes: number;
  /** Of a person's own data among that. */
  readonly dataBytes: number;
  /** Whether some tab has it open, this one included. */
  readonly isClaimed: boolean;
  /** Why its own record cannot be read: its states may be whole. */
  readonly fault: RecordSaid | null;
  /** Whether a newer version of the page has kept it: this one cannot go on with it. */
  readonly isNewer: boolean;
}

/** Sessions as a list has them, the latest first. `sizes` are those of all that is kept, `claimed` the ids that some tab has open. */
export function listed(
  records: readonly { readonly id: string; readonly record: unknown }[],
  sizes: readonly Sized[],
  claimed: ReadonlySet<string>,
): readonly ListedSession[] {
  const sessions = records.map(({ id, record }) => {
    const { session, fault, isNewer } = readSession(record);
    const { name, created, updated, summary } = session;
    const own = sizes.filter(({ key: [one] }) => one === id);
    return {
      id,
      name,
      created,
      updated,
      summary,
      fault,
      isNewer,
      isClaimed: claimed.has(id),
      bytes: bytesOf(own),
      dataBytes: bytesOf(own.filter(({ key: [, kind] }) => kind === "data")),
    };
  });
  return sessions.toSorted((one, other) => other.updated - one.updated);
}
