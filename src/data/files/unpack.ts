import { type Budget, DataFileError, type DataFileInput } from "./fault.ts";
import { documentOf, type FormedFile, formatNamed, formatOf } from "./formats.ts";
import { inflate } from "./inflate.ts";
import { isLeftBehind, plainName, withoutEnding } from "./names.ts";
import type { Report } from "./reading.ts";
import { guessEncoding } from "./table/encoding.ts";
import { untar } from "./tar.ts";
import { unzip, zipEntries } from "./zip.ts";

/** Archives in an archive are unpacked too, but not those in them. */
const deepest = 2;

/** The files of an archive under `folder`, or one inflated, or as it is; each with what it is. */
export async function unpack(
  file: DataFileInput,
  folder: string,
  budget: Budget,
  report: Report,
  depth = 0,
): Promise<FormedFile[]> {
  const format = formatOf(file.bytes);
  if (format.kind === "gzip") {
    const bytes = await inflate(file, budget.left);
    budget.take(file.name, bytes.length);
    const name = file.name.replace(/\.tgz$/i, ".tar").replace(/\.gz$/i, "");
    return unpack({ name, bytes }, folder, budget, report, depth);
  }
  if (format.kind === "unknown") return [withoutPadding(file)];
  if (format.kind !== "zip" && format.kind !== "tar") return [{ ...file, format }];
  if (depth === deepest) throw new DataFileError({ id: "archive-deep", file: file.name });
  const inside = format.kind === "zip" ? inZip(file, budget, report) : inTar(file, budget);
  if (!inside) return [{ ...file, format: documentOf(zipEntries(file.name, file.bytes).map(({ name }) => name))! }];
  const found: FormedFile[] = [];
  for (const { name, bytes } of inside) {
    const path = `${folder}${name}`;
    found.push(...(await unpack({ name: path, bytes }, `${withoutEnding(path)}/`, budget, report, depth + 1)));
  }
  return found;
}

/** Without the zeros that loggers and copies fill their last block with. */
function withoutPadding(file: DataFileInput): FormedFile {
  const bytes = file.bytes.subarray(0, file.bytes.findLastIndex((byte) => byte !== 0) + 1);
  const format = formatOf(bytes);
  return format.kind === "text" && bytes.length > 0 && guessEncoding(bytes) !== null
    ? { ...file, bytes, format }
    : { ...file, format: formatNamed(file.name) };
}

/** Null where the zip is the inside of a document. */
function inZip({ name, bytes }: DataFileInput, budget: Budget, report: Report): DataFileInput[] | null {
  const entries = zipEntries(name, bytes);
  if (documentOf(entries.map((entry) => entry.name))) return null;
  const wanted = entries
    .map((entry) => ({ entry, path: plainName(entry.name) }))
    .filter(({ entry, path }) => !/[\\/]$/.test(entry.name) && path !== "" && !isLeftBehind(path));
  if (wanted.some(({ entry }) => entry.isEncrypted)) throw new DataFileError({ id: "zip-encrypted", file: name });
  for (const { entry } of wanted) budget.take(name, entry.size);
  return wanted.map(({ entry, path }, i) => {
    report({ id: "unpacking", file: name }, i, wanted.length);
    return { name: path, bytes: unzip(name, bytes, entry) };
  });
}

function inTar({ name, bytes }: DataFileInput, budget: Budget): DataFileInput[] {
  const files = untar(name, bytes)
    .map((file) => ({ ...file, name: plainName(file.name) }))
    .filter((file) => !isLeftBehind(file.name));
  // Its bytes are counted already: they are parts of the tar.
  for (const _ of files) budget.take(name, 0);
  return files;
}
