import {
  button,
  choose,
  done,
  expect,
  fingerprint,
  metric,
  open,
  press,
  run,
  slideTo,
  test,
  value,
  variant,
  weights,
} from "./fixtures.ts";

test("Step does one step, Rewind goes back to the same initial weights, New seed to others", async ({ page }) => {
  await open(page, "data=gaussians&backend=wasm&epochs=2");
  const initial = await fingerprint(page);
  await press(page, "Step");
  await expect(metric(page, "step")).toHaveAttribute("data-value", "1");
  expect(await fingerprint(page)).not.toBe(initial);
  await run(page, "Train");
  expect(await value(page, "step")).toBe(101);
  await press(page, "Rewind");
  await expect(metric(page, "step")).toHaveAttribute("data-value", "0");
  expect(await fingerprint(page)).toBe(initial);
  await press(page, "New seed");
  await expect.poll(() => fingerprint(page)).not.toBe(initial);
});

test("Rewind, keep mask starts the pruned network from its initial weights", async ({ page }) => {
  await open(page, "data=gaussians&backend=wasm&epochs=2&finetune=1");
  const initial = await weights(page);
  await run(page, "Train");
  await slideTo(page, 50);
  await run(page, "Fine-tune");
  await button(page, "Rewind, keep mask").click();
  await expect(metric(page, "step")).toHaveAttribute("data-value", "0");
  const ticket = await weights(page);
  expect(ticket.flatMap(({ mask }) => mask).filter((kept) => kept === 0)).toHaveLength(160);
  ticket.forEach((layer, l) => {
    expect(layer.weights).toEqual(initial[l].weights.map((weight, i) => (layer.mask[i] ? weight : 0)));
  });
});

test("a learning rate that diverges is stopped, explained, and a lower one offered", async ({ page }) => {
  await open(page, "data=spiral&backend=cpu&optimizer=sgd&rate=10");
  await button(page, "Train").click();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(/Training diverged at step \d+.*The weights of step 0/, { timeout: 60_000 });
  await expect(metric(page, "step")).toHaveAttribute("data-value", "0");
  expect((await weights(page)).every((layer) => layer.weights.every((weight) => Number.isFinite(weight)))).toBe(true);
  expect(Number.isFinite(await value(page, "validation-accuracy"))).toBe(true);
  await alert.getByRole("button", { name: /^Train on at/ }).click();
  await expect(button(page, "Pause")).toBeVisible();
  await expect.poll(() => value(page, "step")).toBeGreaterThan(400);
  await expect(alert).toBeHidden();
});

variant(
  "weights that explode without becoming infinite are told as divergence, and the rate offered learns",
  async ({ page }) => {
    await open(page, "optimizer=sgd&rate=10&backend=wasm&epochs=60");
    await button(page, "Train").click();
    const alert = page.getByRole("alert");
    await expect(alert).toContainText(/Training diverged at step \d+: weights grew to [\d,]+ times/, {
      timeout: 60_000,
    });
    const diverged = (await done(page, /train/)).length;
    await alert.getByRole("button", { name: /^Train on at/ }).click();
    await expect.poll(() => done(page, /train/), { timeout: 60_000 }).toHaveLength(diverged + 1);
    await expect(alert).toBeHidden();
    expect(await value(page, "validation-accuracy")).toBeGreaterThan(0.55);
  },
);

test("the slider answers while training runs, and the cut holds from then on", async ({ page }) => {
  await open(page, "data=spiral&backend=cpu&epochs=400");
  await button(page, "Train").click();
  await expect.poll(() => value(page, "step")).toBeGreaterThan(50);
  const slider = page.getByRole("slider", { name: "Sparsity" });
  await slider.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press("PageUp");
  await expect(metric(page, "sparsity")).toHaveAttribute("data-value", "0.4");
  await expect.poll(() => done(page, /prune/)).toHaveLength(1);
  const step = await value(page, "step");
  await expect.poll(() => value(page, "step")).toBeGreaterThan(step + 50);
  await button(page, "Pause").click();
  await expect(button(page, "Train")).toBeVisible();
  const zeros = (await weights(page)).flatMap((layer) => layer.weights.filter((_, i) => !layer.mask[i]));
  expect(zeros).toEqual(Array.from({ length: 128 }, () => 0));
});

test("the engine is changed without losing the weights", async ({ page }) => {
  await open(page, "data=gaussians&backend=cpu&epochs=1");
  await run(page, "Train");
  const before = await fingerprint(page);
  await choose(page, "Backend", "webgl");
  await expect(metric(page, "backend")).toHaveAttribute("data-value", "webgl", { timeout: 20_000 });
  expect(await fingerprint(page)).toBe(before);
  await press(page, "Step");
  await expect(metric(page, "step")).toHaveAttribute("data-value", "51");
  await choose(page, "Backend", "tfjs");
  await expect(metric(page, "backend")).toHaveAttribute("data-value", "tfjs", { timeout: 20_000 });
  await press(page, "Step");
  await expect(metric(page, "step")).toHaveAttribute("data-value", "52");
});

test("losing the graphics card while training goes on with the processor and loses no step", async ({
  page,
  browser,
}) => {
  await open(page, "data=spiral&backend=webgl&epochs=60");
  await button(page, "Train").click();
  await expect.poll(() => value(page, "step"), { timeout: 20_000 }).toBeGreaterThan(100);
  const session = await browser.newBrowserCDPSession();
  await session.send("Browser.crashGpuProcess" as never).catch(() => undefined);
  await expect(page.getByRole("alert")).toContainText("The graphics context was lost", { timeout: 90_000 });
  await expect(metric(page, "backend")).toHaveAttribute("data-value", "wasm");
  const kept = (await weights(page)).flatMap((layer) => layer.weights);
  expect(kept.every(Number.isFinite)).toBe(true);
  expect(kept.some((weight) => weight !== 0)).toBe(true);
  await expect(button(page, "Train")).toBeVisible({ timeout: 30_000 });
  await expect(metric(page, "step")).toHaveAttribute("data-value", "3000");
});
