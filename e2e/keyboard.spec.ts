import type { Page } from "@playwright/test";
import {
  button,
  dataset,
  dialog,
  done,
  expect,
  file,
  margin,
  metric,
  open,
  openPage,
  pick,
  ready,
  run,
  settled,
  test,
  value,
} from "./fixtures.ts";

const slider = (page: Page) => page.getByRole("slider", { name: "Sparsity", exact: true });
const cuts = async (page: Page) => (await done(page, /^prune$/)).length;

/** What has the focus: its name, or what it is. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "";
  });

/** The focus is kept, and Space, pressed there, trains nothing. */
async function expectKept(page: Page, name: string | RegExp) {
  const before = await value(page, "step");
  await expect.poll(() => focused(page)).toMatch(name);
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
  const isPart = await page.evaluate(() => document.activeElement!.matches("section, aside, main, h2"));
  // Controls do their own thing by Space.
  if (isPart) await page.keyboard.press("Space");
  await expect(button(page, "Pause")).toBeHidden();
  expect(await value(page, "step")).toBe(before);
}

async function undone(page: Page) {
  await expect(button(page, "Undo")).toBeDisabled();
  await expect(metric(page, "step")).toHaveAttribute("data-value", "0");
}

const applied = (page: Page) => expect(page.getByText("Not yet applied.")).toBeHidden();

test("the main job by keyboard: to the slider at once, by whole percents and single weights, by numbers, by a key that is held", async ({
  page,
}) => {
  await open(page, "data=moons&hidden=8-8&backend=wasm&epochs=4&finetune=2");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(slider(page)).toBeFocused();
  await page.keyboard.press("Space");
  await expect.poll(() => done(page, /^train$/), { timeout: 30_000 }).toHaveLength(1);
  await page.keyboard.press("PageUp");
  await page.keyboard.press("ArrowRight");
  await expect(slider(page)).toHaveValue("11");
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", String(96 - 11));
  // One weight each.
  await page.keyboard.press("Alt+ArrowRight");
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", String(96 - 12));
  await page.keyboard.press("Alt+ArrowRight");
  await expect(slider(page)).toHaveAttribute("aria-valuetext", /^13\.5\s%, .*13 of 96 weights pruned$/);
  await page.keyboard.press("Alt+ArrowLeft");
  await applied(page);
  expect(await value(page, "kept-weights")).toBe(96 - 12);
  await expect(page).toHaveURL(/prune:12\.5&end=/);
  // A key that is held while the focus leaves.
  let steps = await cuts(page);
  await page.keyboard.down("ArrowRight");
  await page.getByRole("button", { name: /^Criterion: / }).focus();
  await page.keyboard.up("ArrowRight");
  steps++;
  await expect.poll(() => cuts(page)).toBe(steps);
  await applied(page);
  // Numbers, shown at once and applied with Enter.
  await page.getByRole("button", { name: /^Exact cut/ }).press("Enter");
  const percentage = page.getByRole("spinbutton", { name: "Sparsity in percent" });
  const count = page.getByRole("spinbutton", { name: "How many of 96 weights go" });
  await percentage.fill("62.5");
  await expect(count).toHaveValue("60");
  await expect.poll(() => cuts(page)).toBe(steps);
  await page.keyboard.press("Enter");
  steps++;
  await expect.poll(() => cuts(page)).toBe(steps);
  await count.fill("61");
  await page.keyboard.press("Enter");
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "35");
  // What is no share leaves all as it was; what was not applied goes back with Escape.
  await percentage.fill("620");
  await page.keyboard.press("Enter");
  await expect(percentage).toHaveAttribute("aria-invalid", "true");
  await percentage.fill("10");
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "86");
  await page.keyboard.press("Escape");
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "35");
  steps++;
  await expect.poll(() => cuts(page)).toBe(steps);
  // In a field Ctrl Z is the field's.
  await page.getByRole("button", { name: /^Exact cut/ }).press("Enter");
  await percentage.fill("20");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Escape");
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "35");
  expect(await cuts(page)).toBe(steps);
  await page.getByRole("button", { name: /^Runs: / }).press("Enter");
  await expect(margin(page).locator("[aria-current=step]")).toHaveAccessibleName(/^Prune.*63\.5/);
  await page.keyboard.press("Escape");
  // Elsewhere it is the network's; and Space on a table scrolls it.
  await slider(page).focus();
  await page.keyboard.press("Control+z");
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "36");
  await button(page, "Network as a table").press("Enter");
  await page.getByRole("region", { name: "Layers at this cut" }).focus();
  await expectKept(page, "Layers at this cut");
});

