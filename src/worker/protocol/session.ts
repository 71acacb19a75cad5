import type { TreePlace } from "../../recipe/tree.ts";
import type { RecordSaid } from "../../records/said.ts";
import type { ListedSession } from "../../records/sessions.ts";

/** A session that the browser has kept. */
export interface Continued {
  readonly id: string;
  /** Where it is gone on with: at the latest state of the network with this root, or where it was left; null where the network that is
   *  asked for is opened beside those of the session. */
  readonly at: number | "left" | null;
  /** What the page was told last of where it stands: it may be ahead of the disk. */
  readonly place?: Pick<TreePlace, "current" | "ids"> | undefined;
  /** Whether a worker had it that this one takes the place of. */
  readonly waits: boolean;
}

/** All sessions that the browser keeps, the latest first. */
export interface KeptSessions {
  readonly sessions: readonly ListedSession[];
  /** Bytes of all their weights, and how many are kept at most. */
  readonly weights: number;
  readonly budget: number;
  /** Whether the browser has promised to clear nothing of it by itself; null where it does not say. */
  readonly isPersistent: boolean | null;
  /** Why nothing can be kept; null where it can. */
  readonly why: RecordSaid | null;
}
