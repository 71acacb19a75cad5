/** A file as the page hands it over. */
export interface DataFileInput {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type DataFileFault =
  | "truncated"
  | "extra-bytes"
  | "wrong-magic"
  | "count-mismatch"
  | "size-mismatch"
  | "too-large"
  | "empty"
  | "bad-label"
  | "corrupt-gzip"
  | "missing-file"
  | "not-text"
  | "ragged"
  | "unreadable"
  | "unknown-format";

/** A data file that cannot be used; the message names the file, what is wrong and the way out. */
export class DataFileError extends Error {
  override name = "DataFileError";
  readonly fault: DataFileFault;

  constructor(fault: DataFileFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** Caps on what is accepted: bytes after inflating, inflated over packed, classes. */
export const maximumBytes = 256 * 2 ** 20;
export const maximumClasses = 64;

export const tooLarge = (name: string) =>
  new DataFileError("too-large", `${name}: larger than ${maximumBytes / 2 ** 20} MB. Open a smaller part of the data.`);
