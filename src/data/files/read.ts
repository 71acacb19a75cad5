import { Budget, DataFileError, type DataFileInput, maximumBytes, mostFiles, tooLarge, tooMany } from "./fault.ts";
import { type FormedFile, foreignOf } from "./formats.ts";
import { idxSource } from "./idx.ts";
import { isLeftBehind, plainName, withoutEnding } from "./names.ts";
import { type Decode, picturesSource } from "./pictures.ts";
import type { NamedBlob, ReadSource, Report } from "./reading.ts";
import type { FileSaid } from "./said.ts";
import type { FileFormat } from "./signatures.ts";
import { tableFiles } from "./table/roles.ts";
import { tableSource } from "./table/source.ts";
import { namesOf } from "./told.ts";
import { unpack } from "./unpack.ts";

/** From so many on, pictures beside a table are what is meant. */
const someOfPictures = 10;
/** Files that are named when they are left out. */
const mostNamed = 3;
const tableName = /\.(csv|tsv|tab|data|dat|psv|train|test|txt)$/i;
const pictureName = /\.(png|jpe?g|gif|webp|bmp|avif)$/i;
const noteName =
  /(^|\/)(readme|licen[cs]e|copying|about|notes?|citation)\b[^/]*$|submission[^/]*$|\.(md|html?|py|r|names)$/i;

/** Reads files of a person: a table (CSV), IDX, pictures in folders by class, plain, gzipped, in a zip or a tar. Throws DataFileError with what
 *  is wrong, where, and the way out. */
export async function readFiles(blobs: readonly NamedBlob[], decode: Decode, report: Report): Promise<ReadSource> {
  const files = await bytesOf(blobs, report);
  const of = (kind: FileFormat["kind"]) => files.filter(({ format }) => format.kind === kind);
  const [pictures, idx, texts, foreign] = [of("picture"), of("idx"), of("text"), of("foreign")];
  const blank = texts.filter(({ name, bytes }) => bytes.length === 0 && pictureName.test(name));
  if (pictures.length === 0 && blank.length > 0 && blank.length === files.length)
    throw new DataFileError({ id: "files-blank", ...named(blank) });
  const tables = tablesAmong(texts);
  if (pictures.length >= someOfPictures || (pictures.length > 0 && tables.length === 0 && idx.length === 0))
    return picturesSource(files.filter(isMeantAsPicture), tables, foreign, decode, report);
  const leftOut = (used: readonly DataFileInput[]) =>
    leftOutOf(files.filter(({ bytes }) => !used.some((one) => one.bytes === bytes)));
  if (idx.length > 0) {
    const empty = files.find(({ bytes }) => bytes.length === 0);
    if (empty) throw new DataFileError({ id: "file-empty", file: empty.name });
    return idxSource(idx, leftOut(idx));
  }
  if (tables.length > 0) {
    const parts = tableFiles(tables);
    return withNotes(tableSource(parts, report), leftOut(parts));
  }
  if (foreign.length > 0) throw new DataFileError({ id: "files-foreign", ...foreignOf(foreign) });
  const [only] = files;
  throw new DataFileError({ id: tableName.test(only.name) ? "file-zeros" : "file-unknown", file: only.name });
}

/** Pictures, and what is called one and is none: that will be told. */
const isMeantAsPicture = ({ name, format }: FormedFile) =>
  format.kind === "picture" || (pictureName.test(name) && !(format.kind === "foreign" && format.family === "picture"));

/** Every file with what it is, archives unpacked, in the order of their names, within the caps. */
async function bytesOf(blobs: readonly NamedBlob[], report: Report): Promise<FormedFile[]> {
  const wanted = blobs
    .map(({ name, blob }) => ({ name: plainName(name), blob }))
    .filter(({ name }) => !isLeftBehind(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const named = wanted.length === 1 ? wanted[0].name : wanted.length;
  if (wanted.length > mostFiles) throw tooMany(named);
  if (wanted.reduce((sum, { blob }) => sum + blob.size, 0) > maximumBytes) throw tooLarge(named);
  const budget = new Budget();
  const files: FormedFile[] = [];
  for (const [i, { name, blob }] of wanted.entries()) {
    report({ id: "reading-files" }, i, wanted.length);
    const file = { name, bytes: await read(name, blob) };
    files.push(...(await unpack(file, wanted.length === 1 ? "" : `${withoutEnding(name)}/`, budget, report)));
  }
  if (files.length === 0) throw new DataFileError({ id: "files-none" });
  return files;
}

async function read(name: string, blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    throw new DataFileError({ id: "file-unreadable", file: name });
  }
}

/** Those that are meant to be tables: by their endings where some have one, and no notes. */
function tablesAmong(texts: readonly FormedFile[]): readonly FormedFile[] {
  if (texts.length < 2) return texts;
  const noted = texts.filter(({ name }) => !noteName.test(name));
  const called = noted.filter(({ name }) => tableName.test(name));
  const best = called.filter(({ name }) => !/\.txt$/i.test(name));
  return [best, called, noted, texts].find((some) => some.length > 0)!;
}

const named = (files: readonly DataFileInput[]) =>
  namesOf(
    files.map(({ name }) => name),
    mostNamed,
  );

const leftOutOf = (files: readonly FormedFile[]): readonly FileSaid[] =>
  files.length === 0 ? [] : [{ id: "files-left-out", ...named(files) }];

function withNotes(source: ReadSource, notes: readonly FileSaid[]): ReadSource {
  if (notes.length === 0) return source;
  return {
    ...source,
    build: (options) => {
      const built = source.build(options);
      return { ...built, notes: [...built.notes, ...notes] };
    },
  };
}
