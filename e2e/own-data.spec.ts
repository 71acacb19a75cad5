import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { zipSync } from "fflate";
import {
  accept,
  dataset,
  dialog,
  expect,
  expectAccessible,
  file,
  fingerprint,
  isLong,
  open,
  opened,
  pick,
  prunedZeros,
  run,
  score,
  slideTo,
  test,
  value,
  variant,
  weights,
} from "./fixtures.ts";
import { writePng } from "./png.ts";

const tables = resolve("../shared/data/tabular");
const images = resolve("../shared/data");
const idxNames = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"];

for (const { name, told, weightCount, classes, least } of [
  {
    name: "iris.csv",
    told: "150 rows of 4 inputs; 3 classes: setosa (50), versicolor (50), virginica (50).",
    weightCount: 4 * 16 + 16 * 8 + 8 * 3,
    classes: ["setosa", "virginica"],
    least: 0.85,
  },
  {
    name: "penguins.csv",
    told: "333 rows of 9 inputs; 3 classes: Adelie (146), Chinstrap (68), Gentoo (119).",
    weightCount: 9 * 16 + 16 * 8 + 8 * 3,
    classes: ["Adelie", "Gentoo"],
    least: 0.93,
  },
  {
    name: "wine.csv",
    told: "178 rows of 13 inputs; 3 classes: 0 (59), 1 (71), 2 (48).",
    weightCount: 13 * 16 + 16 * 8 + 8 * 3,
    classes: ["0", "2"],
    least: 0.9,
  },
].slice(0, isLong ? undefined : 1))
  test(`a table opens from its file, trains and is pruned: ${name}`, async ({ page }) => {
    const path = resolve(tables, name);
    if (!existsSync(path)) console.warn(`SKIPPED: no table at ${path}.`);
    test.skip(!existsSync(path), "no table here");
    await open(page, "backend=wasm");
    await pick(page, [path]);
    await expect(dialog(page)).toContainText(told);
    await accept(page);
    expect(await value(page, "total-weights")).toBe(weightCount);
    await run(page, "Train");
    const dense = await value(page, "validation-accuracy");
    expect(dense).toBeGreaterThan(least);
    await slideTo(page, 50);
    await run(page, "Fine-tune");
    expect(await value(page, "validation-accuracy")).toBeGreaterThan(dense - 0.1);
    expect(prunedZeros(await weights(page))).toBe(weightCount / 2);
    await page.getByRole("button", { name: /^Mistakes: / }).click();
    for (const one of classes)
      await expect(page.getByRole("table").getByRole("rowheader", { name: one, exact: true })).toBeVisible();

    // The rows stand by two of their columns, one can be followed; on phones the columns are chosen on that page.
    const learned = page.getByRole("region", { name: "What it learned" });
    const scatter = learned.getByRole("img", { name: /^\d+ validation rows by / });
    const [across, up] = (await scatter.getAttribute("aria-label"))!.match(/(?<= by | and )\S+(?= and |,)/g)!;
    await learned.getByRole("slider", { name: "Follow a point" }).press("ArrowRight");
    await expect(learned.getByRole("slider")).toHaveAttribute("aria-valuetext", new RegExp(`^row \\d+, .*${across} `));
    await page.setViewportSize({ width: 390, height: 844 });
    const margin = page.getByRole("complementary", { name: "Mistakes" });
    await margin.getByRole("button", { name: `Across: ${across}`, exact: true }).click();
    await margin.getByRole("group", { name: "Across" }).getByRole("radio", { name: up, exact: true }).check();
    // The page lies over the picture, and goes with Escape, once its choice has folded.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(scatter).toHaveAccessibleName(new RegExp(`by ${up} and ${across},`));
    await page.getByRole("button", { name: /^Mistakes: / }).click();
    await margin.getByRole("radio", { name: "by class" }).check();
    await page.keyboard.press("Escape");
    await expect(learned).toBeVisible();
    await expect(scatter).toHaveCount(0);
  });

/** Units of the hidden layers: "16-8". */
const units = (page: Page) =>
  page.evaluate(() =>
    window.playground
      .setup()
      .hidden.map((layer) => ("units" in layer ? layer.units : layer.kind))
      .join("-"),
  );

const gappy = [
  "width;colour;kind",
  "1,5;red;small",
  ";blue;large",
  "2,5;;small",
  "wide;red;large",
  ...Array.from({ length: 40 }, (_, i) => `${i},5;${i % 2 ? "red" : "blue"};${i < 20 ? "small" : "large"}`),
].join("\n");

