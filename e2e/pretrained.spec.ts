import {
  button,
  choose,
  expect,
  fingerprint,
  metric,
  open,
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
  await expect(page.getByText("8 → 16 filters of 3 × 3").filter({ visible: true })).toHaveCount(1);
  const initial = await fingerprint(page);
  await button(page, "Open trained").click();
  await expect(page.getByRole("button", { name: /^Go to: Trained beforehand/ })).toBeVisible();
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
  await button(page, "train it yourself").click();
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
  await expect(page.getByText("start “trained” is not possible: Only the named networks come trained")).toBeVisible();
  await expect(metric(page, "step")).toHaveAttribute("data-value", "0");
});
