import { DataFileError, fewestExamples, maximumClasses } from "./fault.ts";
import type { FileSaid, Pictured } from "./said.ts";
import { namesOf } from "./told.ts";

/** What examples are for. */
export type DataPart = "train" | "validation" | "test";

const words: Readonly<Record<string, DataPart>> = {
  train: "train",
  training: "train",
  val: "validation",
  valid: "validation",
  validation: "validation",
  dev: "validation",
  test: "test",
  testing: "test",
  t10k: "test",
};

/** The part that a word names, if it is exactly such a word: "latest" is none. */
export const partOf = (word: string): DataPart | undefined =>
  Object.hasOwn(words, word.toLowerCase()) ? words[word.toLowerCase()] : undefined;

/** The part that one of the words of a file's name is, its folders aside. */
export const partOfFile = (name: string): DataPart | undefined =>
  wordsOf(name)
    .map(partOf)
    .find((part) => part !== undefined);

/** The words of a file's own name, in small letters. */
export const wordsOf = (name: string): string[] =>
  name
    .slice(name.lastIndexOf("/") + 1)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

export interface ExamplePlace {
  readonly part: DataPart | undefined;
  /** The folder that is the class, unless the file lies in none. */
  readonly label: string | undefined;
}

/** Part and class of every file by its folders. Parts are folders below the common root that are called exactly so; one among folders
 *  of classes, with nothing but files in it, is a class as they are. */
export function placesOf(names: readonly string[]): ExamplePlace[] {
  const paths = names.map((name) => name.split("/").slice(0, -1));
  const [first = [], ...others] = paths;
  const different = first.findIndex((folder, i) => others.some((path) => path[i] !== folder));
  const root = different < 0 ? first.length : different;
  const partIn = partsAmong(paths.map((path) => path.slice(root)));
  const placed = paths.map((path) => {
    const below = path.slice(root);
    const at = below.findIndex((_, i) => partIn(below.slice(0, i), below[i]) !== undefined);
    return {
      part: at < 0 ? undefined : partIn(below.slice(0, at), below[at]),
      folders: at < 0 ? below : below.toSpliced(at, 1),
    };
  });
  let folders = placed.map((place) => place.folders);
  // Nothing but one class.
  if (folders.every((path) => path.length === 0)) folders = folders.map(() => first.slice(root - 1, root));
  // A folder that every class has (cat/images, dog/images) says nothing.
  const toLearn = () => folders.filter((path, i) => path.length > 0 && (placed[i].part ?? "train") === "train");
  while (toLearn().length > 0 && toLearn().every((path) => path.length > 1 && path.at(-1) === toLearn()[0].at(-1))) {
    const last = toLearn()[0].at(-1);
    folders = folders.map((path) => (path.at(-1) === last ? path.slice(0, -1) : path));
  }
  const places = placed.map(({ part }, i) => ({ part, label: folders[i].at(-1) }));
  // Beside a folder for training others are none: what they are called is a class only if that has it too.
  const learned = new Set(places.filter(({ part }) => part === "train").map(({ label }) => label));
  return places.map((place) =>
    learned.size === 0 || place.part !== undefined || learned.has(place.label) ? place : { ...place, label: undefined },
  );
}

/** The part that each of some folders is, side by side: those called exactly so, and those that differ in such a word alone (training_set
 *  and test_set, seg_train and seg_test). */
function partsOf(folders: readonly string[]): Map<string, DataPart> {
  const split = folders.map((folder) => {
    const all = wordsOf(folder);
    const parts = all.filter((word) => partOf(word) !== undefined);
    return {
      folder,
      part: parts.length === 1 ? partOf(parts[0]) : undefined,
      rest: all.filter((word) => !partOf(word)).join(" "),
    };
  });
  const isPart = ({ part, rest }: (typeof split)[number]) =>
    part !== undefined &&
    (rest === "" || split.some((other) => other.rest === rest && other.part !== undefined && other.part !== part));
  return new Map(split.filter(isPart).map(({ folder, part }) => [folder, part!]));
}

