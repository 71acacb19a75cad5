import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { button, choose, expect, open, ready, run, slideTo, test, weights } from "./fixtures.ts";

const compare = (page: Page) => page.getByRole("button", { name: /^Compare with:/ });
const sheet = (page: Page) => page.getByRole("region", { name: "Compare", exact: true });

test("other choices are compared: their curves, where the masks agree, and which weights they differ in", async ({
  page,
}) => {
  await open(page, "data=moons&backend=wasm&epochs=8");
  await run(page, "Train");
  await slideTo(page, 50);
  await compare(page).click();
  await button(page, "Compare with another").click();
  const first = sheet(page).getByRole("group", { name: "Comparison 1" });
  await expect(first.getByRole("combobox", { name: "Criterion of comparison 1" })).toHaveValue("random");
  await expect(first).toContainText(/Alike\d/);
  await button(page, "Compare with another").click();
  const second = sheet(page).getByRole("group", { name: "Comparison 2" });
  await second.getByRole("combobox", { name: "Criterion of comparison 2" }).selectOption("Taylor");
  await second.getByRole("combobox", { name: "Scope of comparison 2" }).selectOption("global");
  await expect(second).toContainText(/Overlap\d/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await button(page, "Show where comparison 1 differs").click();
  await page.keyboard.press("Escape");
  const network = page.getByRole("region", { name: "Network", exact: true });
  await expect(network).toContainText("only this cut prunes, only random prunes, grey both keep");
  await expect(page).toHaveURL(/against=random.weight.global(%2C|,)taylor.weight.global/);

  // What the sheet says is what the masks of both say.
  const own = (await weights(page)).flatMap(({ mask }) => mask);
  await compare(page).click();
  const told = Number(/Alike([\d.]+)/.exec((await first.textContent())!)![1]);
  await page.keyboard.press("Escape");
  await choose(page, "Criterion", "random");
  const random = (await weights(page)).flatMap(({ mask }) => mask);
  const alike = own.filter((bit, i) => bit === random[i]).length / own.length;
  expect(told).toBeCloseTo(100 * alike, 0);

  await page.getByRole("button", { name: "Trade-off as a table" }).click();
  const table = page.getByRole("table", { name: "Validation accuracy by sparsity" });
  await expect(table.getByRole("columnheader", { name: "Taylor" })).toBeVisible();
  await expect(table.getByRole("row").nth(3)).toContainText(/%.*%.*%/);
});

test("a link brings its comparisons along, and says which make no sense", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&against=lamp.weight.global");
  await compare(page).click();
  await expect(sheet(page).getByRole("group", { name: "Comparison 1" })).toContainText(/Alike\s*100/);
  await sheet(page).getByRole("button", { name: "Remove comparison 1" }).click();
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/against/);
  await page.goto("./#v=1&data=moons&against=lamp.unit.global");
  await page.reload();
  await ready(page);
  await expect(page.getByText(/against “lamp.unit.global” is not possible/)).toBeVisible();
});
