/** The different values of a column that kept rows have, in the order in which they come. */
export interface Lexicon {
  /** Counts a value once more; gives its place. */
  readonly add: (value: number | string, text: string) => number;
  readonly find: (value: number | string) => number | undefined;
  /** How each is written: numbers in the shortest of their spellings, words in the commonest. */
  readonly texts: () => readonly string[];
  readonly counts: () => readonly number[];
  /** Values that are written in more than one way, each with its spellings. */
  readonly spellings: () => readonly (readonly string[])[];
}

/** Numbers are what they mean, so 0 and 0.0 are one; words are what they read, or what they read without capitals and double blanks. */
export function createLexicon(mergesCase: boolean): Lexicon {
  const places = new Map<number | string, number>();
  const texts: Map<string, number>[] = [];
  const counts: number[] = [];
  const keyOf = (value: number | string) => (mergesCase && typeof value === "string" ? folded(value) : value);
  return {
    add(value, text) {
      const key = keyOf(value);
      const place = places.get(key) ?? places.size;
      if (place === places.size) {
        places.set(key, place);
        texts.push(new Map());
        counts.push(0);
      }
      counts[place]++;
      texts[place].set(text, (texts[place].get(text) ?? 0) + 1);
      return place;
    },
    find: (value) => places.get(keyOf(value)),
    texts() {
      const keys = [...places.keys()];
      const isBetter = (place: number, [text, count]: [string, number], [best, most]: [string, number]) =>
        typeof keys[place] === "number" ? text.length < best.length : count > most;
      return texts.map((all, place) => {
        const [best] = [...all].reduce((found, one) => (isBetter(place, one, found) ? one : found));
        return /\de[-+]?\d/i.test(best) && typeof keys[place] === "number" ? String(keys[place]) : best;
      });
    },
    counts: () => counts,
    spellings: () => texts.filter(({ size }) => size > 1).map((all) => [...all.keys()]),
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
