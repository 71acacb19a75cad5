import type { Page } from "@playwright/test";
import {
  button,
  closeMargin,
  expect,
  expectAccessible,
  isLong,
  margin,
  open,
  opened,
  openPage,
  run,
  slideTo,
  test,
  variant,
} from "./fixtures.ts";

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("axe finds nothing: untrained, cut, every page of the margin, tables, points and images", async ({ page }) => {
  await open(page, "data=xor&backend=wasm&epochs=2&theme=light&against=random.weight.global");
  await expectAccessible(page);
  await run(page, "Train");
  await slideTo(page, 60);
  await openPage(page, /^Granularity: /);
  await expectAccessible(page);
  for (const [word, ...titles] of margins) {
    await openPage(page, word, ...titles);
    await expect(margin(page).getByRole("heading", { level: 2 }).first()).toBeFocused();
    await expectAccessible(page, opened);
  }
  await closeMargin(page);
  await open(page, "data=digits&start=untrained&backend=wasm&theme=light");
  await showTables(page);
  await expectAccessible(page);
});

/** Ways to the pages of choice: the word that opens one, and the links from there. */
const margins: readonly (readonly [RegExp, ...string[]])[] = [
  [/^Criterion: /],
  [/^Criterion: /, "Compare"],
  [/^Scope: /],
  [/^Scope: /, "Layer by layer"],
  [/^Scope: /, "Rounding and ties"],
  [/^Scope: /, "What is pruned"],
  [/^How to train: /],
  [/^Fine-tune epochs: /],
  [/^Data: /],
  [/^Network: /],
  [/^How it looks$/],
];

// Structure is the same in all themes; colours are not.
for (const theme of ["dark", "contrast"])
  test(`the ${theme} theme has contrast, on pictures and tables, points and images`, async ({ page }) => {
    await open(page, `data=xor&backend=wasm&epochs=2&sparsity=60&theme=${theme}`);
    await openPage(page, /^Granularity: /);
    await expectAccessible(page, "html", ["color-contrast"]);
    await page.keyboard.press("Escape");
    await expect(margin(page)).toBeHidden();
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

// `layout.spec.ts` looks at these windows too.
for (const data of ["spiral", "digits"])
  variant(`${data} fit laptops, desks and projectors without scrolling`, async ({ page }) => {
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
      for (const region of ["Network", "Weights", "Trade-off", "What it learned"]) {
        const box = (await page.getByRole("region", { name: region, exact: true }).boundingBox())!;
        expect(box.y + box.height, of(`${region} ends on the screen`)).toBeLessThanOrEqual(height);
        expect(box.height, of(`${region} has room`)).toBeGreaterThan(60);
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
    await expect.poll(bottom, String(width)).toBeGreaterThan(844 - 16);
    await expect.poll(bottom, String(width)).toBeLessThanOrEqual(844);
    await expect(button(page, "Fine-tune")).toBeInViewport();
    await expect(page.getByRole("button", { name: /^Fine-tune epochs: / })).toBeVisible();
    if (width === 390 || isLong) await expectAccessible(page);
    expect(await sideways(page), String(width)).toBeLessThanOrEqual(0);
  }
});

test("on a phone a page of the margin lies over sentence and stage, never over the chart and its handle", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, "data=xor&backend=wasm&epochs=2");
  const slider = page.getByRole("slider", { name: "Sparsity" });
  const before = await slider.boundingBox();
  await button(page, "Menu").click();
  await margin(page)
    .getByRole("button", { name: /^By what/ })
    .click();
  const { y, height } = (await margin(page).boundingBox())!;
  const chart = (await page.getByRole("region", { name: "Trade-off" }).boundingBox())!;
  expect(y + height).toBeLessThanOrEqual(chart.y);
  expect(await slider.boundingBox()).toEqual(before);
  await expectAccessible(page, opened);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  await page.keyboard.press("Escape");
  await expect(button(page, "Menu")).toBeFocused();
});

test("what is opened in a page of the margin is closed first, and the focus goes back to the word", async ({
  page,
}) => {
  await open(page, "data=xor&backend=wasm&epochs=2");
  const word = page.getByRole("button", { name: /^How to train: / });
  await word.press("Enter");
  await button(page, "Optimizer: Adam").press("Enter");
  await expect(page.getByRole("group", { name: "Optimizer" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("group", { name: "Optimizer" })).toBeHidden();
  await expect(margin(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(margin(page)).toBeHidden();
  await expect(word).toBeFocused();
});

test("arrow keys pass over what would start a new network: Enter takes it, Escape does not", async ({ page }) => {
  await open(page, "data=xor&backend=wasm&epochs=2");
  await openPage(page, /^Data: /);
  const data = page.getByRole("group", { name: "Data", exact: true });
  await data.getByRole("radio", { name: "XOR" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(data.getByRole("status")).toHaveText("Enter takes it");
  await expect(button(page, "Data: XOR").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(data.getByRole("radio", { name: "XOR" })).toBeChecked();
  await expect(margin(page)).toBeVisible();
  await data.getByRole("radio", { name: "XOR" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(button(page, "Data: Gaussians").first()).toBeVisible();
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
    "Data: XOR",
    "Network: 2-16-16-2",
    "Share",
    "Train",
    "How to train: 2 epochs",
    "Criterion: magnitude",
    "Granularity: single weights",
    "Scope: across all layers",
    "Sparsity",
    "Trade-off as a table",
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