/** Tells of a folder by those above it and its name which part it is, if any. */
function partsAmong(
  paths: readonly (readonly string[])[],
): (above: readonly string[], folder: string) => DataPart | undefined {
  /** By what stands above: every folder there, and whether it holds folders. */
  const beside = new Map<string, Map<string, boolean>>();
  for (const path of paths)
    path.forEach((folder, i) => {
      const above = path.slice(0, i).join("/");
      const there = beside.get(above) ?? new Map<string, boolean>();
      there.set(folder, (there.get(folder) ?? false) || i + 1 < path.length);
      beside.set(above, there);
    });
  const known = new Map<string, Map<string, DataPart>>();
  for (const [above, there] of beside) {
    const parts = partsOf([...there.keys()]);
    const isMeant =
      parts.size === there.size || [...there].some(([name, holdsFolders]) => holdsFolders && parts.has(name));
    known.set(above, isMeant ? parts : new Map());
  }
  return (above, folder) => known.get(above.join("/"))?.get(folder);
}

/** Examples that can be used, their classes, and which of them validate or test. */
export interface Parted {
  /** Which of the examples given are used, in order. */
  readonly rows: readonly number[];
  readonly classes: readonly string[];
  readonly labels: Uint8Array;
  /** Rows of those used. */
  readonly validation?: Uint32Array;
  readonly test?: Uint32Array;
  readonly notes: readonly FileSaid[];
}

/** Classes that are named one by one. */
const mostNamed = 5;
/** With fewer, a class may have none that validates or tests. */
const fewOfClass = 5;

/** Puts labelled examples into classes and parts; throws DataFileError where nothing can be learned from them. */
export function part(examples: readonly ExamplePlace[], of: Pictured): Parted {
  const labelled = examples.flatMap(({ label, part: own }, row) =>
    label === undefined ? [] : [{ row, label, part: own }],
  );
  const isAnyToLearn = labelled.some((example) => (example.part ?? "train") === "train");
  // All of one part leave nothing to learn from: then they are no part.
  const partIn = (example: (typeof labelled)[number]) => (isAnyToLearn ? (example.part ?? "train") : "train");
  const learned = new Set(labelled.filter((example) => partIn(example) === "train").map(({ label }) => label));
  // Cat in training, cat in the test set.
  const small = new Map([...learned].map((label) => [label.toLowerCase(), label]));
  for (const example of labelled)
    if (!learned.has(example.label)) example.label = small.get(example.label.toLowerCase()) ?? example.label;
  const used = labelled.filter(({ label }) => learned.has(label));
  const classes = [...learned].sort(byNameOrNumber);
  if (classes.length < 2 || classes.length > maximumClasses)
    throw new DataFileError({ id: "classes-count", of, ...namesOf(classes, mostNamed), most: maximumClasses });
  const rowsOf = (wanted: DataPart) => Uint32Array.from([...used.keys()].filter((i) => partIn(used[i]) === wanted));
  const [toLearn, validation, test] = [rowsOf("train"), rowsOf("validation"), rowsOf("test")];
  if (toLearn.length < fewestExamples)
    throw new DataFileError({ id: "examples-few", of, count: toLearn.length, least: fewestExamples });
  const notes: FileSaid[] = [];
  const strange = new Map<string, number>();
  for (const { label } of labelled) if (!learned.has(label)) strange.set(label, (strange.get(label) ?? 0) + 1);
  if (strange.size > 0)
    notes.push({ id: "classes-strange", classes: [...strange].slice(0, mostNamed), count: strange.size });
  const perClass = new Map(classes.map((name) => [name, 0]));
  for (const row of toLearn) perClass.set(used[row].label, perClass.get(used[row].label)! + 1);
  const isGiven = validation.length > 0 && test.length > 0;
  const few = isGiven ? [] : classes.filter((name) => perClass.get(name)! < fewOfClass);
  if (few.length > 0) {
    const small = few.slice(0, mostNamed).map((name) => [name, perClass.get(name)!] as const);
    notes.push({ id: "classes-small", of, classes: small, count: few.length, least: fewOfClass });
  }
  return {
    rows: used.map(({ row }) => row),
    classes,
    labels: Uint8Array.from(used, ({ label }) => classes.indexOf(label)),
    ...(validation.length > 0 ? { validation } : {}),
    ...(test.length > 0 ? { test } : {}),
    notes,
  };
}

const byNameOrNumber = (a: string, b: string) => {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) || difference === 0 ? (a < b ? -1 : 1) : difference;
};
