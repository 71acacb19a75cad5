import {
  button,
  choose,
  closeMargin,
  done,
  expect,
  fingerprint,
  metric,
  open,
  openBare,
  openPage,
  press,
  prunedZeros,
  ready,
  run,
  slideTo,
  test,
  value,
  weights,
} from "./fixtures.ts";

test("a preset opens already trained, is pruned and fine-tuned, and can be trained by oneself", async ({ page }) => {
  await open(page, "data=digits&backend=wasm&finetune=1");
  await choose(page, "Network", "small CNN");
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", "52040");
  const initial = await fingerprint(page);
  await openPage(page, /^How to train: /);
  await button(page, "Open trained").click();
  await closeMargin(page);
  await expect.poll(() => done(page)).toEqual(["start", "load"]);
  await expect(metric(page, "step")).toHaveAttribute("data-value", "504");
  await ready(page);
  const dense = await value(page, "validation-accuracy");
  expect(dense).toBeGreaterThan(0.96);
  await expect(page).toHaveURL(/start=trained/);

  await slideTo(page, 90);
  expect(await value(page, "kept-weights")).toBe(5204);
  await run(page, "Fine-tune");
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(dense - 0.03);
  expect(prunedZeros(await weights(page))).toBe(52_040 - 5204);

  await button(page, "Undo").click();
  await button(page, "Undo").click();
  await openPage(page, /^How to train: /);
  await button(page, "train it yourself").click();
  await closeMargin(page);
  await expect(metric(page, "step")).toHaveAttribute("data-value", "0");
  await expect(page).not.toHaveURL(/start=/);
  expect(await fingerprint(page)).toBe(initial);
});

test("a link opens trained what was trained, and says where that is not possible", async ({ page }) => {
  await open(page, "data=digits&hidden=128-64&start=trained&backend=wasm");
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(0.94);
  await press(page, "New seed");
  await expect(metric(page, "step")).toHaveAttribute("data-value", "0");
  await expect(page).not.toHaveURL(/start=/);
  await page.goto("about:blank");
  await open(page, "data=digits&seed=8&start=trained&backend=wasm");
  await expect(
    page.getByText("start “trained” is not possible: Only the spiral’s 16-16 and the named networks"),
  ).toBeVisible();
  await expect(metric(page, "step")).toHaveAttribute("data-value", "0");
});

test("the bare address opens with something to prune, and nothing to undo: what it says of half the weights is so", async ({
  page,
}) => {
  await openBare(page);
  await expect(
    page.getByRole("heading", { name: "Take away half of this network’s 320 weights, and nothing happens." }),
  ).toBeVisible();
  await expect(page.getByText("Drag the handle and watch.")).toBeVisible();
  await expect(button(page, "Undo")).toBeDisabled();
  const dense = await value(page, "validation-accuracy");
  const came = await fingerprint(page);
  await slideTo(page, 50);
  expect(await value(page, "validation-accuracy")).toBeGreaterThanOrEqual(dense);
  await expect(page.getByRole("heading", { name: /^Keep 160 of 320 weights, and accuracy/ })).toBeVisible();
  await button(page, "Undo").click();
  await expect(metric(page, "sparsity")).toHaveAttribute("data-value", "0");
  expect(await fingerprint(page)).toBe(came);
  await expect(button(page, "Undo")).toBeDisabled();

  // New weights are one press away, and those that came with it one back.
  await press(page, "Rewind");
  await expect(page.getByRole("heading", { name: /^Untrained: 320 random weights/ })).toBeVisible();
  await button(page, "Undo").click();
  await expect(metric(page, "step")).toHaveAttribute("data-value", "5000");
  expect(await fingerprint(page)).toBe(came);
});

test("other data open trained where weights come along, and untrained elsewhere", async ({ page }) => {
  await openBare(page);
  await choose(page, "Data", "circles");
  await expect(metric(page, "step")).toHaveAttribute("data-value", "0");
  await expect(page).not.toHaveURL(/start=/);
  await choose(page, "Data", "spiral");
  await expect(metric(page, "step")).toHaveAttribute("data-value", "5000");
  await expect(page).toHaveURL(/start=trained/);
});
