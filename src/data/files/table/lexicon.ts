/** The different values of a column that kept rows have, in the order in which they come. */
export interface Lexicon {
  /** Counts a value once more; gives its place. */
  readonly add: (value: number | string, text: string) => number;
  readonly find: (value: number | string) => number | undefined;
  /** How each is written, in the shortest of its spellings. */
  readonly texts: () => readonly string[];
  readonly counts: () => readonly number[];
  /** Values that are written in more than one way, each with its spellings. */
  readonly spellings: () => readonly (readonly string[])[];
}

/** Numbers are what they mean, so 0 and 0.0 are one; words are what they read, or what they read without capitals and double blanks. */
export function createLexicon(mergesCase: boolean): Lexicon {
  const places = new Map<number | string, number>();
  const texts: Set<string>[] = [];
  const counts: number[] = [];
  const keyOf = (value: number | string) => (mergesCase && typeof value === "string" ? folded(value) : value);
  return {
    add(value, text) {
      const key = keyOf(value);
      const place = places.get(key) ?? places.size;
      if (place === places.size) {
        places.set(key, place);
        texts.push(new Set());
        counts.push(0);
      }
      counts[place]++;
      texts[place].add(text);
      return place;
    },
    find: (value) => places.get(keyOf(value)),
    texts: () => texts.map((all) => [...all].reduce((best, text) => (text.length < best.length ? text : best))),
    counts: () => counts,
    spellings: () => texts.filter(({ size }) => size > 1).map((all) => [...all]),
  };
}

/** What is left of a text without capitals and double blanks. */
export const folded = (text: string) => text.toLowerCase().replace(/\s+/g, " ");

/** Texts that differ in capitals or blanks alone, those that do together. */
export function twins(texts: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const text of texts) groups.set(folded(text), [...(groups.get(folded(text)) ?? []), text]);
  return [...groups.values()].filter(({ length }) => length > 1);
}
