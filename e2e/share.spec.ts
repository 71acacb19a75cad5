import type { Page } from "@playwright/test";
import { button, done, expect, fingerprint, isLong, open, ready, run, slideTo, test, value } from "./fixtures.ts";

/** Trains, cuts and fine-tunes, and gives the link to that. */
async function made(page: Page, link: string): Promise<string> {
  await open(page, link);
  await run(page, "Train");
  await slideTo(page, 60);
  await run(page, "Fine-tune");
  await button(page, "Share").click();
  await button(page, "Copy link").click();
  await expect(page.getByText("Link copied.")).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

const isSame = (page: Page) => page.getByText("The same weights as in the link, bit for bit");

for (const backend of isLong ? ["wasm", "webgl"] : ["wasm"])
  test(`a link opens what was done: it is done again, and leads to the same weights: ${backend}`, async ({
    page,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const link = await made(page, `data=moons&hidden=8&backend=${backend}&epochs=2&finetune=1`);
    expect(link).toContain("do=train:2,prune:60,tune:1&end=");
    const weights = await fingerprint(page);

    // In a tab that knows nothing of it.
    await page.evaluate(() => sessionStorage.clear());
    await page.goto("about:blank");
    await page.goto(link);
    await expect(isSame(page)).toBeVisible({ timeout: 30_000 });
    expect(await fingerprint(page)).toBe(weights);
    await expect(page.getByRole("slider", { name: "Sparsity" })).toHaveValue("60");
    await expect.poll(async () => (await done(page, /train|prune|finetune/)).length).toBe(3);
    expect(page.url()).toBe(link);
    await button(page, "Close").click();
    await expect(isSame(page)).toBeHidden();

    // It is no picture of it: it can be undone, and trained on.
    await button(page, "Undo").click();
    await expect(page).toHaveURL(/do=train:2,prune:60&end=/);
    await button(page, "Fine-tune").click();
    await expect(page).toHaveURL(/,tune:1&end=/);
    expect(await fingerprint(page)).toBe(weights);
  });

test.describe("while one looks on", () => {
  test.use({ contextOptions: { reducedMotion: "no-preference" } });

  test("a recipe can be stopped, or brought to its end at once; what does not lead there is told", async ({ page }) => {
    const link = "data=moons&hidden=8&backend=wasm&epochs=2&do=train:40,prune:50,tune:40";
    await page.goto(`./#v=2&${link}&end=00000000.webgl.12.5`);
    // A step takes two seconds.
    await expect(page.getByText("Repeating what the link tells, 1 of 3: Train 40 epochs")).toBeVisible();
    await button(page, "Jump to the end").click();
    await expect(page.getByText("Not the same weights as in the link")).toContainText(
      /trained on WebGL to 12.5\s%, these on WebAssembly to [\d.]+\s%/,
    );
    if (!isLong) return;
    await page.goto("about:blank");
    await page.goto(`./#v=2&${link}`);
    await button(page, "Stop").click();
    await expect(page.getByText("Repeating what the link tells")).toBeHidden();
    await expect.poll(async () => (await done(page, /^train/)).length).toBe(1);
  });

  test("a reload in the middle of a recipe loses neither its rest nor the verdict on what it led to", async ({
    page,
  }) => {
    const link = "data=moons&hidden=8&backend=wasm&do=train:40(engine=wasm*300,webgl*20,wasm),prune:50,tune:10";
    await page.goto(`./#v=2&${link}&end=00000000.wasm.12.5`);
    await ready(page);
    await expect.poll(() => value(page, "step")).toBeGreaterThan(10);
    await page.reload();
    await button(page, "Go on with the run").click();
    await expect(page.getByText("Not the same weights as in the link")).toContainText(
      /were trained on WebAssembly to 12.5\s%, these on WebAssembly to [\d.]+\s%\. Other versions/,
    );
    await expect(page).toHaveURL(/do=train:40\(engine=wasm\*300,webgl\*20,wasm\),prune:50,tune:10&end=/);
  });
});
