import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import {
  accept,
  choose,
  dataset,
  dialog,
  expect,
  file,
  fingerprint,
  isLong,
  metric,
  type NamedFile,
  open,
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

/** Bars at one of three heights: three classes that anything can learn. Bytes in MNIST's IDX format. */
function bars(count: number): { images: Buffer; labels: Buffer } {
  const side = 12;
  const images = Buffer.alloc(16 + count * side * side);
  images.set([0, 0, 8, 3]);
  images.writeUInt32BE(count, 4);
  images.writeUInt32BE(side, 8);
  images.writeUInt32BE(side, 12);
  const labels = Buffer.alloc(8 + count);
  labels.set([0, 0, 8, 1]);
  labels.writeUInt32BE(count, 4);
  for (let i = 0; i < count; i++) {
    labels[8 + i] = i % 3;
    const row = 1 + (i % 3) * 4 + (Math.floor(i / 3) % 2);
    for (let x = 0; x < side; x++) images[16 + i * side * side + row * side + x] = 120 + ((i * 7 + x * 31) % 130);
  }
  return { images, labels };
}

test("own images open through the file picker, gzipped or plain, and train", async ({ page }) => {
  await open(page, "backend=wasm");
  const { images, labels } = bars(600);
  await pick(page, [file("bars-images.gz", gzipSync(images)), file("bars-labels", labels)]);
  await expect(dialog(page)).toContainText("600 images of 12 × 12 pixels; 3 classes: 0 (200), 1 (200), 2 (200).");
  await expect(dialog(page).getByRole("img", { name: "a sample of 2" })).toHaveCount(8);
  await accept(page);
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", String(144 * 128 + 128 * 64 + 64 * 3));
  await run(page, "Train");
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(0.95);
  // Another network on the same files.
  await choose(page, "Network", "144-300-100-3");
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", String(144 * 300 + 300 * 100 + 100 * 3));
});

test("a refused file is named with its fault, and nothing is lost", async ({ page }) => {
  await open(page, "data=xor&backend=wasm&epochs=4");
  await run(page, "Train");
  await slideTo(page, 30);
  const before = await fingerprint(page);
  const { images, labels } = bars(60);
  const wrong = Buffer.from(images);
  wrong[3] = 9;
  const cases: [NamedFile[], RegExp][] = [
    [[file("short-images", images.subarray(0, 500)), file("labels", labels)], /short-images: cut short/],
    [[file("wrong-images", wrong), file("labels", labels)], /wrong-images: not an IDX file/],
    [[file("images", images), file("few-labels", bars(59).labels)], /60 images, few-labels has 59 labels/],
    [[file("images", images)], /images together with their labels/],
    [
      [file("torn.gz", gzipSync(images).subarray(0, 300)), file("labels", labels)],
      /torn\.gz: the gzip data is damaged/,
    ],
  ];
  for (const [files, message] of isLong ? cases : [cases[0], cases[2]]) {
    await pick(page, files);
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("The file was not opened; everything is as it was.");
    await expect(alert).toContainText(message);
    await alert.getByRole("button", { name: "Close" }).click();
    await expect.poll(() => dataset(page)).toBe("xor");
    expect(await fingerprint(page)).toBe(before);
  }
  await expect(page.getByRole("slider", { name: "Sparsity" })).toHaveValue("30");
});

/** Drops files on the page. */
async function drop(page: Page, files: readonly NamedFile[], meanwhile = async () => {}): Promise<void> {
  const transfer = await page.evaluateHandle(
    (dropped) => {
      const data = new DataTransfer();
      for (const [name, bytes] of dropped)
        data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name));
      return data;
    },
    files.map(({ name, buffer }) => [name, buffer.toString("base64")] as const),
  );
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await meanwhile();
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

test("files can be dropped on the page", async ({ page }) => {
  await open(page, "backend=wasm");
  const { images, labels } = bars(90);
  await drop(page, [file("images", images), file("labels", labels)], () =>
    expect(page.getByText(/Drop a table/)).toBeVisible(),
  );
  await accept(page);
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", String(144 * 128 + 128 * 64 + 64 * 3));
});

