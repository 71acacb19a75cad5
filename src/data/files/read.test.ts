import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { sentenceOf } from "../../text/faults/catalogue.ts";
import { told } from "../../text/faults/told.test.support.ts";
import { DataFileError } from "./fault.ts";
import type { Decode } from "./pictures.ts";
import { preview } from "./preview.ts";
import { readFiles } from "./read.ts";
import type { NamedBlob } from "./reading.ts";

const png = [0x89, 0x50, 0x4e, 0x47];
/** A stand-in for a browser's decoder: the byte after the signature is the grey of the middle, on a white ground. */
const decode: Decode = async (bytes, side) => {
  if (bytes[4] === 99) throw new Error("no picture");
  const rgba = new Uint8Array(4 * side * side).fill(255);
  rgba.fill(bytes[4], 4 * ((side * side) / 2 + side / 2)).fill(255, 4 * ((side * side) / 2 + side / 2) + 3);
  return { width: side, height: side, rgba };
};
const picture = (grey: number) => Uint8Array.of(...png, grey);
const blob = (name: string, bytes: Uint8Array | string): NamedBlob => ({
  name,
  blob: new Blob([bytes as Uint8Array<ArrayBuffer>]),
});
const read = (files: readonly NamedBlob[]) => readFiles(files, decode, () => undefined);
const faultOf = (files: readonly NamedBlob[]) =>
  read(files).then(
    () => undefined,
    (error: unknown) => error as DataFileError,
  );

/** A zip of one file whose directory says that it has so many bytes. */
function announcing(zip: Uint8Array, size: number): Uint8Array {
  const entry = zip.findIndex((_, i) => zip[i] === 0x50 && zip[i + 1] === 0x4b && zip[i + 2] === 1 && zip[i + 3] === 2);
  new DataView(zip.buffer).setUint32(entry + 24, size, true);
  return zip;
}

const pictures = Object.fromEntries(
  ["train/cat", "train/dog", "test/cat", "test/dog"].flatMap((folder) =>
    Array.from({ length: 6 }, (_, i) => [`pets/${folder}/${i}.png`, picture(10 * i)]),
  ),
);
const folder = Object.entries(pictures).map(([name, bytes]) => blob(name, bytes));
const csv = `a,b,class\n${Array.from({ length: 12 }, (_, i) => `${i % 5},${i * i},${i % 2}`).join("\n")}\n`;

describe("files of a person", () => {
  it("may be pictures in folders by class, a test set among them, or the same in a zip", async () => {
    for (const files of [folder, [blob("pets.zip", zipSync(pictures))]]) {
      const source = await read([...files]);
      const { data } = source.build(source.options);
      expect(data!.dataset.classes).toEqual(["cat", "dog"]);
      expect(data!.dataset.inputShape).toEqual([28, 28]);
      expect(data!.dataset.inputs).toBeInstanceOf(Uint8Array);
      expect(data!.dataset.count).toBe(24);
      expect(data!.test).toHaveLength(12);
    }
  });

  it("have ink where pictures are dark on light, unless somebody knows better", async () => {
    const source = await read(folder);
    expect(source.options).toEqual({ kind: "pictures", isDarkOnLight: true });
    const middle = 14 * 28 + 14;
    expect(source.build(source.options).data!.dataset.inputs[middle]).toBe(255);
    expect(source.build(source.options).data!.dataset.inputs[0]).toBe(0);
    expect(source.build({ kind: "pictures", isDarkOnLight: false }).data!.dataset.inputs[middle]).toBe(0);
  });

  it("that are no pictures among pictures are left out and named; notes and hidden files do not matter", async () => {
    const others = [
      blob("pets/train/cat/bad.png", picture(99)),
      blob("pets/.hidden", "x"),
      blob("pets/read me.txt", "a"),
    ];
    const source = await read([...folder, ...others]);
    const { notes, data } = source.build(source.options);
    expect(notes.map(sentenceOf)).toEqual([
      "pets/train/cat/bad.png: not a picture that this browser can read; left out.",
    ]);
    expect(data!.dataset.count).toBe(24);
  });

  it("may be a table, packed in any way", async () => {
    const files = [
      blob("t.csv", csv),
      blob("t.csv.gz", gzipSync(csv)),
      blob("t.zip", zipSync({ "t.csv": Buffer.from(csv) })),
    ];
    for (const file of files) {
      const source = await read([file]);
      const shown = preview(source, source.options).preview;
      expect(shown.data).toMatchObject({ kind: "table", count: 12, perClass: [6, 6], inputNames: ["a", "b"] });
      expect(shown.table!.rows[1]).toEqual(["1", "1", "1"]);
    }
  });

  it.each([
    [[], "no file in it that can be read"],
    [[blob("t.csv", csv), blob("u.csv", csv)], "2 tables (t.csv, u.csv). Open one of them"],
    [folder.map(({ blob: of }, i) => ({ name: `${i}.png`, blob: of })), "lies in no folder"],
    [folder.slice(0, 6), "Pictures of 1 class (cat)"],
    [[...folder.slice(0, 3), ...folder.slice(6, 9)], "6 pictures to learn from; at least 10 are needed"],
    [[blob("t.zip", "PK\x03\x04 and no more")], "the zip is damaged"],
    [[blob("bomb.zip", announcing(zipSync({ a: new Uint8Array(99) }), 300 * 2 ** 20))], "larger than 256 MB"],
  ])("are refused: %#", async (files, message) => {
    const error = await faultOf(files);
    expect(error).toBeInstanceOf(DataFileError);
    expect(told(error)).toContain(message);
  });
});
