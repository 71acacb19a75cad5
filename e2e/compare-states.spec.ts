import type { Page } from "@playwright/test";
import { button, expect, expectAccessible, fingerprint, open, opened, run, slideTo, test } from "./fixtures.ts";

const small = "data=moons&hidden=20&backend=wasm&epochs=4&finetune=2";

const sheet = (page: Page) => page.getByRole("complementary", { name: "Runs" });
const map = (page: Page) => page.getByRole("region", { name: /^Map of \d+ states/ });
const card = (page: Page) => page.getByRole("region", { name: "Selected state" });
const comparison = (page: Page) => page.getByRole("region", { name: "Compare states" });

/** What the card of a state says of it, by what it is. */
async function factsOf(page: Page): Promise<Map<string, string>> {
  await expect(card(page)).toBeVisible();
  const [names, values] = await Promise.all(
    ["term", "definition"].map((role) =>
      card(page)
        .getByRole(role as "term")
        .allTextContents(),
    ),
  );
  return new Map(names.map((name, i) => [name, values[i]]));
}

/** The cells of a row of the figures: of the first state, of the second, their difference. */
async function figures(page: Page, what: string): Promise<string[]> {
  const row = comparison(page).getByRole("row", { name: new RegExp(`^${what} `) });
  await expect(row.first()).toBeVisible();
  return row.first().getByRole("cell").allTextContents();
}

/** That the figures seen are those of the two cards. */
async function expectFigures(page: Page, cards: readonly Map<string, string>[]): Promise<void> {
  for (const [what, fact] of [
    ["Accuracy", "Accuracy"],
    ["Pruned", "Pruned"],
    ["Multiply-adds", "Multiply-adds"],
    ["Stored dense", "Stored"],
    ["Optimizer steps that led there", "Trained"],
  ] as const) {
    const seen = (await figures(page, what)).slice(0, 2);
    seen.forEach((figure, i) => {
      expect(cards[i].get(fact), `${what} of state ${i}`).toMatch(new RegExp(`^${figure}(?![\\d.])`));
    });
  }
}

test("one jump and small rounds to the same sparsity are compared in two clicks, or by keys alone, and one stays where one is", async ({
  page,
}) => {
  await open(page, small);
  await run(page, "Train");
  await slideTo(page, 80);
  await run(page, "Fine-tune");
  await button(page, "Undo").click();
  await button(page, "Undo").click();
  await slideTo(page, 50);
  await run(page, "Fine-tune");
  await slideTo(page, 80);
  await run(page, "Fine-tune");
  const before = await fingerprint(page);
  await page.getByRole("button", { name: /^Runs: / }).click();
  const jump = map(page)
    .getByRole("button", { name: /^Fine-tune.*80\.0/ })
    .first();
  const rounds = await factsOf(page);
  await jump.click();
  const cards = [rounds, await factsOf(page)];
  await map(page)
    .getByRole("button", { name: /^Fine-tune.*80\.0/ })
    .last()
    .click();

  await button(page, "Compare with…").click();
  await jump.click();
  await expect(comparison(page).getByRole("status")).toContainText(/Of the same 250 validation|Both (read|get) \d+ of/);
  await expect(comparison(page)).toContainText(/Train 4 epochs → Prune 50 % → Fine-tune 2 epochs → Prune 80 %/);
  await expect(comparison(page)).toContainText(/two single figures of one seed, 7: other seeds may turn them round/);
  await expectFigures(page, cards);
  expect(await figures(page, "Weights kept")).toEqual(["16", "16", "0"]);
  // Every layer that both have, its masks and weights drawn and as numbers.
  const layers = comparison(page).getByRole("region", { name: "Masks and weights of the two states, layer by layer" });
  await expect(layers.getByRole("row")).toHaveCount(4);
  await layers.getByRole("button", { name: "hidden 1 to output" }).click();
  await expect(
    comparison(page).getByRole("img", { name: /^Masks of hidden 1 to output: \d+ kept by both/ }),
  ).toBeVisible();
  await button(page, "Weights of hidden 1 to output as a table").click();
  await expect(comparison(page).getByRole("table", { name: /^Weights by their values/ })).toBeVisible();
  await expectAccessible(page, opened);

  // The other way round, then by keys alone: from the map to any two, each chosen by its own list too.
  await button(page, "Change the two over").click();
  await expectFigures(page, cards.toReversed());
  await sheet(page).getByRole("button", { name: "Ends", exact: true }).press("Enter");
  await button(page, "Compare with…").press("Enter");
  await expect(jump).toBeFocused();
  await expect(sheet(page)).toContainText(/Choose the state to compare “Fine-tune 2 epochs” with/);
  // Escape ends the choosing, from where the sheet was opened too, and closes the sheet only then.
  await page.keyboard.press("Escape");
  await expect(sheet(page)).not.toContainText("Choose the state to compare");
  await expect(jump).toBeFocused();
  await button(page, "Compare with…").press("Enter");
  await page.getByRole("button", { name: /^Runs: / }).press("Escape");
  await expect(sheet(page)).not.toContainText("Choose the state to compare");
  await page.getByRole("button", { name: /^Runs: / }).press("Escape");
  // What it holds goes a moment after it is hidden: opened again within that it would still be at the other state.
  await expect(sheet(page).locator("button[data-state]")).toHaveCount(0);
  await page.getByRole("button", { name: /^Runs: / }).press("Enter");
  await jump.click();
  await button(page, "Compare with…").press("Enter");
  for (const key of ["ArrowLeft", "ArrowLeft", "Enter"]) await page.keyboard.press(key);
  await expect(comparison(page)).toBeFocused();
  expect((await figures(page, "Pruned")).slice(0, 2)).toEqual(["80.0\u202f%", "0.0\u202f%"]);
  const second = comparison(page).getByRole("combobox", { name: "The second state" });
  await second.selectOption({ label: (await second.locator("option").first().textContent()) as string });
  await expect(comparison(page)).toContainText("Moons, 20, seed 7: initial weights");
  expect((await figures(page, "Optimizer steps that led there"))[1]).toBe("0");
  expect(await fingerprint(page)).toBe(before);
  // The other state is gone to from here, too.
  await button(page, "Go to the second state").press("Enter");
  await expect(page.getByRole("slider", { name: "Sparsity" })).toHaveValue("0");
});
