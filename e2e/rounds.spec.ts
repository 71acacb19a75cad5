import { button, choose, expect, fingerprint, metric, open, openPage, run, slideTo, test, value } from "./fixtures.ts";

test("after a round whole neurons are chosen: nothing goes until the handle moves, and what can be left out costs nothing", async ({
  page,
}) => {
  await open(page, "data=moons&backend=wasm&epochs=6&finetune=3");
  await run(page, "Train");
  await slideTo(page, 85);
  await run(page, "Fine-tune");
  const kept = await value(page, "kept-weights");
  const tuned = await fingerprint(page);
  const slider = page.getByRole("slider", { name: "Sparsity" });

  const compare = await openPage(page, /^Criterion: /, "Compare");
  await button(page, "Add a comparison").click();
  await expect(compare).toContainText("nothing is cut but what earlier rounds pruned");
  await expect(compare.getByRole("region", { name: "Comparison 1" })).toBeVisible();
  await expect(compare.getByRole("region", { name: "Comparison 1" })).not.toContainText("Treated alike");
  await page.keyboard.press("Escape");

  await choose(page, "Granularity", "whole neurons");
  // Of 32 neurons fewer are gone than of 320 weights: the handle goes there.
  await expect.poll(async () => Number(await slider.inputValue())).toBeLessThan(80);
  await slider.press("Home");
  await expect(page.getByText("Not yet applied.")).toBeHidden();
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", String(kept));
  expect(await fingerprint(page)).toBe(tuned);

  await slideTo(page, 90);
  expect(await value(page, "kept-weights")).toBeLessThan(kept);
  await openPage(page, /× smaller/);
  await expect(page.getByRole("row", { name: /^Smaller dense network/ })).toContainText(
    /of 32 units; .* biases\) × 4 B/,
  );
});
