import type { BrowserContext, Page } from "@playwright/test";
import {
  accept,
  button,
  choose,
  dialog,
  done,
  expect,
  expectAccessible,
  file,
  fingerprint,
  isLong,
  open,
  opened,
  pick,
  press,
  ready,
  run,
  score,
  slideTo,
  test,
  value,
} from "./fixtures.ts";

const small = "data=moons&hidden=8&backend=wasm&epochs=4&finetune=2";

test("a reload goes on where one was: weights, steps, and how often the test set was opened", async ({ page }) => {
  await open(page, small);
  await run(page, "Train");
  await slideTo(page, 60);
  await run(page, "Fine-tune");
  await score(page);
  await button(page, "Undo").click();
  await expect(page).toHaveURL(/prune:60&end=/);
  const [address, weights, accuracy] = [page.url(), await fingerprint(page), await value(page, "validation-accuracy")];

  await page.reload();
  await ready(page);
  await expect.poll(async () => (await done(page, /train|prune|finetune/)).length).toBe(3);
  expect([page.url(), await fingerprint(page), await value(page, "validation-accuracy")]).toEqual([
    address,
    weights,
    accuracy,
  ]);
  // What was undone is there too, and nothing is done anew.
  await button(page, "Redo").click();
  await expect(page).toHaveURL(/tune:2&end=/);
  await score(page);
  await expect(page.getByRole("region", { name: "Results" })).toContainText(/opened (2 times|twice)/);
  // Another link in the same tab opens beside it: the way back is there.
  await page.goto("about:blank");
  await page.goto("./#v=1&data=xor&hidden=4&backend=wasm");
  await ready(page);
  await button(page, "Undo").click();
  await expect(page).toHaveURL(/data=moons.*tune:2&end=/);
  await ready(page);
});

/** The map of what the network learned, as it is drawn. */
const mapOf = (page: Page) =>
  page
    .getByRole("region", { name: "What it learned" })
    .locator("canvas")
    .first()
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** The map before the cut, which is shown as long as that is asked for. */
async function mapBefore(page: Page): Promise<string> {
  const now = await mapOf(page);
  await button(page, "before").click();
  await expect.poll(() => mapOf(page)).not.toBe(now);
  const before = await mapOf(page);
  await button(page, "before").click();
  await expect.poll(() => mapOf(page)).toBe(now);
  return before;
}

test("the curve and the map before fine-tuning are those of the branch one stands on, after a reload too", async ({
  page,
}) => {
  const column = async () => {
    const rows = page.getByRole("region", { name: "Validation accuracy by sparsity" }).getByRole("row");
    const cells = await rows.locator("td:nth-child(3)").allTextContents();
    return cells.filter((cell) => cell !== "–");
  };
  const whole = async () => {
    await expect.poll(async () => (await column()).length).toBe(62);
    return column();
  };
  const showTable = () => button(page, "Trade-off as a table").click();
  await open(page, small);
  await run(page, "Train");
  await slideTo(page, 60);
  await run(page, "Fine-tune");
  await showTable();
  const first = await whole();
  for (const _ of ["Fine-tune", "Prune"]) await button(page, "Undo").click();
  await expect.poll(column).toEqual([]);
  await button(page, "Trade-off as a table").click();
  await choose(page, "Criterion", "random");
  await slideTo(page, 40);
  await run(page, "Fine-tune");
  await showTable();
  const second = await whole();
  expect(second).not.toEqual(first);
  const map = await mapBefore(page);

  await page.reload();
  await ready(page);
  await showTable();
  expect(await whole()).toEqual(second);
  expect(await mapBefore(page)).toBe(map);
  // Back on the other branch, where one came from.
  for (const _ of ["Fine-tune", "Prune"]) await button(page, "Undo").click();
  await page.getByRole("button", { name: /^Runs: / }).click();
  // The chart is a table: so are the states.
  const sheet = page.getByRole("complementary", { name: "Runs" });
  await sheet.getByRole("button", { name: "List" }).click();
  for (const _ of ["select", "go"])
    await sheet
      .getByRole("row", { name: /^Fine-tune.*59\.4/ })
      .getByRole("button")
      .click();
  await expect(page).toHaveURL(/prune:60,tune:2&end=/);
  expect(await whole()).toEqual(first);
});

const offer = (page: Page) => page.getByRole("status").filter({ hasText: "Where you were:" });

