import { Fault } from "../../fault.ts";
import type { FileSaid } from "./said.ts";

/** A file as the page hands it over. */
export interface DataFileInput {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A data file that cannot be used: what is wrong, in which file, and the way out. Notes tell more of why. */
export class DataFileError extends Fault<FileSaid> {
  override name = "DataFileError";
  readonly notes: readonly FileSaid[];

  constructor(said: FileSaid, notes: readonly FileSaid[] = []) {
    super(said);
    this.notes = notes;
  }
}

/** Caps on what is accepted: bytes after inflating, files, classes; and the fewest examples to learn from. */
export const maximumBytes = 256 * 2 ** 20;
export const mostFiles = 25_000;
export const maximumClasses = 64;
export const fewestExamples = 10;

export const tooLarge = (file: string | number) =>
  new DataFileError({ id: "file-large", file, megabytes: maximumBytes / 2 ** 20 });

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

export const tooMany = (file: string | number) => new DataFileError({ id: "files-many", file, most: mostFiles });
