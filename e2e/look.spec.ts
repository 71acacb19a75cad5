import type { Page } from "@playwright/test";
import { button, expect, expectAccessible, isLong, open, run, slideTo, test } from "./fixtures.ts";

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("axe finds nothing: untrained, cut, options open, tables, points and images", async ({ page }) => {
  await open(page, "data=xor&backend=wasm&epochs=2&theme=light");
  await expectAccessible(page);
  await run(page, "Train");
  await slideTo(page, 60);
  await page.getByRole("button", { name: /^Pruning options/ }).click();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await open(page, "data=digits&backend=wasm&theme=light");
  await showTables(page);
  await expectAccessible(page);
});

// Structure is the same in all themes; colours are not.
for (const theme of ["dark", "contrast"])
  test(`the ${theme} theme has contrast, on pictures and tables, points and images`, async ({ page }) => {
    await open(page, `data=xor&backend=wasm&epochs=2&sparsity=60&theme=${theme}`);
    await page.getByRole("button", { name: /^Pruning options/ }).click();
    await expectAccessible(page, "html", ["color-contrast"]);
    await page.keyboard.press("Escape");
    await showTables(page);
    await expectAccessible(page, "html", ["color-contrast"]);
    if (theme === "contrast" && !isLong) return;
    await open(page, `data=digits&start=trained&sparsity=90&backend=wasm&theme=${theme}`);
    await expectAccessible(page, "html", ["color-contrast"]);
  });

async function showTables(page: Page): Promise<void> {
  for (const toggle of await page.getByRole("button", { name: /as a table$/ }).all()) await toggle.click();
  await expect(page.getByRole("table", { name: "Validation accuracy by sparsity" })).toBeVisible();
}

for (const data of isLong ? ["spiral", "digits"] : ["spiral"])
  test(`${data} fit laptops, desks and projectors without scrolling`, async ({ page }) => {
    await open(page, `data=${data}&backend=wasm`);
    await slideTo(page, 60);
    for (const [width, height, view] of [
      [1366, 768, "page"],
      [1440, 900, "page"],
      [1920, 1080, "projector"],
    ] as const) {
      await page.setViewportSize({ width, height });
      if (view === "projector") await page.keyboard.press("p");
      const of = (what: string) => `${what}, ${width} x ${height}`;
      expect(await sideways(page), of("sideways")).toBeLessThanOrEqual(0);
      const below = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      expect(below, of("below")).toBeLessThanOrEqual(0);
      for (const region of ["Network", "Weights", "Trade-off", "What it learned", "Cost", "Timeline"]) {
        const box = (await page.getByRole("region", { name: region, exact: true }).boundingBox())!;
        expect(box.y + box.height, of(`${region} ends on the screen`)).toBeLessThanOrEqual(height);
        expect(box.height, of(`${region} has room`)).toBeGreaterThan(70);
      }
    }
  });

test("phones of 390 and 320 px stack the page and dock the slider with the next action", async ({ page }) => {
  const dock = page.getByRole("region", { name: "Trade-off" });
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, "data=xor&backend=wasm&epochs=2");
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  await run(page, "Train");
  await slideTo(page, 50);
  await page.getByRole("button", { name: "Show step 3, Fine-tune" }).click();
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    const bottom = async () => {
      const { y, height } = (await dock.boundingBox())!;
      return y + height;
    };
    await expect.poll(bottom, String(width)).toBeCloseTo(844, 0);
    await expect(dock.getByRole("button", { name: "Fine-tune" })).toBeInViewport();
    await expect(page.getByRole("combobox", { name: "Fine-tune epochs" })).toBeVisible();
    await expectAccessible(page);
    expect(await sideways(page), String(width)).toBeLessThanOrEqual(0);
  }
});

test("everything is reached and done by keyboard", async ({ page }) => {
  await open(page, "data=xor&backend=wasm&epochs=2");
  const seen = new Set<string>();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "";
    });
    seen.add(name);
  }
  for (const name of [
    "Data",
    "Network",
    "New seed",
    "Share",
    "Train",
    "Step",
    "Rewind",
    "Criterion",
    "Granularity",
    "Scope",
    "Sparsity",
    "Score on test",
    "Cost as a table",
  ])
    expect([...seen], name).toContain(name);
  await button(page, "Train").focus();
  await page.keyboard.press("Enter");
  await expect(button(page, "Pause")).toBeHidden({ timeout: 20_000 });
  await slideTo(page, 40);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.getByRole("slider", { name: "Sparsity" })).toHaveValue("0");
  await page.keyboard.press("ControlOrMeta+y");
  await expect(page.getByRole("slider", { name: "Sparsity" })).toHaveValue("40");
});

test("the result is spoken on release, not on the way", async ({ page }) => {
  await open(page, "data=xor&backend=wasm&epochs=2");
  await run(page, "Train");
  await slideTo(page, 60);
  await expect(page.locator('[aria-live="polite"]')).toHaveText(/Keep 128 of 320 weights, and accuracy/);
});
