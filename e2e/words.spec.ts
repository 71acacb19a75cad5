import { button, choose, expect, open, run, slideTo, test, value } from "./fixtures.ts";

test("the headline tells what a cut cost, what fine-tuning won back beside the dense network, and what to press after rewinding", async ({
  page,
}) => {
  await open(page, "data=spiral&backend=wasm&epochs=60&finetune=20");
  const headline = page.getByRole("main").getByRole("heading", { level: 2 }).first();
  await run(page, "Train");
  const dense = await value(page, "validation-accuracy");
  await slideTo(page, 60);
  const cut = await value(page, "validation-accuracy");
  await run(page, "Fine-tune");
  const tuned = await value(page, "validation-accuracy");
  const told = (share: number) => (100 * share).toFixed(1);
  const lost = `${told(dense - cut)} points`;
  const back = tuned >= dense ? `all ${lost}` : `${told(tuned - cut)} of ${lost}`;
  await expect(headline).toHaveText(`Fine-tuning won back ${back}: 128 weights, ${told(tuned)}\u202f% right.`);
  const apart = `${told(Math.abs(tuned - dense))} points ${tuned > dense ? "above" : "below"}`;
  await expect(page.getByText(`${tuned === dense ? "As good as" : apart} the dense network.`)).toBeVisible();
  // What is broken still is so beside the dense network, not beside what fine-tuning has led to.
  await expect(page.getByRole("button", { name: /^Mistakes: \d+ of 250 points broken$/ })).toHaveCount(
    tuned === 1 ? 0 : 1,
  );

  await button(page, "Rewind, keep mask").click();
  await expect(headline).toContainText("Back at the initial weights, 128 of 320 weights kept");
  await expect(page.getByText("Press Train to see what the mask alone is worth.")).toBeVisible();
  const ground = (name: string) =>
    button(page, name)
      .first()
      .evaluate((one) => getComputedStyle(one).backgroundColor);
  expect(await ground("Train")).not.toBe(await ground("Fine-tune"));
  await slideTo(page, 100);
  await expect(headline).toContainText("Every weight is gone");
});

test("whole neurons are told as neurons, by headline and handle", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&epochs=8");
  await run(page, "Train");
  await choose(page, "Granularity", "unit");
  await slideTo(page, 50);
  await expect(page.getByRole("heading", { name: /^Keep 16 of 32 neurons, and accuracy/ })).toBeVisible();
  const slider = page.getByRole("slider", { name: "Sparsity" });
  await expect(slider).toHaveAttribute("aria-valuetext", /^50\.0\u202f% of neurons, [\d.]+\u202f% accuracy/);
});

test("misread samples are drawn anew in another theme", async ({ page }) => {
  await open(page, "data=digits&hidden=128-64&start=trained&backend=wasm");
  await slideTo(page, 96);
  const misread = page.getByRole("region", { name: "What it learned" }).locator("label").filter({ hasText: "→" });
  const sample = misread.first().locator("[role=img]");
  const inLight = await sample.screenshot();
  await choose(page, "Theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.mouse.move(0, 0);
  const shown = await sample.screenshot();
  expect(shown.equals(inLight)).toBe(false);
  // Drawn from nothing it looks the same.
  await sample.evaluate(async (picture) => {
    picture.style.display = "none";
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    picture.style.display = "";
  });
  expect((await sample.screenshot()).equals(shown)).toBe(true);
});
