import { findBrowser } from "../scripts/browser.mjs";
import { expect, metric, open, openPage, test, value } from "./fixtures.ts";

test.use({
  launchOptions: {
    executablePath: findBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-software-rasterizer"],
  },
});

test("without WebGL the processor trains an image network, and says why", async ({ page }) => {
  await open(page, "data=digits&hidden=16");
  const badge = metric(page, "backend");
  await expect(badge).toHaveAttribute("data-value", "wasm");
  await page.keyboard.press("Space");
  await expect.poll(() => value(page, "step")).toBeGreaterThan(20);
  await expect(await openPage(page, /^How to train: /)).toContainText(
    /offers no WebGL, so the processor trains: [\d,.]+ steps per second/,
  );
});

test("WebGL asked for and not to be had: WebAssembly trains, and a badge says why", async ({ page }) => {
  await open(page, "data=spiral&backend=webgl");
  const badge = metric(page, "backend");
  await expect(badge).toHaveAttribute("data-value", "wasm");
  await expect(page.getByRole("status").filter({ hasText: "so WebAssembly trains" })).toBeVisible();
  await page.keyboard.press("Space");
  await expect.poll(() => value(page, "step")).toBeGreaterThan(20);
  await expect(await openPage(page, /^How to train: .* on WASM$/)).toContainText("WebGL is not to be had here");
});
