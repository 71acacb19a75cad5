import { test as base, expect, type Page } from "@playwright/test";

/** Opens the page and fails the test on any console error or warning, rejection, or request to a third party. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page, baseURL }, use) => {
    const complaints: string[] = [];
    const origin = new URL(baseURL!).origin;
    page.on("console", (message) => {
      // Chromium itself reports stalls of the software renderer; they say nothing about the page.
      if (message.text().includes("GPU stall due to ReadPixels")) return;
      if (["error", "warning"].includes(message.type()))
        complaints.push(`console ${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.origin !== origin && !["data:", "blob:"].includes(url.protocol))
        complaints.push(`request to ${url.href}`);
    });
    await use(page);
    expect(complaints).toEqual([]);
  },
});

export { expect };

/** Opens the page at a link and waits until the network stands. */
export async function open(page: Page, link = ""): Promise<void> {
  await page.goto(`./${link ? `#v=1&${link}` : ""}`);
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", /^\d+$/, { timeout: 30_000 });
  await expect(metric(page, "validation-accuracy")).toHaveAttribute("data-value", /^[\d.]+$/, { timeout: 30_000 });
}

export const metric = (page: Page, name: string) => page.locator(`[data-metric="${name}"]`);

export async function value(page: Page, name: string): Promise<number> {
  return Number(await metric(page, name).getAttribute("data-value"));
}

/** Presses Train (or Fine-tune) and waits until the run has ended by itself. */
export async function run(page: Page, name: "Train" | "Fine-tune"): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeHidden({ timeout: 110_000 });
}

/** Puts the slider to a whole percentage with the keyboard and releases it. */
export async function slideTo(page: Page, percent: number): Promise<void> {
  const slider = page.getByRole("slider", { name: "Sparsity" });
  await slider.focus();
  await page.keyboard.press("Home");
  for (let i = 0; i < Math.floor(percent / 10); i++) await page.keyboard.press("PageUp");
  for (let i = 0; i < percent % 10; i++) await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveValue(String(percent));
}
