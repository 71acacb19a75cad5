import type { Page } from "@playwright/test";
import { button, expect, expectAccessible, fingerprint, open, opened, run, slideTo, test } from "./fixtures.ts";

const small = "data=moons&hidden=8&backend=wasm&epochs=4&finetune=2";

const sheet = (page: Page) => page.getByRole("complementary", { name: "Runs" });
const map = (page: Page) => page.getByRole("region", { name: /^Map of \d+ states/ });
const card = (page: Page) => page.getByRole("region", { name: "Selected state" });
const state = (page: Page, name: RegExp) => map(page).getByRole("button", { name });

/** Two branches from the trained network: cut at 50 % and fine-tuned, then, gone back, cut at 75 % and fine-tuned. */
async function branch(page: Page): Promise<void> {
  await run(page, "Train");
  await slideTo(page, 50);
  await run(page, "Fine-tune");
  await button(page, "Undo").click();
  await button(page, "Undo").click();
  await slideTo(page, 75);
  await run(page, "Fine-tune");
}

test("nothing is lost by going back: both branches stand on the map, are gone to by keys, named, deleted and put back", async ({
  page,
}) => {
  await open(page, small);
  await branch(page);
  const second = await fingerprint(page);
  await page.getByRole("button", { name: /^Runs: / }).press("Enter");
  await expect(state(page, /% pruned/)).toHaveCount(6);
  await expect(card(page)).toContainText(/75\.0\s% of all weights, \d+ kept/);
  await expect(card(page)).toContainText(/% of 250 validation examples/);
  // To the trained state by keys, on to the other branch, and there.
  await state(page, /^Fine-tune.*75\.0/).focus();
  for (const key of ["ArrowLeft", "ArrowUp", "ArrowRight"]) await page.keyboard.press(key);
  const first = state(page, /^Fine-tune 2 epochs, 50\.0\s% pruned, accuracy [\d.]+\s%$/);
  await expect(first).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(first).toHaveAttribute("aria-current", "step");
  await expect(page.getByRole("slider", { name: "Sparsity" })).toHaveValue("50");
  expect(await fingerprint(page)).not.toBe(second);
  const name = card(page).getByRole("textbox", { name: "Name" });
  await name.fill("gentle");
  await name.press("Enter");
  await name.fill("rough");
  await expect(map(page).getByRole("button", { name: /^rough: Fine-tune/ })).toBeVisible();
  // Escape takes back what is being written, before it closes anything.
  await name.press("Escape");
  await expect(map(page).getByRole("button", { name: /^gentle: Fine-tune/ })).toBeVisible();
  await expectAccessible(page, opened);

  // The other branch is deleted with what hangs on it, as it says, and comes back the same.
  await state(page, /^Prune 75 %/).click();
  await card(page).getByRole("button", { name: "Delete this state and the 1 made from it" }).click();
  await expect(state(page, /75\.0/)).toHaveCount(0);
  const back = page.getByRole("button", { name: "Put back “Prune 75 %” and the 1 made from it" });
  await expect(back).toBeFocused();
  await expect(first.or(state(page, /^gentle/))).toHaveAttribute("aria-current", "step");
  await back.press("Enter");
  await expect(back).toBeHidden();
  // As a list: the same states; hidden ones are left out of the map alone.
  await sheet(page).getByRole("button", { name: "List" }).click();
  await expect(sheet(page).getByRole("row")).toHaveCount(7);
  const last = sheet(page).getByRole("row", { name: /75\.0/ }).last().getByRole("button");
  await last.click();
  await last.click();
  await expect(last).toHaveAttribute("aria-current", "step");
  expect(await fingerprint(page)).toBe(second);
  await sheet(page)
    .getByRole("row", { name: /^gentle/ })
    .getByRole("button")
    .click();
  await card(page).getByRole("button", { name: "Hide from the map" }).click();
  await expect(sheet(page).getByRole("row", { name: /^gentle.*hidden/ })).toBeVisible();
  await expectAccessible(page, opened);
  await sheet(page).getByRole("button", { name: "Ends", exact: true }).click();
  await expect(state(page, /% pruned/)).toHaveCount(5);
  await expect(sheet(page)).toContainText("6 states, 1 of them left out of the map");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a tap selects a state, another one goes there; nothing is wider than the window", async ({ page }) => {
    await open(page, small);
    await run(page, "Train");
    await slideTo(page, 60);
    await page.getByRole("button", { name: /^Runs: / }).tap();
    const trained = state(page, /^Train 4 epochs/);
    await trained.tap();
    await expect(card(page).getByRole("button", { name: "Go there" })).toBeVisible();
    await expect(trained).not.toHaveAttribute("aria-current", "step");
    await trained.tap();
    await expect(trained).toHaveAttribute("aria-current", "step");
    await expect(page.getByRole("slider", { name: "Sparsity" })).toHaveValue("0");
    // What stands beside it is where it may grow.
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    const box = (await sheet(page).boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    await expectAccessible(page, opened);
  });
});
