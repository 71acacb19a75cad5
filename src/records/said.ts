import { Fault, type NoFigures, type SaidOf } from "../fault.ts";
import type { Step } from "../recipe/steps/registry.ts";

/** Arrays of a record; those of a layer with its name. */
export interface ArrayName {
  readonly array:
    | "weights"
    | "biases"
    | "batchNorm"
    | "mask"
    | "edits"
    | "lost"
    | "moments"
    | "weightsOrMoments"
    | "fallback"
    | "labels"
    | "validation"
    | "test"
    | "predictions"
    | "perClass"
    | "points";
  readonly layer?: string;
}

/** What a record is of: a state by its id, data by their name where it is known. */
export type RecordOf =
  | { readonly record: "node" | "weights" | "checkpoint"; readonly id: number }
  | { readonly record: "data"; readonly name: string | null }
  | { readonly record: "run"; readonly isOver: boolean };

/** What is wrong with a record, and with the store of them, by id. */
export interface RecordFigures {
  "record-missing": NoFigures;
  "record-short": NoFigures;
  "record-beginning": NoFigures;
  "record-without-version": NoFigures;
  "record-newer": { readonly version: number; readonly reads: number };
  "record-checksum": NoFigures;
  "record-header-long": NoFigures;
  "record-header-json": NoFigures;
  "record-kind": { readonly found: string; readonly wanted: string };
  "record-bytes": { readonly found: number; readonly wanted: number };
  /** What a schema says, and of which value, where it is of one. */
  "record-value": { readonly path: string | null; readonly message: string };
  "array-missing": ArrayName;
  "array-length": ArrayName & { readonly found: number; readonly wanted: number };
  "array-infinite": ArrayName;
  "array-unfit": ArrayName;
  "arrays-left": { readonly count: number };
  "points-missing": NoFigures;
  "points-short": NoFigures;
  "edits-unknown": ArrayName;
  "inputs-unfit": { readonly count: number };
  "columns-unfit": NoFigures;
  "input-infinite": NoFigures;
  "label-unknown": NoFigures;
  "rows-unknown": ArrayName;
  "state-otherwise": { readonly state: number };

  "record-unreadable": { readonly of: RecordOf; readonly why: RecordSaid };
  "record-unkept": { readonly of: RecordOf; readonly why: RecordSaid };
  "state-left-out": { readonly state: number | string; readonly why: RecordSaid };
  /** `from`: the state that it was made from, by no known step; null where it has a step from no known state. */
  "state-nowhere": {
    readonly state: number;
    readonly name: string;
    readonly step: Step | null;
    readonly from: number | null;
  };
  "state-cut-off": { readonly state: number; readonly name: string; readonly step: Step | null };
  "session-unreadable": { readonly why: RecordSaid };
  "session-nameless": { readonly why: RecordSaid };
  /** Its name is null where that cannot be read either. */
  "session-torn": { readonly name: string | null };

  "storage-silent": NoFigures;
  "storage-blocked": NoFigures;
  /** In the words of the browser. */
  "storage-reason": { readonly message: string };
  "storage-unreachable": { readonly why: RecordSaid };
  "storage-failed": { readonly why: RecordSaid };
  "storage-elsewhere": NoFigures;
  "storage-full": { readonly keepsRecipes: boolean };
  "storage-well": NoFigures;
  "closed-newer": NoFigures;
  "closed-forbidden": NoFigures;
  "closed-full": NoFigures;
  "closed-otherwise": { readonly why: RecordSaid };
}

export type RecordSaid = SaidOf<RecordFigures>;

/** What is wrong with a record, to follow its name: "State 3: the checksum is wrong". */
export class RecordFault extends Fault<RecordSaid> {
  override name = "RecordFault";
}

/** A record that a newer version of the page has kept: it is told, and left alone. */
export class NewerRecord extends RecordFault {}

/** Why the browser's storage does not open, where the browser itself does not say. */
export class StorageFault extends Fault<RecordSaid> {
  override name = "StorageFault";
}