test("a dropped file that is gone since is told by its name, and nothing changes", async ({ page }) => {
  await open(page, "data=moons&backend=wasm");
  const total = await value(page, "total-weights");
  await page.evaluate(() => {
    const file = (_: unknown, refuse: (error: Error) => void) => refuse(new DOMException("", "NotFoundError"));
    const items = [{ webkitGetAsEntry: () => ({ isFile: true, name: "gone.csv", file }) }];
    const event = new Event("drop", { bubbles: true, cancelable: true });
    Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], items, files: [] } });
    document.body.dispatchEvent(event);
  });
  await expect(page.getByRole("alert")).toContainText("gone.csv: it cannot be read");
  expect(await value(page, "total-weights")).toBe(total);
});

// The fixture's page takes a failed request for a fault; here it is meant.
test("where what brings data in cannot be fetched, that is told, nothing is lost, and it can be tried again", async ({
  browser,
  baseURL,
}) => {
  const page = await browser.newPage({ baseURL: baseURL! });
  await page.route(/\/(bringIn|pages)-/, (route) => route.abort());
  await open(page, "data=moons&backend=wasm");
  const { images, labels } = bars(90);
  const files = [file("images", images), file("labels", labels)];
  await drop(page, files);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(
    "everything is as it was. The part of the page that brings data in could not be fetched",
  );
  await expect(dialog(page)).toHaveCount(0);
  // Then what reads it comes, and what asks about it does not.
  await page.unroute(/\/(bringIn|pages)-/);
  await page.route(/\/pages-/, (route) => route.abort());
  await alert.getByRole("button", { name: "Close" }).click();
  await drop(page, files);
  await expect(dialog(page).getByRole("alert")).toContainText("This part of the page could not be fetched");
  await page.unroute(/\/pages-/);
  await dialog(page).getByRole("button", { name: "Try again" }).click();
  await expect(dialog(page)).toContainText("90 images of 12 × 12 pixels");
  await accept(page);
  await expect.poll(() => dataset(page)).toBe("file");
  await page.close();
});

const mnist = resolve("../shared/data/mnist-4k");
const labelsOfMnist = resolve(mnist, "train-labels-idx1-ubyte.gz");

/** The share of all examples that the largest class has, 0..1. */
function largestShare(labels: Uint8Array): number {
  const counts = Array<number>(10).fill(0);
  for (const label of labels) counts[label]++;
  return Math.max(...counts) / labels.length;
}

variant("MNIST opens from its files, is trained and pruned: 784-300-100-10 on WebGL", async ({ page }) => {
  const backend = "webgl";
  const [first, second] = [300, 100];
  if (!existsSync(mnist)) console.warn(`SKIPPED: no MNIST files at ${mnist}.`);
  test.skip(!existsSync(mnist), "no MNIST files here");
  await open(page, `data=digits&hidden=${first}-${second}&backend=${backend}&batch=200&epochs=1&finetune=1&rate=0.008`);
  await pick(
    page,
    ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"].map((name) =>
      resolve(mnist, `${name}-ubyte.gz`),
    ),
  );
  await expect(dialog(page)).toContainText("5,000 images of 28 × 28 pixels, 1,000 of them the test set; 10 classes");
  await accept(page);
  const total = 784 * first + first * second + second * 10;
  await expect(metric(page, "backend")).toHaveAttribute("data-value", backend);
  expect(await value(page, "total-weights")).toBe(total);
  await run(page, "Train");
  const dense = await value(page, "validation-accuracy");
  // It knows most of what always answering with the largest class does not.
  expect(1 - dense).toBeLessThan((1 - largestShare(gunzipSync(readFileSync(labelsOfMnist)).subarray(8))) / 3);
  await slideTo(page, 80);
  await run(page, "Fine-tune");
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(dense - 0.02);
  expect(prunedZeros(await weights(page))).toBe(Math.round(0.8 * total));
  await score(page);
  // As on the validation set, but for the 1,000 examples by which either is known.
  expect(Math.abs((await value(page, "test-accuracy")) - (await value(page, "validation-accuracy")))).toBeLessThan(
    0.05,
  );
});