test("the focus stays where people are when the control it is on goes", async ({ page }) => {
  await open(page, "data=moons&hidden=8-8&backend=wasm&epochs=4");
  await run(page, "Train");
  // The button that opens the test set gives way to the score.
  await openPage(page, /^Test set/);
  await button(page, "Score on test").press("Enter");
  await expect(metric(page, "test-accuracy")).toHaveCount(1);
  await expect(button(page, "Score on test")).toBeHidden();
  await expectKept(page, "The test set");
  await page.keyboard.press("Escape");
  await expectKept(page, /^Test set/);
  await slider(page).focus();
  await page.keyboard.press("PageUp");
  await expect.poll(() => cuts(page)).toBe(1);
  await settled(page);
  for (let i = 0; i < 2; i++) await button(page, "Undo").press("Enter");
  await undone(page);
  await expectKept(page, "Tools");
  // Able again, it has the focus again.
  await button(page, "Redo").press("Enter");
  await expect(metric(page, "step")).toHaveAttribute("data-value", "200");
  await button(page, "Undo").press("Enter");
  await undone(page);
  await expectKept(page, "Tools");
  // By hand: what was pruned cannot be pruned again.
  await button(page, "Prune by hand").press("Enter");
  const byHand = margin(page);
  await byHand.getByRole("textbox", { name: "Units" }).fill("1");
  await expect(byHand.getByRole("row")).toHaveCount(3);
  await byHand.getByRole("button", { name: "Prune", exact: true }).press("Enter");
  await expect(byHand).toContainText("2 weights, 0 kept");
  await expectKept(page, "By hand");
  await byHand.getByRole("textbox", { name: "Units" }).focus();
  await page.keyboard.press("Escape");
  await expectKept(page, /by hand/i);
  // Layers of the editor.
  await page.getByRole("button", { name: /^Network: 2-8-8-2/ }).press("Enter");
  await margin(page).getByRole("button", { name: "Remove hidden layer 2" }).press("Enter");
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", "32");
  await expectKept(page, "The network");
  await page.keyboard.press("Escape");
  await expectKept(page, "Network: 2-8-2");
  // Data, and the page on which it comes.
  await page.getByRole("button", { name: "Data: Moons" }).press("Enter");
  const data = margin(page).getByRole("group", { name: "Data", exact: true });
  await data.getByRole("radio", { checked: true }).focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect.poll(() => dataset(page)).toBe("gaussians");
  await ready(page);
  await expect(data.getByRole("radio", { checked: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await expectKept(page, /^Data: Gaussian/);
  await pick(page, [file("t.csv", Buffer.from("a,b,c\n1,2,x\n2,1,y\n"))]);
  // Once the preview stands the page itself has the focus: the button that had it is gone.
  await expect(dialog(page).getByRole("button", { name: "Open", exact: true })).toBeVisible();
  expect(await page.evaluate(() => Boolean(document.activeElement?.closest("aside")))).toBe(true);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expectKept(page, /^Data/);
  await openPage(page, /^Network: /);
  const seed = page.getByRole("spinbutton", { name: "Seed" });
  await seed.fill("9");
  await seed.press("Enter");
  await ready(page);
  await expectKept(page, "Seed");
});
