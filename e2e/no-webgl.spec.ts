import { expect, metric, open, test, value } from "./fixtures.ts";

test.use({
  launchOptions: {
    ...(process.env.PW_CHROMIUM ? { executablePath: process.env.PW_CHROMIUM } : {}),
    args: ["--no-sandbox", "--disable-gpu", "--disable-software-rasterizer"],
  },
});

test("without WebGL the CPU trains, and a badge says why", async ({ page }) => {
  await open(page, "data=spiral");
  const badge = metric(page, "backend");
  await expect(badge).toHaveAttribute("data-value", "cpu");
  await expect(badge).toHaveAttribute("title", /WebGL is not to be had here/);
  await expect(page.getByRole("status").filter({ hasText: "so the CPU trains" })).toBeVisible();
  await page.keyboard.press("Space");
  await expect.poll(() => value(page, "step")).toBeGreaterThan(20);
});
