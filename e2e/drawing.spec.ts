import { button, expect, metric, open, test } from "./fixtures.ts";

test("units, layers and data are chosen on the drawing, and what says more is one press away", async ({ page }) => {
  await open(page, "data=moons&hidden=4-4&backend=wasm&epochs=2");
  await button(page, "One unit more in hidden 1").click();
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", String(2 * 5 + 5 * 4 + 4 * 2));
  await button(page, "One unit less in hidden 2").click();
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", String(2 * 5 + 5 * 3 + 3 * 2));
  await button(page, "+ layer").click();
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", String(2 * 5 + 5 * 3 + 3 * 3 + 3 * 2));

  // Keys pass through the sets; Enter takes one.
  const sets = page.getByRole("group", { name: "Data", exact: true });
  await sets.getByRole("radio", { name: "Moons" }).focus();
  await page.keyboard.press("ArrowUp");
  await expect(sets.getByRole("radio", { name: "Gaussians" })).toBeChecked();
  await expect(page).toHaveURL(/data=moons/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/data=gaussians/);
  await sets.getByRole("radio", { name: "Circles" }).check({ force: true });
  await expect(page).toHaveURL(/data=circles/);

  await button(page, "More data, or your own").click();
  await expect(page.getByRole("complementary").getByRole("radio", { name: "Circles" })).toBeChecked();
  await button(page, "Choose data, now Circles").click();
  await expect(page.getByRole("complementary")).toBeHidden();
  await button(page, "Network as a table").press("Enter");
  await expect(page.getByRole("table", { name: "Layers at this cut" })).toBeVisible();
});

test("a layer of a deep network is spread out by keys, and its weights can be pointed at", async ({ page }) => {
  await open(page, "data=moons&hidden=6-6-6-6-6-6-6-6-6-6&backend=wasm&epochs=2");
  const spread = page.getByRole("slider", { name: "Layer spread out" });
  await spread.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(spread).toHaveAttribute("aria-valuetext", "hidden 1 to hidden 2");
  await page.keyboard.press("Tab");
  await expect(spread).toHaveAttribute("aria-valuetext", "none");
});
