import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { told } from "../../text/faults/told.test.support.ts";
import { DataFileError, type DataFileInput } from "./fault.ts";
import { readIdxFiles } from "./idx.ts";
import { inflate } from "./inflate.ts";

function images(count: number, side = 3, announced = count): Uint8Array {
  const bytes = new Uint8Array(16 + count * side * side).fill(7);
  const view = new DataView(bytes.buffer);
  [0x803, announced, side, side].forEach((word, i) => {
    view.setUint32(4 * i, word);
  });
  return bytes;
}

function labels(values: readonly number[], announced = values.length): Uint8Array {
  const bytes = new Uint8Array(8 + values.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x801);
  view.setUint32(4, announced);
  bytes.set(values, 8);
  return bytes;
}

const file = (name: string, bytes: Uint8Array): DataFileInput => ({ name, bytes });
const classes = [0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 0];
const good = [file("images", images(12)), file("labels", labels(classes))];
const faultOf = async (files: readonly DataFileInput[]) => {
  const error = await readIdxFiles(files).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof DataFileError ? told(error) : error;
};

describe("IDX files", () => {
  it("open plain or gzipped, whatever their names, in any order", async () => {
    const packed = good.map(({ name, bytes }) => file(name, new Uint8Array(gzipSync(bytes)))).reverse();
    for (const files of [good, packed]) {
      const { dataset, test } = await readIdxFiles(files);
      expect([...dataset.labels]).toEqual(classes);
      expect(dataset.inputShape).toEqual([3, 3]);
      expect(dataset.inputs).toHaveLength(108);
      expect(dataset.classes).toEqual(["0", "1", "2"]);
      expect(test).toBeUndefined();
    }
  });

  it("of training and test keep the test set apart", async () => {
    const { dataset, test } = await readIdxFiles([
      file("t10k-images", images(2)),
      file("train-images", images(12)),
      file("t10k-labels", labels([2, 2])),
      file("train-labels", labels(classes)),
    ]);
    expect([...dataset.labels]).toEqual([...classes, 2, 2]);
    expect([...test!]).toEqual([12, 13]);
  });

  it.each([
    ["not an IDX file of images or labels", [file("images", images(12).with(3, 9)), good[1]]],
    [
      "cut short. It has 30 bytes, the header needs 124 for 12 examples.",
      [file("images", images(12).subarray(0, 30)), good[1]],
    ],
    ["1 bytes more than its header announces", [good[0], file("labels", Uint8Array.of(...labels(classes), 1))]],
    ["images has 12 images, labels has 2 labels.", [good[0], file("labels", labels([0, 1]))]],
    [
      "has images of another size than",
      [good[0], good[1], file("test-images", images(2, 5)), file("test-labels", labels([0, 1]))],
    ],
    ["images: the file is empty.", [file("images", new Uint8Array()), good[1]]],
    [
      "Images of 1 class (0); 2 to 64 are needed, a label for each.",
      [good[0], file("labels", labels(Array(12).fill(0)))],
    ],
    ["labels must be 0, 1, 2, … up to 64; example 4 has 200.", [good[0], file("labels", labels(classes.with(3, 200)))]],
    [
      "images.gz: the gzip data is damaged or cut short.",
      [file("images.gz", new Uint8Array(gzipSync(images(4))).subarray(0, 20)), good[1]],
    ],
    ["Found 1 with images and 0 with labels.", [good[0]]],
    ["Found 0 with images and 0 with labels.", []],
    [
      "images: larger than 256 MB. Open a smaller part of the data.",
      [file("images", images(1, 3, 2 ** 32 - 1)), good[1]],
    ],
  ])("are refused, by name: %s", async (sentence, files) => {
    expect(await faultOf(files)).toContain(sentence);
  });

  it("that inflate to more than a cap are given up on the way", async () => {
    const bomb = file("bomb.gz", new Uint8Array(gzipSync(new Uint8Array(2 ** 20))));
    await expect(inflate(bomb, 2 ** 20)).resolves.toHaveLength(2 ** 20);
    await expect(inflate(bomb, 2 ** 20 - 1)).rejects.toMatchObject({ said: { id: "file-large", file: "bomb.gz" } });
  });

  it("cut short or changed anywhere give data or a named fault, never anything else", async () => {
    const all = Uint8Array.of(...good[0].bytes);
    for (let length = 0; length < all.length; length++)
      expect(await faultOf([file("images", all.subarray(0, length)), good[1]])).toMatch(
        length === 0 ? /the file is empty\.$/ : /cut short\. .* Download the file again\.$/,
      );
    await fc.assert(
      fc.asyncProperty(fc.nat(123), fc.nat(255), fc.boolean(), async (place, byte, zipped) => {
        const bytes = new Uint8Array(zipped ? gzipSync(all) : all);
        bytes[place % bytes.length] = byte;
        expect(await faultOf([file("images", bytes), good[1]])).toSatisfy(
          (fault) => fault === undefined || typeof fault === "string",
        );
      }),
    );
  });

  it("of the real MNIST open", async () => {
    const folder = resolve("../shared/data/mnist-4k");
    if (!existsSync(folder)) {
      console.warn(`SKIPPED: no MNIST files at ${folder}.`);
      return;
    }
    const files = readdirSync(folder)
      .filter((name) => name.endsWith(".gz"))
      .map((name) => file(name, new Uint8Array(readFileSync(join(folder, name)))));
    const { dataset, test } = await readIdxFiles(files);
    expect(dataset.classes).toHaveLength(10);
    expect(dataset.inputShape).toEqual([28, 28]);
    expect(dataset.inputs).toBeInstanceOf(Uint8Array);
    expect(dataset.count - test!.length).toBe(4000);
  });
});
