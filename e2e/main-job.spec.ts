import {
  button,
  expect,
  expectReached,
  fingerprint,
  isLong,
  metric,
  open,
  prunedZeros,
  run,
  slideTo,
  test,
  value,
  variant,
  weights,
  wholeCurve,
} from "./fixtures.ts";

test.describe("where motion is welcome", () => {
  test.use({ contextOptions: { reducedMotion: "no-preference" } });

  test("a newcomer sees an untrained network and trains it with the space bar, for long enough to watch", async ({
    page,
  }) => {
    // The run takes two seconds by the clock, whatever else goes on: a page that was not drawn, or not heard, in the meantime shows its
    // end at once, and another one is looked at.
    await expect(async () => {
      await page.goto("about:blank");
      await open(page);
      await expect(page.getByRole("heading", { name: /^Untrained: 320 random weights/ })).toBeVisible();
      // A test would come back too late: the page itself tells the moment.
      const begun = metric(page, "step").evaluate(
        (step) =>
          new Promise<boolean>((resolve) => {
            const seen = new MutationObserver(() => {
              if (Number(step.getAttribute("data-value")) === 0) return;
              seen.disconnect();
              const key = { key: " ", code: "Space", bubbles: true, cancelable: true };
              resolve([...document.querySelectorAll("button")].some(({ textContent }) => textContent === "Pause"));
              document.body.dispatchEvent(new KeyboardEvent("keydown", key));
            });
            seen.observe(step, { attributes: true });
          }),
      );
      await page.keyboard.press("Space");
      expect(await begun).toBe(true);
      await expect(button(page, "Train")).toBeVisible();
      expect(await value(page, "step")).toBeLessThan(5000);
    }).toPass({ timeout: 90_000 });
    expect(await value(page, "steps-per-second")).toBeGreaterThan(0);
  });
});

test("points train on WebGL; the network is pruned, fine-tuned and undone bit for bit", async ({ page }) => {
  test.setTimeout(240_000);
  await open(page, "data=moons&backend=webgl&batch=25&rate=0.02&epochs=15&finetune=4");
  await expect(metric(page, "backend")).toHaveAttribute("data-value", "webgl");
  await button(page, "Train").click();
  await expect.poll(() => value(page, "step")).toBeGreaterThan(100);
  const tensors = await page.evaluate(() => window.playground.tensors());
  await expect(button(page, "Pause")).toBeHidden({ timeout: 150_000 });
  expect(await value(page, "step")).toBe(300);
  expect(await page.evaluate(() => window.playground.tensors())).toBe(tensors);
  expect(await value(page, "validation-accuracy")).toBeGreaterThanOrEqual(0.95);
  const dense = await fingerprint(page);

  await slideTo(page, 60);
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "128");
  await expect(page.getByRole("heading", { name: /^Keep 128 of 320 weights, and accuracy falls from/ })).toBeVisible();
  const cut = await value(page, "validation-accuracy");
  await run(page, "Fine-tune");
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(cut);
  expect(await value(page, "sparsity")).toBe(0.6);
  expect(prunedZeros(await weights(page))).toBe(192);

  await button(page, "Undo").click();
  await button(page, "Undo").click();
  await expect(metric(page, "sparsity")).toHaveAttribute("data-value", "0");
  expect(await fingerprint(page)).toBe(dense);
  await button(page, "Redo").click();
  await button(page, "Redo").click();
  await expect(metric(page, "sparsity")).toHaveAttribute("data-value", "0.6");
  expect(prunedZeros(await weights(page))).toBe(192);
});

// WebGL trains dense layers above, images in `cnn.spec.ts`.
const backend = isLong ? "webgl" : "wasm";

test(`digits train (${backend}), lose accuracy at 90 % and win it back by fine-tuning`, async ({ page }) => {
  await open(page, `data=digits&hidden=32&backend=${backend}&epochs=1&finetune=1&rate=0.01`);
  await expect(metric(page, "backend")).toHaveAttribute("data-value", backend);
  await run(page, "Train");
  const dense = await value(page, "validation-accuracy");
  expectReached(dense, "data=digits&hidden=32&epochs=1&rate=0.01", 3);
  await wholeCurve(page);

  await slideTo(page, 90);
  expect(await value(page, "validation-accuracy")).toBeLessThan(dense);
  expect(await value(page, "kept-weights")).toBe(2541);
  const before = await fingerprint(page);
  const mask = JSON.stringify((await weights(page)).map((layer) => layer.mask));
  await run(page, "Fine-tune");
  expect(await value(page, "validation-accuracy")).toBeGreaterThanOrEqual(dense - 0.02);
  const after = await weights(page);
  expect(prunedZeros(after)).toBe(25_408 - 2541);
  expect(JSON.stringify(after.map((layer) => layer.mask)) === mask).toBe(true);

  await button(page, "Undo").click();
  await expect.poll(() => fingerprint(page), { timeout: 30_000 }).toBe(before);
  await expect(page.getByRole("region", { name: "Network", exact: true })).toContainText(/\d+ of 784/);
});

variant("the same link gives the same mask and the same curve twice", async ({ page }) => {
  const outcomes = [];
  for (let time = 0; time < 2; time++) {
    await page.goto("about:blank");
    await open(page, "data=moons&backend=wasm&seed=11&epochs=2&criterion=random&sparsity=35");
    await run(page, "Train");
    await slideTo(page, 42);
    outcomes.push({ weights: await fingerprint(page), curve: await wholeCurve(page) });
  }
  expect(outcomes[1]).toEqual(outcomes[0]);
});
