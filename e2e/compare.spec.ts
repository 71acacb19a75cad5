import {
  button,
  choose,
  expect,
  expectAccessible,
  isLong,
  margin,
  open,
  opened,
  openPage,
  ready,
  reveal,
  run,
  slideTo,
  test,
  value,
} from "./fixtures.ts";

test("two methods cut the same weights: curves, agreement, and where they differ; the link keeps what is compared", async ({
  page,
}) => {
  await open(page, "data=moons&backend=wasm&epochs=4");
  await run(page, "Train");
  await slideTo(page, 50);
  const sheet = await openPage(page, /^Criterion: /, "Compare");
  await button(page, "Add a comparison").click();
  const first = sheet.getByRole("region", { name: "Comparison 1" });
  await expect(button(page, "Criterion of comparison 1: random")).toBeVisible();
  await expect(first).toContainText(/Treated alike\s*[\d.]+\s%/);
  await expect(first).toContainText(/by chance 33\.3\s%/);
  await expect(page).toHaveURL(/against=random\.weight\.global(&|$)/);
  const [alike] = (await first.getByRole("definition").allTextContents()).map(Number.parseFloat);
  expect(alike).toBeGreaterThan(25);
  expect(alike).toBeLessThan(75);

  await first.getByRole("button", { name: "show where they differ: random" }).click();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  const network = page.getByRole("region", { name: "Network" });
  await expect(network).toContainText(/\d+ pruned by this cut alone.*; (\d+) by “random” alone/);
  const counts = (await network.textContent())!.match(/(\d+) pruned by this cut alone.*; (\d+) by “random” alone/)!;
  // Both prune half of all: what one alone prunes, the other keeps.
  expect(counts[1]).toBe(counts[2]);
  expect(Math.round(1000 * (1 - (2 * Number(counts[1])) / (await value(page, "total-weights")))) / 10).toBe(alike);
  await button(page, "back to signs").click();
  await expect(network).not.toContainText("by this cut alone");
  await expect(network).not.toContainText("by “random” alone");

  await button(page, "Trade-off as a table").click();
  const table = page.getByRole("region", { name: "Validation accuracy by sparsity" });
  await expect(table.getByRole("columnheader")).toHaveText(["Sparsity", "Now", "Before fine-tuning", "random"]);
  const column = async () => table.getByRole("row").locator("td:nth-child(4)").allTextContents();
  const asCompared = await column();
  expect(asCompared).toHaveLength(62);
  for (const cell of asCompared) expect(cell).toMatch(/^[\d.]+\s%$/);

  // The session goes on where it was.
  await page.reload();
  await ready(page);
  await expect(table).toBeHidden();
  await button(page, "Trade-off as a table").click();
  await expect.poll(column).toEqual(asCompared);
  // Chosen for use, it has the same curve.
  await choose(page, "Criterion", "random");
  const now = () => table.getByRole("row").locator("td:nth-child(2)").allTextContents();
  await expect.poll(now).toEqual(asCompared);
});

test("comparisons are set by keyboard, refuse what does not go together, stand undo, and go again", async ({
  page,
}) => {
  await open(page, "data=moons&backend=wasm&epochs=4&against=magnitude.unit.global");
  await run(page, "Train");
  await slideTo(page, 50);
  await page.getByRole("button", { name: /^Criterion: / }).press("Enter");
  const sheet = margin(page);
  await sheet.getByRole("button", { name: "Compare", exact: true }).press("Enter");
  const first = sheet.getByRole("region", { name: "Comparison 1" });
  // Whole neurons come in lumps: about half of the weights.
  await expect(first).toContainText(/Prunes\s*(4[5-9]|5[0-5])/);
  await expect((await reveal(page, "Scope of comparison 1")).getByRole("radio", { name: "ERK" })).toBeDisabled();
  await choose(page, "Granularity of comparison 1", "weight");
  await choose(page, "Scope of comparison 1", "layerwise");
  await expect(first).toContainText("Treated alike");
  await button(page, "Add a comparison").press("Enter");
  await button(page, "Add a comparison").press("Enter");
  await expect(sheet.getByRole("region")).toHaveCount(3);
  await expect(button(page, "Add a comparison")).toBeDisabled();
  await expect(sheet.getByRole("button", { name: /^show where they differ/ })).toHaveCount(3);
  await expectAccessible(page, opened);
  await button(page, "Remove comparison 3").press("Enter");
  await button(page, "Remove comparison 2").press("Enter");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/against=magnitude\.weight\.layerwise(&|$)/);
  await button(page, "Undo").click();
  await expect(page.getByRole("slider", { name: "Sparsity" })).toHaveValue("0");
  await expect(page).toHaveURL(/against=magnitude\.weight\.layerwise(&|$)/);
});

test("big networks show the difference cell by cell, light and dark, without a violation", async ({ page }) => {
  await open(page, "data=digits&hidden=128-64&start=trained&backend=wasm&against=random.weight.global");
  await slideTo(page, 80);
  await openPage(page, /^Criterion: /, "Compare");
  await page.getByRole("button", { name: /^show where they differ/ }).click({ timeout: 60_000 });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Network" })).toContainText("by “random” alone");
  for (const theme of isLong ? ["light", "dark"] : ["dark"]) {
    await page.evaluate((name) => {
      location.hash = location.hash.replace(/&theme=\w+|$/, `&theme=${name}`);
    }, theme);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await expectAccessible(page, "section[aria-label=Network]", theme === "light" ? undefined : ["color-contrast"]);
  }
});