test("the next visit offers to go on, a second tab has a session of its own", async ({ page, context }) => {
  await open(page, small);
  await run(page, "Train");
  const [address, weights] = [page.url(), await fingerprint(page)];
  const second = await context.newPage();
  await second.goto("./");
  await ready(second);
  await expect(offer(second)).toBeHidden();
  await second.close();
  await page.goto("about:blank");

  const next = await context.newPage();
  await next.goto("./");
  await expect(offer(next)).toContainText(/Moons, 8, 2 states/);
  await button(next, "Continue").click();
  await expect(next).toHaveURL(address);
  await ready(next);
  expect(await fingerprint(next)).toBe(weights);
  await next.close();
});

test("a run that a reload breaks off stands where it was recorded, and goes on to the same bits as one undisturbed", async ({
  browser,
}) => {
  const context = await browser.newContext({ reducedMotion: "no-preference" });
  const long = "data=moons&hidden=16&backend=wasm&epochs=40";
  const page = await context.newPage();
  await open(page, long);
  await button(page, "Train").click();
  await expect(button(page, "Pause")).toBeVisible();
  await expect.poll(() => value(page, "step")).toBeGreaterThan(10);
  await page.reload();
  await expect(offer(page)).toContainText(/a run was broken off at step [\d,]+ of 2,000/);
  await expect(button(page, "Train")).toBeVisible();
  await expect(page).toHaveURL(/do=train:\d+s&end=/);
  await expect.poll(async () => (await done(page, /^train/)).length).toBe(1);
  // It is offered as long as nothing else is done.
  await page.reload();
  await button(page, "Go on with the run").click();
  await expect(button(page, "Pause")).toBeVisible();
  await expect(offer(page)).toBeHidden();
  await expect(button(page, "Pause")).toBeHidden();
  await expect(page).toHaveURL(/do=train:40&end=/);
  await expect.poll(async () => (await done(page, /^train/)).length).toBe(1);

  const undisturbed = await context.newPage();
  await open(undisturbed, long);
  await run(undisturbed, "Train");
  expect(undisturbed.url()).toBe(page.url());
  expect(await fingerprint(undisturbed)).toBe(await fingerprint(page));
  await context.close();
});

/** Ends the worker alone, wherever it is; or it does something else for ever. */
async function endWorker(page: Page, how: "ends" | "hangs"): Promise<void> {
  const engine = page.workers().find((worker) => /worker/.test(worker.url()))!;
  if (how === "ends") await engine.evaluate(() => self.close());
  else {
    const hangs = engine.evaluate(() => {
      for (;;);
    });
    hangs.catch(() => undefined);
    await page.waitForTimeout(50);
  }
}

/** Ways that a page, or its worker, may end without a word. */
const ends: readonly ((page: Page, context: BrowserContext) => Promise<void>)[] = [
  (page) => page.close(),
  async (page, context) => {
    const devtools = await context.newCDPSession(page);
    const crashed = page.waitForEvent("crash");
    await Promise.race([devtools.send("Page.crash").catch(() => undefined), crashed]);
    await crashed;
    await page.close();
  },
  async (page) => {
    await page.goto("about:blank");
    await page.close();
  },
  async (page) => {
    await endWorker(page, "ends");
    await page.close();
  },
  async (page) => {
    await endWorker(page, "hangs");
    await page.close();
  },
];

test("nothing that was seen as done is lost, whenever and however the page ends", async ({ browser }) => {
  test.setTimeout(isLong ? 900_000 : 120_000);
  const context = await browser.newContext({ reducedMotion: "reduce" });
  let random = 7;
  const below = (most: number) => {
    random = (random * 48271) % 2147483647;
    return random % most;
  };
  let done: string | null = null;
  for (let kill = 0; kill < (isLong ? 50 : 5); kill++) {
    const page = await context.newPage();
    await page.goto(done === null ? `./#v=1&${small}` : "./");
    await ready(page);
    if (done !== null) {
      const [was] = done.split("&end=");
      await button(page, "Continue").click();
      await expect(page).toHaveURL(/do=/);
      await ready(page);
      // What went on then may have come further; the steps that were done stand.
      expect(decodeURIComponent(page.url()).startsWith(was), `${kill}: ${page.url()} after ${done}`).toBe(true);
    }
    const before = page.url();
    const slider = page.getByRole("slider", { name: "Sparsity" });
    // There is always more to cut.
    if (below(2) === 0 && Number(await slider.inputValue()) < 85)
      await slider.press(below(2) ? "PageUp" : "ArrowRight");
    else await press(page, "Step");
    await expect(page).not.toHaveURL(before);
    done = decodeURIComponent(page.url());
    // In the middle of whatever comes next.
    if (below(2)) await button(page, "Train").click();
    else await press(page, "Step");
    await page.waitForTimeout(below(40));
    // Each of them in the shortest run too.
    await ends[kill < ends.length ? kill : below(ends.length)](page, context);
  }
  await context.close();
});

