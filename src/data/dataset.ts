/** Points in the plane, grey images, series of one value after another, or rows of named inputs. */
export type DataKind = "points" | "images" | "signals" | "table";

/** An input of a table. */
export interface InputColumn {
  readonly name: string;
  /** A number, to be standardised; NaN where it is missing. Else one value of a category, 0 or 1. */
  readonly isNumber: boolean;
  /** Where it was standardised: its mean and standard deviation before. */
  readonly scale?: { readonly mean: number; readonly deviation: number };
}

/** A labelled data set in memory. */
export interface Dataset {
  readonly id: string;
  /** What a person's own data came as: a file; empty where they have no name together. Of all other the id, by which the catalogue knows them. */
  readonly label: string;
  readonly kind: DataKind;
  /** Shape of one example: [height, width] for grey images, else [inputs]. */
  readonly inputShape: readonly number[];
  /** Of a person's own data as they call them, else ids of the catalogue. */
  readonly classes: readonly string[];
  /** `count` examples, one after another. Uint8 pixels mean value / 255. */
  readonly inputs: Float32Array | Uint8Array;
  readonly labels: Uint8Array;
  readonly count: number;
  /** The inputs of a table, in order. */
  readonly columns?: readonly InputColumn[];
}

/** What a network reads, [height, width, channels]: images have one grey channel, all else is flat. */
export const inputOf = ({ kind, inputShape }: Pick<Dataset, "kind" | "inputShape">): [number, number, number] =>
  kind === "images" ? [inputShape[0], inputShape[1], 1] : [1, 1, inputShape[0]];

/** A data set as files give it: the numbers of a table as they stand there, in float64, to be standardised. */
export interface RawDataset extends Omit<Dataset, "inputs"> {
  readonly inputs: Dataset["inputs"] | Float64Array;
}

/** A data set that came from files; `validation` and `test` name the rows of official ones, when there are some. */
export interface GivenData<Data extends RawDataset = RawDataset> {
  readonly dataset: Data;
  readonly validation?: Uint32Array | undefined;
  readonly test?: Uint32Array | undefined;
}

/** Indexes into a data set. Training fits, validation chooses, test stays sealed until asked for. */
export interface Split {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  readonly test: Uint32Array;
}
