import type { Page } from "@playwright/test";
import { choose, expect, expectAccessible, open, opened, openPage, run, slideTo, test, weights } from "./fixtures.ts";

/** The page on rounding, from the word that says across what is cut. */
const openRounding = (page: Page) => openPage(page, /^Scope: /, "Rounding and ties");

test("a layer cut by our rule, torch's and TF-MOT's: the same until weights tie, then each goes its way", async ({
  page,
}) => {
  await open(page, "data=moons&backend=wasm&epochs=4");
  await run(page, "Train");
  const [first, second] = await weights(page);
  await slideTo(page, 50);
  const sheet = await openRounding(page);
  const row = (name: string) => sheet.getByRole("row", { name: new RegExp(`^${name}`) });
  const cells = async (name: string) => (await row(name).getByRole("cell").allInnerTexts()).map((text) => text.trim());

  await expect(sheet).toContainText("All three prune the same 128 weights.");
  await expect(row("this app")).toContainText("round(0.5 × 256) = 128");
  await expect(row("TF-MOT")).toContainText("256 − max(1, round(256 × 0.5)) = 128");
  for (const name of ["this app", "torch", "TF-MOT"]) expect((await cells(name))[2]).toBe("none");
  await expect(sheet.getByRole("img")).toHaveAccessibleName(
    /The 24 weights nearest to the cut.* TF-MOT: 12 pruned, 12 stay\./,
  );

  await choose(page, "Layer", first.name);
  await expect(row("this app")).toContainText("round(0.5 × 32) = 16");
  await choose(page, "Layer", second.name);
  await choose(page, "Weights", "4");
  await expect(sheet).toContainText("Rounded to 4 bits only here: the network is unchanged.");
  await expect(sheet).toContainText(/weights share the \|w\| at the cut/);

  // The same from the weights as they were trained: eight values of |w|, and TF-MOT prunes what is below the one at the cut.
  const scale = Math.max(...second.weights.map(Math.abs)) / 7;
  const levels = second.weights.map((weight) => Math.round(Math.abs(weight) / scale)).sort((a, b) => a - b);
  const below = levels.filter((level) => level < levels[128]).length;
  const tied = levels.filter((level) => level === levels[128]).length;
  expect(below).toBeLessThan(128);
  expect((await cells("this app"))[0]).toMatch(/^128\b/);
  expect((await cells("torch"))[0]).toMatch(/^128\b/);
  expect((await cells("TF-MOT"))[0]).toMatch(new RegExp(`^${below}\\b.*; ${128 - below} tie and stay$`, "s"));
  for (const name of ["this app", "torch", "TF-MOT"]) expect((await cells(name))[2]).toBe(String(tied));
  expect((await cells("TF-MOT"))[3]).toBe(String(128 - below));
  expect((await cells("torch"))[3]).toMatch(/^0 to \d+$/);
  await expect(sheet.getByRole("img")).toHaveAccessibleName(/left open/);

  await expectAccessible(page, opened);
  // By keyboard, and what was chosen stays chosen.
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("button", { name: /^Scope: / })).toBeFocused();
  await page.keyboard.press("Enter");
  const link = sheet.getByRole("button", { name: "Rounding and ties", exact: true });
  await link.press("Enter");
  await expect(sheet.getByRole("radio", { name: "rounded to 4 bits" })).toBeChecked();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(sheet.getByRole("radio", { name: "hidden 1 to hidden 2" })).toBeFocused();
});

test("a weight that an earlier round pruned stays pruned here, while the libraries see ties at 0", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&epochs=4&finetune=1");
  await run(page, "Train");
  await slideTo(page, 70);
  await run(page, "Fine-tune");
  const slider = page.getByRole("slider", { name: "Sparsity" });
  const gone = (await weights(page)).map(({ mask }) => mask.filter((bit) => bit === 0).length);
  await slider.focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press("PageDown");
  await expect(slider).toHaveValue("20");
  const sheet = await openRounding(page);
  await expect(sheet.getByRole("row", { name: /^this app/ })).toContainText(`${gone[1]} went in earlier rounds`);
  await expect(
    sheet
      .getByRole("row", { name: /^TF-MOT/ })
      .getByRole("cell")
      .first(),
  ).toHaveText(/^0\b/);
  await expect(sheet).toContainText(`${gone[1]} weights are 0 since earlier rounds`);
});

// The fixture's page takes a failed request for a fault; here it is meant.
test("a page of the margin whose contents cannot be fetched says so, and shows them when tried again", async ({
  browser,
  baseURL,
}) => {
  const page = await browser.newPage({ baseURL: baseURL! });
  await page.route(/\/pages-/, (route) => route.abort());
  await open(page, "data=moons&backend=wasm");
  const sheet = await openPage(page, /^Scope: /);
  await expect(sheet.getByRole("alert")).toContainText("could not be fetched");
  await page.unroute(/\/pages-/);
  await sheet.getByRole("button", { name: "Try again" }).click();
  await expect(sheet.getByRole("group", { name: "Scope" })).toBeVisible();
  await page.close();
});
