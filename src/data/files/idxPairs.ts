import { DataFileError } from "./fault.ts";
import type { IdxFile } from "./idxFile.ts";
import { type DataPart, partOf, partOfFile, placesOf, wordsOf } from "./parts.ts";
import type { FileSaid } from "./said.ts";

/** Images and the labels that belong to them. */
export interface IdxPair {
  readonly images: IdxFile;
  readonly labels: IdxFile;
  readonly part: DataPart | undefined;
}

/** Words of a name that say what is in a file, not which set it belongs to. */
const contents =
  /^(images?|imgs?|pictures?|pixels?|labels?|targets?|classes|idx\d*|u?byte|sbyte|short|int\d*|float\d*|double|data|gz)$/;
/** Numbers of an example from which two dimensions are an image in a row; QMNIST has 8 numbers beside one. */
const fewestPixels = 16;

interface IdxNamed {
  readonly file: IdxFile;
  readonly part: DataPart | undefined;
  /** What the name says beside the kind of content. */
  readonly set: string;
}

/** Pairs images with labels by their names: the same words beside "images" and "labels". Where names do not tell, equal counts
 *  do; throws DataFileError where nothing does. */
export function pairs(files: readonly IdxFile[]): { pairs: readonly IdxPair[]; notes: readonly FileSaid[] } {
  const folders = placesOf(files.map(({ name }) => name));
  const named = files.map((file, i) => ({
    file,
    part: partOfFile(file.name) ?? folders[i].part,
    set: wordsOf(file.name)
      .filter((word) => !contents.test(word) && partOf(word) === undefined)
      .join(" "),
  }));
  const different = named.filter((one, i) => !named.slice(0, i).some((other) => isSame(one, other)));
  const images = different.filter(({ file }) => holdsImages(file));
  const labels = different.filter(({ file }) => !holdsImages(file));
  if (images.length === 0 || images.length !== labels.length)
    throw new DataFileError({ id: "idx-unpaired", images: images.length, labels: labels.length });
  const free = [...labels];
  const found = images.map((image) => {
    const fitting = labelsOf(image, free, images.length);
    free.splice(free.indexOf(fitting), 1);
    return pair(image, fitting);
  });
  const sets = [...new Set(images.map(({ set }) => set))];
  const parts = new Set(found.map(({ part }) => part));
  if (parts.size < found.length && sets.length > 1 && found.some(({ part }) => part !== undefined))
    throw new DataFileError({ id: "idx-sets", sets });
  const notes: readonly FileSaid[] =
    parts.size < found.length ? [{ id: "idx-together", files: found.map((one) => one.images.name) }] : [];
  const order: readonly (DataPart | undefined)[] = [undefined, "train", "validation", "test"];
  return { pairs: found.toSorted((a, b) => order.indexOf(a.part) - order.indexOf(b.part)), notes };
}

/** The same file twice, plain and packed or in a folder of its own. */
function isSame(a: IdxNamed, b: IdxNamed): boolean {
  const [one, other] = [a.file, b.file];
  if (a.set !== b.set || a.part !== b.part || one.type !== other.type || one.shape.join() !== other.shape.join())
    return false;
  for (let i = 0; i < one.values.length; i++) if (one.values[i] !== other.values[i]) return false;
  return true;
}

const holdsImages = ({ name, shape }: IdxFile) =>
  shape.length > 2 ||
  (shape.length === 2 &&
    shape[1] >= fewestPixels &&
    Number.isInteger(Math.sqrt(shape[1])) &&
    !wordsOf(name).some((word) => /^(labels?|targets?)$/.test(word)));

/** The labels of some images: of the same name and part, of the same part, of as many examples, or those that are left. */
function labelsOf(image: IdxNamed, free: readonly IdxNamed[], count: number): IdxNamed {
  if (count === 1) return free[0];
  const ways: ((one: IdxNamed) => boolean)[] = [
    (one) => one.set === image.set && one.part === image.part,
    (one) => image.part !== undefined && one.part === image.part,
    (one) => one.part === undefined && one.file.shape[0] === image.file.shape[0],
  ];
  for (const way of ways) {
    const fitting = free.filter(way);
    if (fitting.length === 1) return fitting[0];
  }
  throw new DataFileError({ id: "idx-labels", file: image.file.name });
}

function pair({ file: images, part }: IdxNamed, { file: labels }: IdxNamed): IdxPair {
  const [imageCount, labelCount] = [images.shape[0], labels.shape[0]];
  if (imageCount !== labelCount)
    throw new DataFileError({ id: "idx-counts", images: images.name, imageCount, labels: labels.name, labelCount });
  return { images, labels, part };
}
