import { button, choose, expect, margin, open, openPage, reveal, run, slideTo, test, value } from "./fixtures.ts";

test("layers get batch norm in the editor, train under a penalty on its scales, and lose the neurons whose scales are small", async ({
  page,
}) => {
  await open(page, "data=moons&hidden=16-8&backend=wasm&epochs=60&slim=0.005&granularity=unit");
  const criterion = await reveal(page, "Criterion");
  await expect(criterion.getByRole("radio", { name: /slimming/ })).toBeDisabled();
  await expect(margin(page)).toContainText(/no layer has any/);
  await openPage(page, /^Network: /);
  await page.getByRole("checkbox", { name: "Hidden 1, batch norm" }).check();
  await expect(page).toHaveURL(/hidden=16bn-8(&|$)/);
  await expect(page.getByText(/176 weights \+ 42 biases and scales/)).toBeVisible();
  await page.getByRole("checkbox", { name: "Hidden 2, batch norm" }).check();
  await expect(page).toHaveURL(/hidden=16bn-8bn(&|$)/);
  await page.keyboard.press("Escape");
  await run(page, "Train");
  await choose(page, "Criterion", "slimming");
  const dense = await value(page, "validation-accuracy");
  expect(dense).toBeGreaterThan(0.85);
  // The penalty has drawn the scales of neurons that are not needed to 0: half of them cost next to nothing.
  await slideTo(page, 50);
  await expect(page.getByRole("img", { name: /12 of 24 units dead/ })).toBeVisible();
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(dense - 0.1);
  await button(page, "Undo").click();
  await expect(page.getByRole("slider", { name: "Sparsity", exact: true })).toHaveValue("0");
});
