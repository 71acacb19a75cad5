import * as v from "valibot";
import type { TreePlace } from "../recipe/tree.ts";
import { NewerRecord, RecordFault, seal, unseal } from "./envelope.ts";
import { count, finite } from "./schemas.ts";
import { placeSchema } from "./tree.ts";

/** What a list says of a session. */
export interface Summary {
  /** What the data is called, and the network, of the state that stands. */
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
  summary: v.object({ data: v.string(), network: v.string(), states: count }),
});

export const writeSession = (session: SessionRecord): ArrayBuffer =>
  seal("session", sessionSchema, { json: session, arrays: [] });

/** Stands for a session whose own record is broken: its states may be whole. */
const unknown: SessionRecord = {
  name: "A session found again",
  created: 0,
  updated: 0,
  revision: 0,
  place: null,
  opened: {},
  summary: { data: "", network: "", states: 0 },
};

/** Stands for one that a newer version has kept. */
const newer: SessionRecord = { ...unknown, name: "A session of a newer version" };

interface ReadSession {
  readonly session: SessionRecord;
  readonly fault: string | null;
  /** Whether a newer version of the page has kept it, which is to be left alone. */
  readonly isNewer: boolean;
}

/** The record, or what stands for one that cannot be read, and why. */
export function readSession(record: unknown): ReadSession {
  try {
    return { session: unseal("session", sessionSchema, record).json, fault: null, isNewer: false };
  } catch (error) {
    if (!(error instanceof RecordFault)) throw error;
    const isNewer = error instanceof NewerRecord;
    return { session: isNewer ? newer : unknown, fault: error.message, isNewer };
  }
}

/** A new session's id, unlike all others. */
export const newSessionId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join("-");
