import type { FileFigures } from "../../data/files/said.ts";
import type { DownloadFigures } from "../../data/named/said.ts";
import { Fault, type NoFigures, type SaidOf } from "../../fault.ts";
import type { NetworkFigures } from "../../network/said.ts";
import type { OfferFigures, RankFigures } from "../../pruning/said.ts";
import type { RecipeFigures } from "../../recipe/said.ts";
import type { RecordFigures } from "../../records/said.ts";
import type { BackendName } from "../../setup/backends.ts";
import type { LinkFigures, RangeFigures } from "../../setup/said.ts";
import type { EngineFigures } from "../../training/said.ts";

/** What goes on and may take a while. */
export type Activity = "start" | "network" | "digits" | "engine" | "accuracy" | "ranking" | "step";

/** Steps per second on two engines, to be compared. */
interface TwoRates {
  readonly rate: number;
  readonly backend: BackendName;
  readonly onCard: number;
  readonly card: BackendName;
}

/** What the session and the worker's client tell, by id. */
export interface WorkerFigures {
  /** What nobody foresaw, in the words of whoever threw it. */
  unexpected: { readonly message: string };
  /** Which set, and what a person's own are called. */
  "data-gone": { readonly set: string; readonly data: string };
  "data-left": NoFigures;
  "few-examples": { readonly set: string; readonly label: string; readonly count: number; readonly least: number };
  "network-deleted": NoFigures;
  "network-unknown": NoFigures;
  "state-deleted": NoFigures;
  "asked-otherwise": NoFigures;
  "rework-stopped": NoFigures;
  "making-stopped": NoFigures;
  "not-pretrained": NoFigures;
  "weights-unfetched": NoFigures;
  "weights-size": { readonly bytes: number; readonly needed: number };
  "came-out-otherwise": { readonly before: string; readonly after: string };
  "run-lost": NoFigures;
  "waits-for-run": NoFigures;
  "making-of": { readonly what: Activity; readonly done: number; readonly total: number };
  "session-elsewhere": NoFigures;
  "session-held": NoFigures;

  /** Why an engine trains. */
  "engine-chosen": { readonly backend: BackendName; readonly isSoftware: boolean };
  "engine-other-passes": {
    readonly chosen: BackendName;
    readonly backend: BackendName;
    readonly isSoftware: boolean;
  };
  "engine-instead": { readonly chosen: BackendName; readonly backend: BackendName; readonly why: Said };
  "engine-kept": { readonly why: Said; readonly backend: BackendName; readonly rate: number };
  "small-network": NoFigures;
  "card-not-there": { readonly why: Said };
  "card-not-started": { readonly card: BackendName; readonly why: Said };
  "engine-faster": TwoRates;
  "engine-on-card": TwoRates;
  "engine-slowed": TwoRates & { readonly step: number };
  "engine-of-recipe": { readonly backend: BackendName };
  "engine-after-loss": NoFigures;

  "worker-refused": { readonly why: Said };
  "worker-unloaded": NoFigures;
  "worker-unanswering": { readonly seconds: number };
  /** What becomes of what went on since that step was recorded; null where nothing did. */
  "goes-on-since": { readonly step: number; readonly since: "run" | "lost" | "recipe" | null };
  "opened-anew": NoFigures;
  "card-left": NoFigures;
  "reader-unfetched": NoFigures;
  "reader-unstarted": NoFigures;
}

/** All that is told by id and figures, plain data; the sentences stand in `text/faults`. */
export type Said = SaidOf<
  WorkerFigures &
    FileFigures &
    DownloadFigures &
    LinkFigures &
    RangeFigures &
    NetworkFigures &
    OfferFigures &
    RankFigures &
    RecipeFigures &
    RecordFigures &
    EngineFigures
>;

/** What a session cannot do. */
export class WorkerFault extends Fault<SaidOf<WorkerFigures>> {
  override name = "WorkerFault";
}

/** What is to be told of an error: a fault speaks for itself. */
export const saidOf = (error: unknown): Said =>
  error instanceof Fault
    ? (error.said as Said)
    : { id: "unexpected", message: error instanceof Error ? error.message : String(error) };
