import {
  choose,
  expect,
  expectAccessible,
  metric,
  open,
  opened,
  press,
  prunedZeros,
  ready,
  run,
  slideTo,
  test,
  value,
  weights,
} from "./fixtures.ts";

test("1-D digits are chosen by name, their network learns them, is pruned and fine-tuned", async ({ page }) => {
  await open(page, "data=xor&backend=wasm&epochs=6&finetune=2");
  await choose(page, "Data", "1-D digits");
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", String(40 * 100 + 100 * 100 + 1000));
  await expect.poll(() => page.evaluate(() => window.playground.setup().hidden.length)).toBe(2);
  await expect(page.getByRole("button", { name: "Network: 40-100-100-10" })).toBeVisible();
  await ready(page);
  await run(page, "Train");
  const dense = await value(page, "validation-accuracy");
  expect(dense).toBeGreaterThan(0.55);
  // One of them runs through the network; how much of it is read is part of the picture.
  await expect(
    page.getByRole("img", { name: /^15,000 of 15,000 weights kept(?!.*inputs no longer read)/ }),
  ).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Sample 4, a 3/ })).toBeAttached();

  await slideTo(page, 60);
  await run(page, "Fine-tune");
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(dense - 0.05);
  expect(prunedZeros(await weights(page))).toBe(9000);
  await page.getByRole("button", { name: /^Mistakes: / }).click();
  await expect(page.getByRole("complementary", { name: "Mistakes" })).toContainText("validation signals");
  await expectAccessible(page, opened);
  await page.keyboard.press("Escape");
  await choose(page, "Difficulty", "easy");
  await expect(metric(page, "step")).toHaveAttribute("data-value", "0");
});

test("1-D digits train on WebGL too", async ({ page }) => {
  await open(page, "data=signals&backend=webgl");
  await expect(metric(page, "backend")).toHaveAttribute("data-value", "webgl", { timeout: 60_000 });
  await press(page, "Step");
  await expect(metric(page, "step")).toHaveAttribute("data-value", "1", { timeout: 60_000 });
  expect((await weights(page)).flatMap((layer) => layer.weights).every(Number.isFinite)).toBe(true);
});
