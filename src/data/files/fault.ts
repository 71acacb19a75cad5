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
  | "too-many"
  | "encrypted"
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

/** Caps on what is accepted: bytes after inflating, files, classes; and the fewest examples to learn from. */
export const maximumBytes = 256 * 2 ** 20;
export const mostFiles = 25_000;
export const maximumClasses = 64;
export const fewestExamples = 10;

export const tooLarge = (name: string) =>
  new DataFileError("too-large", `${name}: larger than ${maximumBytes / 2 ** 20} MB. Open a smaller part of the data.`);

/** Counts what archives hold before it is inflated; throws DataFileError at the caps. */
export class Budget {
  #bytes = 0;
  #files = 0;

  /** Bytes that are left. */
  get left(): number {
    return maximumBytes - this.#bytes;
  }

  take(name: string, bytes: number): void {
    this.#bytes += bytes;
    this.#files++;
    if (this.#bytes > maximumBytes) throw tooLarge(name);
    if (this.#files > mostFiles) throw tooMany(name);
  }
}

export const tooMany = (name: string) =>
  new DataFileError(
    "too-many",
    `${name}: more than ${mostFiles.toLocaleString("en")} files. Open a smaller part of the data.`,
  );