test("what a column is can be told otherwise; gaps and wrong values are named, and nothing opens before they are settled", async ({
  page,
}) => {
  await open(page, "data=xor&backend=wasm");
  const before = await fingerprint(page);
  await pick(page, [file("gappy.csv", Buffer.from(gappy))]);
  const sheet = dialog(page);
  await expect(sheet.getByRole("combobox", { name: "Column kind" })).toHaveValue("label");
  await expect(sheet).toContainText("2 of 44 rows have missing values and are left out.");
  await expect(sheet.getByRole("alert")).toContainText("gappy.csv, row 5, column “width”: “wide” is no number.");
  await expect(sheet.getByRole("button", { name: "Open" })).toBeDisabled();
  await expectAccessible(page, opened);
  // Left out, then as the label; then as it should be.
  await sheet.getByRole("combobox", { name: "Column width" }).selectOption("left out");
  await expect(sheet).toContainText("43 rows of 2 inputs; 2 classes");
  await sheet.getByRole("combobox", { name: "Rows with missing values" }).selectOption("filled with the mean");
  await expect(sheet).toContainText("44 rows of 2 inputs");
  await sheet.getByRole("combobox", { name: "Column colour" }).selectOption("the label");
  await expect(sheet).toContainText("2 classes: blue (21), red (22)");
  await sheet.getByRole("checkbox", { name: "The first row holds the names" }).uncheck();
  await expect(sheet.getByRole("combobox", { name: "Column column 1" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  expect(await fingerprint(page)).toBe(before);
  await expect.poll(() => dataset(page)).toBe("xor");

  await pick(page, [file("gappy.csv", Buffer.from(gappy.replace("wide", "3")))]);
  await accept(page);
  expect(await units(page)).toBe("16-8");
  await run(page, "Train");
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(0.8);
});

/** `files.spec.ts` opens MNIST in every run. */
const folders = [
  {
    folder: "mnist-10k",
    told: "12,000 images of 28 × 28 pixels, 2,000 of them the test set; 10 classes",
    least: 0.9,
    link: "data=digits&hidden=300-100&backend=wasm&epochs=2&finetune=1",
  },
  {
    folder: "optdigits-idx",
    told: "5,620 images of 8 × 8 pixels, 1,797 of them the test set; 10 classes",
    least: 0.85,
    link: "data=digits&hidden=c8x3-p2-c16x3-p2-64&backend=wasm&rate=0.004&epochs=2&finetune=1",
  },
];
for (const { folder, told, least, link } of isLong ? folders : [])
  test(`${folder} opens from its files, trains and is pruned`, async ({ page }) => {
    const path = resolve(images, folder);
    if (!existsSync(path)) console.warn(`SKIPPED: no images at ${path}.`);
    test.skip(!existsSync(path), "no images here");
    await open(page, link);
    await pick(
      page,
      idxNames.map((name) => resolve(path, `${name}-ubyte.gz`)),
    );
    await expect(dialog(page)).toContainText(told, { timeout: 20_000 });
    await accept(page);
    await run(page, "Train");
    const dense = await value(page, "validation-accuracy");
    expect(dense).toBeGreaterThan(least);
    await slideTo(page, 80);
    await run(page, "Fine-tune");
    expect(await value(page, "validation-accuracy")).toBeGreaterThan(dense - 0.03);
    await score(page);
    expect(await value(page, "test-accuracy")).toBeGreaterThan(least - 0.03);
  });

test("a network that cannot read the images gives way, and that is told", async ({ page }) => {
  const path = resolve(images, "optdigits-idx");
  if (!existsSync(path)) console.warn(`SKIPPED: no images at ${path}.`);
  test.skip(!existsSync(path), "no images here");
  await open(page, "data=digits&hidden=c6x5-p2-v16x5-p2-120-84&backend=wasm");
  await pick(
    page,
    idxNames.map((name) => resolve(path, `${name}-ubyte.gz`)),
  );
  await accept(page);
  await expect(page.getByText(/The network cannot read these images: hidden layer 3 takes squares of 5/)).toBeVisible();
  expect(await units(page)).toBe("128-64");
});

/** A grey PNG with a bar, upright or lying, dark on white, at a place of its own. */
function barPicture(isUpright: boolean, at: number, width = 40, height = 30): Buffer {
  const row = (y: number) =>
    Array.from({ length: width }, (_, x) => (Math.abs((isUpright ? x : y) - at) < 3 ? 20 : 250));
  return writePng({ width, height, channels: 1, pixels: Array.from({ length: height }, (_, y) => row(y)).flat() });
}

const bars = Object.fromEntries(
  ["lying", "upright"].flatMap((name, upright) =>
    Array.from({ length: 40 }, (_, i) => [`bars/${name}/${i}.png`, barPicture(upright === 1, 6 + (i % 18))]),
  ),
);

test("a zip of pictures by class opens, their ink on nothing, and trains a CNN", async ({ page }) => {
  test.setTimeout(150_000);
  await open(page, "data=digits&hidden=p2-c4x3-p2-c4x3-p2&backend=wasm&epochs=20&batch=16&rate=0.01");
  const zip = Buffer.from(zipSync({ ...bars, "bars/upright/torn.png": bars["bars/upright/0.png"].subarray(0, 40) }));
  await pick(page, [file("bars.zip", zip)]);
  const sheet = dialog(page);
  await expect(sheet).toContainText("80 images of 28 × 28 pixels; 2 classes: lying (40), upright (40).");
  await expect(sheet).toContainText("bars/upright/torn.png: not a picture that this browser can read; left out.");
  await expect(sheet.getByRole("checkbox", { name: /^Dark ink on light ground/ })).toBeChecked();
  await expectAccessible(page, opened);
  await accept(page);
  await run(page, "Train");
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(0.9);
});

// `field.spec.ts` opens one in every run.
variant("a folder of pictures opens too", async ({ page }, info) => {
  const folder = info.outputPath("bars");
  for (const [name, bytes] of Object.entries(bars)) {
    const path = resolve(folder, "..", name);
    mkdirSync(resolve(path, ".."), { recursive: true });
    writeFileSync(path, bytes);
  }
  await open(page, "backend=wasm");
  await pick(page, [folder], "From a folder of pictures…");
  await expect(dialog(page).getByRole("heading", { name: "bars" })).toBeVisible();
  await expect(dialog(page)).toContainText("2 classes: lying (40), upright (40)");
  await accept(page);
  expect(await value(page, "total-weights")).toBe(784 * 128 + 128 * 64 + 64 * 2);
});

/** Half a minute of a machine in three states, as a German Excel writes it: times in milliseconds, and "none" is a state. */
const machine = [
  "Messung Halle 3",
  "Zeit;Wärme;Art",
  ...Array.from({ length: 90 }, (_, i) => {
    const state = i % 3;
    return `${1_700_000_000_000 + 20_000 * state + 71 * ((i * 37) % 90)};${(i * 13) % 7},5;${["none", "warm", "heiß"][state]}`;
  }),
].join("\r\n");

test("how a table was read is shown and can be set otherwise; numbers of 13 digits tell classes apart", async ({
  page,
}) => {
  await open(page, "data=xor&backend=wasm");
  await pick(page, [file("halle.csv", Buffer.from(machine, "latin1"))]);
  const sheet = dialog(page);
  const menu = (name: string) => sheet.getByRole("combobox", { name, exact: true });
  await expect(sheet).toContainText("90 rows of 2 inputs; 3 classes: heiß (30), none (30), warm (30).");
  await expect(sheet).toContainText("The row above the table is left out: “Messung Halle 3”.");
  await expect(menu("Values separated by")).toHaveValue(";");
  await expect(menu("Encoding")).toHaveValue("windows-1252");
  await expect(sheet.getByRole("spinbutton", { name: "Rows above the table" })).toHaveValue("1");
  await expect(sheet.getByRole("columnheader", { name: "Wärme" })).toContainText("0,5 is 0.5");
  await expectAccessible(page, opened);

  await sheet.getByRole("checkbox", { name: /^“none” stands for a missing value/ }).check();
  await expect(sheet).toContainText("60 rows of 2 inputs; 2 classes: heiß (30), warm (30).");
  await menu("Decimal sign").selectOption("a point");
  await expect(menu("Column Wärme")).toHaveValue("category");
  await menu("Values separated by").selectOption("tabs");
  await expect(sheet.getByRole("alert")).toContainText("one value a row. Choose what separates the values.");
  await expect(sheet.getByRole("button", { name: "Open" })).toBeDisabled();
  await menu("Values separated by").selectOption("semicolons");
  await menu("Encoding").selectOption("Mac Roman");
  await expect(sheet).toContainText("hei");
  await expect(sheet).not.toContainText("heiß");
  await menu("Encoding").selectOption("Windows-1252 (Western)");
  await accept(page);
  await run(page, "Train");
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(0.9);
});

variant(
  "a table of a million rows, and one of 100,000 columns, are refused with the limit, and the page goes on",
  async ({ page }) => {
    await open(page, "data=xor&backend=wasm");
    const before = await fingerprint(page);
    const rows = `a,b,kind\n${"1,2,x\n2,3,y\n".repeat(500_000)}`;
    const columns = `${Array.from({ length: 100_000 }, (_, i) => i % 7).join(",")}\n`.repeat(20);
    for (const [text, limit] of [
      [rows, "large.csv: more than 200,000 rows."],
      [columns, "large.csv: 100,000 columns; at most 5,000 can be opened."],
    ]) {
      await pick(page, [file("large.csv", Buffer.from(text))]);
      const alert = page.getByRole("alert");
      await expect(alert).toContainText(limit);
      await alert.getByRole("button", { name: "Close" }).click();
      expect(await fingerprint(page)).toBe(before);
    }
  },
);
