import {
  button,
  choose,
  done,
  expect,
  expectReached,
  isLong,
  metric,
  open,
  openPage,
  press,
  run,
  slideTo,
  test,
  value,
  variant,
  weights,
} from "./fixtures.ts";

variant("filters and neurons go as a whole, in LeNet-5", async ({ page }) => {
  await open(page, "data=digits&hidden=c6x5-p2-v16x5-p2-120-84&backend=wasm&granularity=unit&scope=layerwise");
  await expect(page.getByRole("button", { name: "Network: LeNet-5" })).toBeVisible();
  await slideTo(page, 50);
  await expect(page.getByRole("img", { name: /weights kept, 113 of 226 units dead/ })).toBeVisible();
});

// On WebGL in software it takes a minute, and `agreement.test.ts` compares its layers there.
for (const backend of isLong ? ["wasm", "webgl"] : ["wasm"])
  test(`a residual CNN trains, loses a whole block, and goes on around it (${backend})`, async ({ page }) => {
    test.setTimeout(150_000);
    const link = isLong
      ? "data=digits&hidden=c8x3-p2-c8x3r-c8x3r-p2-32&epochs=1&rate=0.004"
      : "data=digits&hidden=p2-c4x3-p2-c4x3r-c4x3r-16&epochs=1&rate=0.01";
    await open(page, `${link}&backend=${backend}&finetune=1`);
    await run(page, "Train");
    const dense = await value(page, "validation-accuracy");
    expectReached(dense, link, backend === "wasm" ? 1 : 3);
    await choose(page, "Granularity", "whole layers");
    // The key waits until the layers are ranked.
    await page.getByRole("slider", { name: "Sparsity", exact: true }).press("PageUp");
    await expect(page.getByRole("heading", { name: /hidden [345].*\bgone\b/i })).toBeVisible({ timeout: 30_000 });
    await expect.poll(async () => (await done(page, /^prune$/)).length).toBe(1);
    await run(page, "Fine-tune");
    const gone = (await weights(page)).filter(({ mask }) => mask.every((bit) => bit === 0));
    expect(gone.map(({ shape }) => shape)).toEqual([isLong ? [3, 3, 8, 8] : [3, 3, 4, 4]]);
    expect(await value(page, "validation-accuracy")).toBeGreaterThan(dense - 0.05);
  });

test("a residual CNN is chosen by name, and layers around its shortcuts change their width together", async ({
  page,
}) => {
  await open(page, "data=digits&backend=wasm");
  await choose(page, "Network", "residual CNN");
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", String(72 + 2 * 576 + 392 * 32 + 320));
  await openPage(page, /^Network: /);
  await page.getByRole("spinbutton", { name: "Hidden 3, filters of 3 × 3, with a shortcut" }).fill("4");
  await expect(page).toHaveURL(/hidden=c4x3-p2-c4x3r-c4x3r-p2-32/);
  await page.getByRole("button", { name: "Remove hidden layer 3" }).click();
  await expect(page).toHaveURL(/hidden=c4x3-p2-c4x3r-p2-32/);
});

test("on WebGL a small CNN learns the digits; half of its filters and units go, and fine-tuning brings back what they cost", async ({
  page,
}) => {
  const method = "granularity=unit&scope=layerwise";
  await open(page, `data=digits&hidden=p2-c4x3-p2-c8x3-16&backend=webgl&epochs=1&finetune=1&rate=0.01&${method}`);
  await expect(metric(page, "backend")).toHaveAttribute("data-value", "webgl", { timeout: 60_000 });
  await run(page, "Train");
  const dense = await value(page, "validation-accuracy");
  expectReached(dense, "data=digits&hidden=p2-c4x3-p2-c8x3-16&epochs=1&rate=0.01", 3);
  await slideTo(page, 50);
  // 2 of 4 filters, 4 of 8, 8 of 16 units.
  await expect(page.getByRole("img", { name: /weights kept, 14 of 28 units dead/ })).toBeVisible();
  await run(page, "Fine-tune");
  expect(await value(page, "validation-accuracy")).toBeGreaterThanOrEqual(dense - 0.02);
  const [first] = await weights(page);
  const filters = Array.from({ length: 4 }, (_, f) => first.mask.filter((_, i) => i % 4 === f));
  expect(filters.filter((mask) => mask.every((bit) => bit === 0))).toHaveLength(2);
  await expect(metric(page, "backend")).toHaveAttribute("data-value", "webgl");
});

test("a CNN is edited within its limits, in the advanced range beyond them, and trains", async ({ page }) => {
  await open(page, "data=digits&hidden=c2x3-p2-c4x3-p2-64&backend=wasm");
  await openPage(page, /^Network: /);
  const sheet = page.getByRole("complementary", { name: "The network" });
  const parameters = (weights: number, biases: number) =>
    expect(sheet).toContainText(`${weights.toLocaleString("en")} weights + ${biases.toLocaleString("en")} biases`);
  await parameters(9 * 2 + 9 * 2 * 4 + 49 * 4 * 64 + 640, 2 + 4 + 64 + 10);

  await choose(page, "Hidden 1, side of the kernel", "5 × 5");
  await expect(page).toHaveURL(/hidden=c2x5-p2-c4x3-p2-64/);
  await button(page, "Add a convolution").click();
  await expect(page).toHaveURL(/hidden=c2x5-p2-c4x3-p2-c4x3-64/);
  await button(page, "Remove hidden layer 4").click();
  await expect(page).toHaveURL(/hidden=c2x5-p2-c4x3-c4x3-64/);
  await parameters(25 * 2 + 9 * 2 * 4 + 9 * 4 * 4 + 196 * 4 * 64 + 640, 2 + 4 + 4 + 64 + 10);

  // Images of 7 pixels, of 3, of 1: then nothing can be pooled any more.
  for (const pools of ["p2", "p2-p2", "p2-p2-p2"]) {
    await button(page, "Add pooling").click();
    await expect(page).toHaveURL(new RegExp(`c4x3-c4x3-${pools}-64`));
  }
  await expect(button(page, "Add pooling")).toBeDisabled();
  await choose(page, "Hidden 6, side of pooling", "4 × 4");
  await expect(sheet.getByRole("alert")).toHaveText(
    "Hidden layer 7 needs an image to read, but what comes before it is flat; make it a dense layer.",
  );
  await expect(page).toHaveURL(/c4x3-c4x3-p2-p2-p2-64/);

  const units = sheet.getByRole("spinbutton", { name: "Hidden 8, units" });
  await units.fill("1000");
  await expect(sheet.getByRole("alert")).toHaveText("Hidden layer 8 has 1 to 512 units, in the advanced range 2048.");
  const advanced = sheet.getByRole("checkbox", { name: "Advanced range" });
  await advanced.check();
  await expect(sheet.getByRole("alert")).toBeHidden();
  await units.fill("1000");
  await expect(page).toHaveURL(/c4x3-c4x3-p2-p2-p2-1000/);
  await expect(advanced).toBeDisabled();
  const total = 25 * 2 + 9 * 2 * 4 + 9 * 4 * 4 + 4 * 1000 + 10_000;
  await parameters(total, 2 + 4 + 4 + 1000 + 10);

  await page.keyboard.press("Escape");
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", String(total), { timeout: 30_000 });
  await press(page, "Step");
  await expect(metric(page, "step")).toHaveAttribute("data-value", "1", { timeout: 30_000 });
});
