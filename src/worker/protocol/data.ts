import type { DataKind, InputColumn } from "../../data/dataset.ts";
import type { Activity } from "./said.ts";

/** What a person sees of the data; test examples stay in the worker. */
export interface DataSummary {
  readonly id: string;
  readonly label: string;
  readonly kind: DataKind;
  /** Names the data itself: how often its test set was opened is counted by that. */
  readonly source: string;
  /** Of a person's own data: `contentOf` them. */
  readonly content?: string | undefined;
  readonly inputShape: readonly number[];
  /** Names of the inputs of a table, in order. */
  readonly inputNames: readonly string[];
  /** All that is known of these. */
  readonly columns?: readonly InputColumn[] | undefined;
  readonly classes: readonly string[];
  readonly trainCount: number;
  /** Training examples that criteria look at. */
  readonly scoringCount: number;
  readonly validationCount: number;
  readonly testCount: number;
  /** All validation inputs, example by example. */
  readonly shown: Float32Array | Uint8Array;
  /** Which of them stand on the page: all points, some samples of other data. */
  readonly shownRows: Uint32Array;
  /** Labels of all validation examples, in order. */
  readonly labels: Uint8Array;
}

/** How often the test sets of data were opened, by `DataSummary.source`. */
export type Opened = Readonly<Record<string, number>>;

/** Examples as they are made: grey images, one after another, and what they are of. */
export interface DrawnDigits {
  readonly inputs: Uint8Array | Float32Array;
  readonly labels: Uint8Array;
}

/** What is going on before a network stands, and how far it is. */
export interface Preparing {
  readonly what: Activity;
  readonly done: number;
  readonly total: number;
  /** Some of what was made so far. */
  readonly drawn?: DrawnDigits;
}
