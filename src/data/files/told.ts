/** A file by its name, or so many of them. */
export interface OfFile {
  readonly file: string | number;
}

/** The first of some names, and of how many. */
export interface Names {
  readonly names: readonly string[];
  readonly count: number;
}

export const namesOf = (names: readonly string[], most = 3): Names => ({
  names: names.slice(0, most),
  count: names.length,
});
