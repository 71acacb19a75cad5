import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { barPng, colours, zip } from "../src/data/files/twins.test.support.ts";
import { accept, dataset, dialog, expect, file, fingerprint, isLong, open, openData, test } from "./fixtures.ts";

const field = resolve("../shared/field");

/** Chooses files in the field itself, as a tool does; others may be on their way in. */
async function give(page: Page, name: string): Promise<void> {
  const path = join(field, name);
  const isFolder = statSync(path).isDirectory() && !name.startsWith("i");
  const files = statSync(path).isDirectory() && !isFolder ? readdirSync(path).map((one) => join(path, one)) : path;
  await openData(page);
  await page.getByLabel(isFolder ? "Data folder" : "Data files", { exact: true }).setInputFiles(files);
}

/** How wide and high the ink of every sample is, and how much there is, in pixels. */
const inkOf = (page: Page, name: string) =>
  dialog(page)
    .getByRole("img", { name: `a sample of ${name}`, exact: true })
    .evaluateAll((canvases) =>
      (canvases as HTMLCanvasElement[]).map((canvas) => {
        const { width, height } = canvas;
        const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true })!;
        copy.drawImage(canvas, 0, 0);
        const { data } = copy.getImageData(0, 0, width, height);
        const lit = Array.from({ length: width * height }, (_, i) => i).filter((i) => data[4 * i + 3] > 128);
        const reach = (places: number[]) => Math.max(...places) - Math.min(...places) + 1;
        return {
          wide: reach(lit.map((i) => i % width)),
          high: reach(lit.map((i) => Math.floor(i / width))),
          lit: lit.length,
        };
      }),
    );

/** Bars lie and stand, and are ink on nothing. */
async function expectBars(page: Page): Promise<void> {
  for (const [name, isUpright] of [
    ["lying", false],
    ["upright", true],
  ] as const) {
    const inks = await inkOf(page, name);
    expect(inks.length).toBeGreaterThan(5);
    for (const { wide, high, lit } of inks) {
      expect(isUpright ? high > wide : wide > high).toBe(true);
      expect(lit).toBeLessThan(784 / 3);
    }
  }
}

const two = "40 images of 28 × 28 pixels; 2 classes: lying (20), upright (20).";
const bars = [
  ["p04-black-on-transparent.zip", two],
  ["p06-16-bit-grey.zip", two],
  ["p08-zip-in-zip.zip", two],
  ["p10-backslashes.zip", two],
  ["p12-zip64.zip", two],
  ["p13-flat-with-labels", two],
  ["p15-sidecars", two],
  ["p17-pictures.tar.gz", two],
  ["p20-animated-gif.zip", two],
  ["p23-black-on-transparent-inside.zip", two],
  ["p26-exif-turned", "32 images of 28 × 28 pixels; 2 classes: lying (16), upright (16)."],
  ["p28-notebook-checkpoints", two],
  ["test-of-tools", "80 images of 28 × 28 pixels, 20 of them the test set; 2 classes: lying (40), upright (40)."],
] as const;
const others = [
  ["i12-latest-mnist.zip", "240 images of 28 × 28 pixels, 40 of them the test set; 10 classes"],
  ["p02-unlabelled-test", "p02-unlabelled-test/test: 20 pictures in no folder of a class"],
  ["p16-colour-only.zip", "Colour is not read"],
  ["p21-one-picture-class.zip", "Few pictures of lonely (1)"],
  ["i02", "120 images of 28 × 28 pixels; 10 classes"],
] as const;
const refused = [
  ["i05", "little-endian"],
  ["i11", "labels are 255, which often means “unknown”"],
  ["p07-svg.zip", "40 SVG files"],
  ["p11-encrypted.zip", "the zip has a password"],
  ["p18-tiff-and-heic", "PNG, JPEG, GIF, WebP, BMP and AVIF can be read"],
  ["p19-26000-files.zip", "more than 25,000 files"],
  ["p29-sounds", "Sounds cannot be read"],
  ["x01-excel.xlsx", "Save the sheet as CSV"],
] as const;

/** How they are packed, and what is refused by its bytes, `field.test.ts` sees for all of them: here one of each kind will do. */
const packed = [
  "p08",
  "p10",
  "p12",
  "p13",
  "p15",
  "p17",
  "p23",
  "p28",
  "p02",
  "p21",
  "i02",
  "i12",
  "i05",
  "i11",
].concat(["p07", "p11", "p18", "p19", "p29"]);
const isTried = ([name]: readonly [string, ...unknown[]]) => isLong || !packed.some((one) => name.startsWith(one));

test("pictures as people have them show their ink, or are refused with the way out, and nothing is lost", async ({
  page,
}) => {
  if (!existsSync(field)) console.warn(`SKIPPED: no files as people have them at ${field}.`);
  test.skip(!existsSync(field), "no such files here");
  await open(page, "data=xor&backend=wasm");
  const before = await fingerprint(page);
  const sheet = dialog(page);
  // One after another takes the place of the one before.
  for (const [name, told] of [...bars, ...others].filter(isTried)) {
    await give(page, name);
    await expect(sheet.getByRole("heading", { level: 3 })).toHaveText(name.startsWith("i02") ? /^qmnist/ : name);
    await expect(sheet).toContainText(told);
    if (bars.some(([one]) => one === name)) await expectBars(page);
  }
  // EMNIST's letters lie on their side: turned by themselves, and back by hand.
  await give(page, "i01");
  await expect(sheet).toContainText("312 images of 28 × 28 pixels; 26 classes: 1 (12), 2 (12)");
  const turn = sheet.getByRole("checkbox", { name: /^Images lie on their side/ });
  await expect(turn).toBeChecked();
  const isLying = async () => (await inkOf(page, "1")).every(({ wide, high }) => wide > high);
  await expect.poll(isLying).toBe(true);
  await turn.uncheck();
  await expect.poll(isLying).toBe(false);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  for (const [name, told] of refused.filter(isTried)) {
    await give(page, name);
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("The file was not opened; everything is as it was.");
    await expect(alert).toContainText(told);
    await alert.getByRole("button", { name: "Close" }).click();
  }
  await expect.poll(() => dataset(page)).toBe("xor");
  expect(await fingerprint(page)).toBe(before);
});

test("pictures with a validation set of their own are validated by it", async ({ page }) => {
  const { black, clear } = colours;
  const part = (folder: string, count: number) =>
    ["lying", "upright"].flatMap((name, upright) =>
      Array.from({ length: count }, (_, i): [string, Uint8Array] => [
        `bars/${folder}/${name}/${i}.png`,
        barPng(upright === 1, 3 + i, black, clear),
      ]),
    );
  await open(page, "data=xor&backend=wasm");
  const packed = zip(Object.fromEntries([...part("train", 10), ...part("val", 7)]));
  await openData(page);
  await page.getByLabel("Data files", { exact: true }).setInputFiles(file("bars.zip", Buffer.from(packed)));
  await expect(dialog(page)).toContainText("34 images of 28 × 28 pixels, 14 of them the validation set; 2 classes");
  await expectBars(page);
  await accept(page);
  await expect(page.getByTitle(/ \/ 14 validation examples$/)).toBeVisible();
});