test("all sessions are listed: named, gone on with, deleted; the one on the page is kept again with its next step", async ({
  page,
}) => {
  const sheet = page.getByRole("complementary", { name: "Runs" });
  const rows = sheet.getByRole("row");
  const list = async () => {
    await page.getByRole("button", { name: /^Runs: / }).press("Enter");
    await sheet.getByRole("button", { name: "Sessions kept" }).press("Enter");
  };
  await open(page, small);
  await press(page, "Step");
  await expect(page).toHaveURL(/do=/);
  const first = page.url();
  await page.evaluate(() => sessionStorage.clear());
  await page.goto("about:blank");
  await open(page, "data=xor&hidden=4&backend=wasm");
  await list();
  await expect(rows).toHaveCount(2);
  await page.evaluate(() => window.playground.run("step"));
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText(/this one.*XOR.*4.*2.*B/);
  await expect(sheet).toContainText(/The browser (may clear|has promised)/);
  await rows.nth(2).getByRole("textbox", { name: /^Name/ }).fill("first try");
  await page.setViewportSize({ width: 320, height: 640 });
  await expectAccessible(page, opened);
  // Deleting is asked for; who thinks better of it is where the question came from.
  const remove = rows.nth(1).getByRole("button", { name: "Delete", exact: true });
  await remove.press("Enter");
  await expect(rows.nth(1)).toContainText("Its 2 states, their weights are lost for good. What is on the page stays");
  await page.keyboard.press("Escape");
  await expect(remove).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(remove).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(2);
  await expectAccessible(page, opened);
  await page.setViewportSize({ width: 1366, height: 768 });
  await expect(page).toHaveURL(/data=xor.*do=/);
  await page.evaluate(() => window.playground.run("step"));
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText(/XOR.*4.*3/);
  await rows.nth(2).getByRole("button", { name: "Continue" }).press("Enter");
  await expect(page).toHaveURL(first);
  await ready(page);
  await list();
  await expect(rows.nth(1).getByRole("textbox", { name: /^Name/ })).toHaveValue("first try");
});

test("own data is kept where that is said, and a reload finds it; else it says what is missing, and the tree stays", async ({
  page,
}) => {
  const rows = Array.from({ length: 80 }, (_, i) => `${Math.sin(i * 7)},${Math.cos(i * 3)},${i % 2 ? "up" : "down"}`);
  const own = [file("own.csv", Buffer.from(["a,b,class", ...rows].join("\n")))];
  const keep = dialog(page).getByRole("checkbox", { name: /^Keep this data in this browser/ });
  await open(page, "data=moons&hidden=4&backend=wasm");
  await pick(page, own);
  await expect(keep).not.toBeChecked();
  await accept(page);
  await press(page, "Step");
  await expect(page).toHaveURL(/data=file.*do=/);
  const weights = await fingerprint(page);

  await page.reload();
  await ready(page);
  await expect(page.getByRole("status").filter({ hasText: "“own.csv”, is not here any more" })).toContainText(
    "Open it anew under Data",
  );
  // The address is one's own: nobody else's link is corrected.
  await expect(page.getByText("The link was corrected")).toHaveCount(0);
  // Another file of that name is not it.
  await pick(page, [file("own.csv", Buffer.from(["a,b,class", ...rows.slice(0, 60)].join("\n")))]);
  await accept(page);
  await page.getByRole("button", { name: /^Runs: / }).press("Enter");
  const sheet = page.getByRole("complementary", { name: "Runs" });
  await sheet.getByRole("button", { name: "List" }).click();
  await sheet.getByRole("button", { name: "Train 1 step" }).click();
  await expect(sheet.getByText("“own.csv”, is not here any more")).toContainText("unchanged");
  await expect(page.getByRole("button", { name: "Go there" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await pick(page, own);
  await keep.check();
  await accept(page);
  await page.getByRole("button", { name: /^Runs: / }).press("Enter");
  await sheet.getByRole("button", { name: "List" }).click();
  await sheet.getByRole("button", { name: "Train 1 step" }).click();
  await page.getByRole("button", { name: "Go there" }).click();
  await expect(page).toHaveURL(/data=file.*do=/);
  await expect.poll(() => fingerprint(page)).toBe(weights);
  await sheet.getByRole("button", { name: "Sessions kept" }).click();
  await expect(sheet.getByRole("row").nth(1)).toContainText(/own\.csv.*16-8\s*6\D.*KB/);

  await page.reload();
  await ready(page);
  await expect(page).toHaveURL(/data=file.*do=/);
  await expect(page.getByRole("status").filter({ hasText: /not here|file of the link/ })).toHaveCount(0);
  expect(await fingerprint(page)).toBe(weights);
});
