import { unzipSync } from "fflate";
import { DataFileError, type DataFileInput, maximumBytes, tooLarge } from "./fault.ts";
import { readGrid } from "./grid.ts";
import { imagesMagic, labelsMagic, readIdxFiles } from "./idx.ts";
import { inflate } from "./inflate.ts";
import { type Decode, isPicture, picturesSource } from "./pictures.ts";
import type { NamedBlob, Report, Source } from "./reading.ts";
import { tableSource } from "./table.ts";

/** What no person means when they choose a folder: hidden files and what systems leave behind. */
const isLeftBehind = (name: string) =>
  name.split("/").some((part) => part.startsWith(".") || part === "__MACOSX" || part === "Thumbs.db");
const mostFiles = 25_000;

/** Reads files of a person: a table (CSV), IDX, pictures in folders by class, plain, gzipped or in a zip. Throws DataFileError with what is
 *  wrong, where, and the way out. */
export async function readFiles(blobs: readonly NamedBlob[], decode: Decode, report: Report): Promise<Source> {
  const wanted = blobs.filter(({ name }) => !isLeftBehind(name));
  if (wanted.length === 0)
    throw new DataFileError("missing-file", "There is no file in it. Choose a table, images, or a folder of pictures.");
  const total = wanted.reduce((sum, { blob }) => sum + blob.size, 0);
  if (total > maximumBytes) throw tooLarge(wanted.length === 1 ? wanted[0].name : `${wanted.length} files`);
  if (wanted.length > mostFiles)
    throw new DataFileError(
      "too-large",
      `${wanted.length.toLocaleString("en")} files; at most ${mostFiles.toLocaleString("en")} can be opened.`,
    );
  const files: DataFileInput[] = [];
  for (const { name, blob } of wanted) {
    report("Reading files", files.length, wanted.length);
    files.push({ name, bytes: await bytesOf(name, blob) });
  }
  const plain = (await Promise.all(files.map(unpacked))).flat().filter(({ name }) => !isLeftBehind(name));
  const pictures = plain.filter(({ bytes }) => isPicture(bytes));
  // Folders of pictures hold a note or a list now and then.
  if (pictures.length > plain.length / 2) return picturesSource(pictures, decode, report);
  if (plain.every(({ bytes }) => isIdx(bytes))) return idxSource(plain);
  const [only, ...others] = plain;
  if (others.length === 0 && only) return tableSource(readGrid(only.name, only.bytes, report));
  const odd = plain.find(({ bytes }) => !isIdx(bytes))!;
  throw new DataFileError(
    "unknown-format",
    `${odd.name}: does not go with the others. Open one table (CSV), images with their labels (IDX), or pictures in folders by class.`,
  );
}

async function bytesOf(name: string, blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    throw new DataFileError("unreadable", `${name}: cannot be read; was it moved or changed? Choose it again.`);
  }
}

/** IDX begins with two zeros and its type of bytes; a damaged one is still told as one. */
function isIdx(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const magic = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return magic === imagesMagic || magic === labelsMagic || (bytes[0] === 0 && bytes[1] === 0);
}

async function idxSource(files: readonly DataFileInput[]): Promise<Source> {
  const data = await readIdxFiles(files);
  const { inputs } = data.dataset;
  let most = 1;
  for (const pixel of inputs) if (pixel > most) most = pixel;
  // Such as 0 to 16: as shares of 255 they would hardly be seen, by networks too.
  const notes = most < 128 ? [`No pixel is over ${most} of 255: they are stretched so that ${most} is full ink.`] : [];
  if (most < 128) for (let i = 0; i < inputs.length; i++) inputs[i] = Math.round((inputs[i] * 255) / most);
  return { options: { kind: "idx" }, build: () => ({ data, faults: [], notes }) };
}

/** The files of a zip, or one inflated, or as it is. */
async function unpacked(file: DataFileInput): Promise<DataFileInput[]> {
  const { name, bytes } = file;
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [{ name: name.replace(/\.gz$/i, ""), bytes: await inflate(file) }];
  let total = 0;
  let count = 0;
  try {
    const entries = unzipSync(bytes, {
      filter: (entry) => {
        if (entry.name.endsWith("/") || isLeftBehind(entry.name)) return false;
        total += entry.originalSize;
        if (total > maximumBytes || ++count > mostFiles) throw tooLarge(name);
        return true;
      },
    });
    const plain = Object.entries(entries).map(([path, content]) => ({ name: path, bytes: content }));
    return (await Promise.all(plain.map(async (entry) => ({ name: entry.name, bytes: await inflate(entry) })))).flat();
  } catch (error) {
    if (error instanceof DataFileError) throw error;
    throw new DataFileError(
      "unreadable",
      `${name}: the zip is damaged or of a kind that cannot be read. Unpack it and open what is in it.`,
    );
  }
}
