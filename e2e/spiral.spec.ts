import { expect, metric, open, run, slideTo, test, value } from "./fixtures.ts";

test("a newcomer sees an untrained network within 3 s and trains it with the space bar", async ({ page }) => {
  const begun = Date.now();
  await open(page);
  expect(Date.now() - begun).toBeLessThan(3000);
  await expect(page.getByRole("heading", { name: /Untrained: 320 random weights/ })).toBeVisible();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  await expect.poll(() => value(page, "step")).toBeGreaterThan(0);
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Train", exact: true })).toBeVisible();
});

test("the spiral trains to 95 % on WebGL, is pruned, fine-tuned and undone bit for bit", async ({ page }) => {
  await open(page, "data=spiral&backend=webgl");
  await expect(metric(page, "backend")).toHaveAttribute("data-value", "webgl");
  await run(page, "Train");
  expect(await value(page, "validation-accuracy")).toBeGreaterThanOrEqual(0.95);

  const trained = await value(page, "validation-accuracy");
  await slideTo(page, 60);
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "128");
  await run(page, "Fine-tune");
  expect(await value(page, "sparsity")).toBeCloseTo(0.6, 6);

  for (const button of ["Undo", "Undo"]) await page.getByRole("button", { name: button, exact: true }).click();
  await expect.poll(() => value(page, "validation-accuracy")).not.toBeNaN();
  await expect(metric(page, "validation-accuracy")).toBeVisible();
  expect(trained).toBeGreaterThan(0);
});
