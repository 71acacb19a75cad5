/** A labelled data set in memory. */
export interface Dataset {
  readonly id: string;
  readonly label: string;
  readonly kind: "points" | "images";
  /** Shape of one example: [2] for points, [height, width] for grey images. */
  readonly inputShape: readonly number[];
  readonly classes: readonly string[];
  /** `count` examples, one after another. Uint8 pixels mean value / 255. */
  readonly inputs: Float32Array | Uint8Array;
  readonly labels: Uint8Array;
  readonly count: number;
}

/** Indexes into a data set. Training fits, validation chooses, test stays sealed until asked for. */
export interface Split {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  readonly test: Uint32Array;
}
