import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page, Route } from "@playwright/test";
import { downloadOrigins, namedDataOf } from "../src/data/named/named.ts";
import {
  button,
  choiceOf,
  dataset,
  done,
  expect,
  expectAccessible,
  fingerprint,
  isLong,
  metric,
  open,
  opened,
  press,
  ready,
  reveal,
  score,
  test,
  value,
} from "./fixtures.ts";

const folder = resolve("../shared/data/mnist");
const mnist = namedDataOf("mnist");
const [first, second] = mnist.mirrors;

test.use({ mirrors: downloadOrigins });
test.beforeEach(() => {
  if (!existsSync(folder)) console.warn(`SKIPPED: no MNIST files at ${folder}.`);
  test.skip(!existsSync(folder), "no MNIST files here");
});

const bytesOf = (route: Route) =>
  readFileSync(resolve(folder, new URL(route.request().url()).pathname.split("/").at(-1)!));
/** The real file, as a mirror that lets other origins read sends it. */
const send = (route: Route, body = bytesOf(route)) =>
  route.fulfill({ body, headers: { "access-control-allow-origin": "*", "content-type": "application/gzip" } });

const sheet = (page: Page) => page.getByRole("region", { name: "Download data" });
/** Takes a data set; data that must be fetched is asked for on a page of its own. */
async function chooseData(page: Page, name: string): Promise<void> {
  await choiceOf(await reveal(page, "Data"), name).click();
}

test("MNIST is downloaded after a question, and opens offline from then on", async ({ page, context }) => {
  test.setTimeout(180_000);
  const asked: string[] = [];
  await page.route(`${first}**`, (route) => {
    asked.push(route.request().url());
    return send(route);
  });
  await open(page, "data=digits&hidden=16&backend=wasm&epochs=1");
  await chooseData(page, "MNIST");
  await expect(sheet(page)).toContainText("11.6 MB are downloaded from storage.googleapis.com");
  await expectAccessible(page, opened);
  expect(asked).toEqual([]);
  await sheet(page).getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => dataset(page)).toBe("digits");

  await chooseData(page, "MNIST");
  await sheet(page).getByRole("button", { name: "Download", exact: true }).click();
  await expect.poll(() => dataset(page), { timeout: 60_000 }).toBe("mnist");
  await ready(page);
  await expect(page).toHaveURL(/data=mnist/);
  expect(asked).toHaveLength(4);
  // Other data, and back; then a fresh page: nothing is asked for any more, by nobody.
  if (isLong) {
    await press(page, "New seed");
    await ready(page);
    await context.setOffline(true);
    await chooseData(page, "Spiral");
    await ready(page);
    await chooseData(page, "MNIST");
    await expect.poll(() => dataset(page), { timeout: 60_000 }).toBe("mnist");
    await context.setOffline(false);
  }
  await page.goto("about:blank");
  await open(page, "data=mnist&hidden=16&backend=wasm&epochs=1&batch=100&rate=0.01");
  await expect.poll(() => dataset(page)).toBe("mnist");
  await expect(sheet(page)).toBeHidden();
  expect(asked).toHaveLength(4);
  await button(page, "Train").click();
  await expect.poll(async () => (await done(page, /^train/)).length, { timeout: 120_000 }).toBe(1);
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(0.85);
  await score(page);
  await expect(metric(page, "test-accuracy")).toHaveAttribute("title", "on 10,000 test examples");
});

test("a link to data that is not here asks first, and shows other data meanwhile", async ({ page }) => {
  await open(page, "data=mnist&hidden=128-64&backend=wasm&seed=3");
  await expect(sheet(page)).toContainText("70,000 handwritten digits");
  await sheet(page).getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => dataset(page)).toBe("digits");
  await expect(page).toHaveURL(/data=digits.*seed=3/);
});

test("mirrors that fail are left for the next, with none left nothing is lost; a download tells how far it is, can be stopped, and goes on where it stood", async ({
  page,
}) => {
  const asked: string[] = [];
  let release: (() => void) | undefined;
  let isSound = false;
  let isThirdUp = false;
  await page.route(`${first}**`, async (route) => {
    const bytes = Buffer.from(bytesOf(route));
    const name = new URL(route.request().url()).pathname.split("/").at(-1)!;
    asked.push(name);
    if (!isSound) bytes[bytes.length - 9] ^= 1;
    // The second file does not come.
    else if (name.startsWith("train-labels")) await new Promise<void>((resolve) => (release = resolve));
    await send(route, bytes).catch(() => undefined);
  });
  await page.route(`${second}**`, (route) =>
    route.fulfill({ status: 503, body: "", headers: { "access-control-allow-origin": "*" } }),
  );
  await page.route(`${mnist.mirrors[2]}**`, (route) => (isThirdUp ? send(route) : route.abort("connectionrefused")));
  await open(page, "data=digits&hidden=16&backend=wasm");
  const before = await fingerprint(page);
  await chooseData(page, "MNIST");
  const download = sheet(page).getByRole("button", { name: "Download", exact: true });
  await download.click();
  const alert = sheet(page).getByRole("alert");
  await expect(alert).toContainText("It was not downloaded; everything is as it was.", { timeout: 30_000 });
  await expect(alert).toContainText("storage.googleapis.com sent another file (its SHA-256 is not that of MNIST)");
  await expect(alert).toContainText("ossci-datasets.s3.amazonaws.com answers 503");
  await expect(alert).toContainText("raw.githubusercontent.com could not be reached");
  expect(await fingerprint(page)).toBe(before);

  isSound = true;
  await sheet(page).getByRole("button", { name: "Try again" }).click();
  await expect(sheet(page).getByRole("status")).toHaveText("9.91 MB of 11.6 MB from storage.googleapis.com", {
    timeout: 30_000,
  });
  await expect(sheet(page).getByRole("progressbar", { name: "Downloading MNIST" })).toHaveAttribute("value", "9912422");
  await sheet(page).getByRole("button", { name: "Stop" }).click();
  release?.();
  await expect(download).toBeVisible();
  expect(await fingerprint(page)).toBe(before);

  // The first mirror sends wrong files again, the second none: the rest is the third's.
  isSound = false;
  isThirdUp = true;
  asked.length = 0;
  await download.click();
  await expect.poll(() => dataset(page), { timeout: 60_000 }).toBe("mnist");
  await ready(page);
  // The first file was kept, each of the others asked for.
  expect(asked.map((name) => name.split("-idx")[0])).toEqual(["train-labels", "t10k-images", "t10k-labels"]);
});
