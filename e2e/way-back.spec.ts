import {
  accept,
  button,
  choose,
  dataset,
  expect,
  file,
  fingerprint,
  open,
  openData,
  pick,
  ready,
  run,
  slideTo,
  test,
} from "./fixtures.ts";

const small = "data=moons&backend=wasm&epochs=4&finetune=2";

test("keys pass through data sets without a loss; what is taken over brings the trained network back by button, undo and Back", async ({
  page,
}) => {
  await open(page, small);
  await run(page, "Train");
  await slideTo(page, 40);
  const before = await fingerprint(page);

  const group = (await openData(page)).getByRole("group", { name: "Data", exact: true });
  const chosen = group.getByRole("radio", { checked: true });
  await chosen.focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowUp"]) await page.keyboard.press(key);
  await expect(page.getByText("Enter takes it")).toBeVisible();
  expect(await fingerprint(page)).toBe(before);
  await page.keyboard.press("Escape");
  await expect(chosen).toHaveValue("moons");
  await expect(page.getByText("Enter takes it")).toBeHidden();

  for (const back of [
    () => page.getByRole("button", { name: "Back to Moons" }).click(),
    () => button(page, "Undo").click(),
    () => page.goBack(),
  ]) {
    await chosen.focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/data=gaussians/);
    await expect(page.getByRole("button", { name: "Back to Moons" })).toBeVisible();
    await expect(chosen).toHaveValue("gaussians");
    await expect(chosen).toBeFocused();
    await back();
    await expect(chosen).toHaveValue("moons");
    await expect(page.getByRole("slider", { name: "Sparsity" })).toHaveValue("40");
    await expect.poll(() => fingerprint(page)).toBe(before);
  }
  // It is no picture of it: it trains on.
  await run(page, "Fine-tune");
});

test("Back with own data open brings data and trained network back, whatever was looked at how meanwhile", async ({
  page,
}) => {
  const rows = Array.from({ length: 80 }, (_, i) => `${Math.sin(i)},${Math.cos(i)},${i % 2 ? "odd" : "even"}`);
  await open(page, small);
  await pick(page, [file("own.csv", Buffer.from(["a,b,kind", ...rows].join("\n")))]);
  await accept(page);
  await run(page, "Train");
  const before = await fingerprint(page);
  // Ways to look are no places to come back to.
  const length = await page.evaluate(() => history.length);
  await choose(page, "Theme", "dark");
  expect(await page.evaluate(() => history.length)).toBe(length);

  await page.goBack();
  await expect.poll(() => dataset(page)).toBe("moons");
  await ready(page);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.goForward();
  await expect.poll(() => dataset(page)).toBe("file");
  await expect(page.getByRole("status").filter({ hasText: "corrected" })).toHaveCount(0);
  await expect.poll(() => fingerprint(page)).toBe(before);
  // A link to own data stays with the data that is open.
  await page.evaluate(() => {
    location.hash = `${location.hash}&rate=0.02`;
  });
  await expect.poll(() => fingerprint(page)).toBe(before);
  await expect.poll(() => dataset(page)).toBe("file");
  await expect(page.getByRole("status").filter({ hasText: "file of the link's author" })).toHaveCount(0);
});
