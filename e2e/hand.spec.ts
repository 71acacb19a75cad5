import type { Page } from "@playwright/test";
import {
  button,
  done,
  expect,
  metric,
  open,
  prunedZeros,
  run,
  settled,
  slideTo,
  test,
  value,
  weights,
} from "./fixtures.ts";

const network = (page: Page) => page.getByRole("region", { name: "Network", exact: true });
/** Waits until so many steps by hand were made on the way to where one is. */
const expectSteps = (page: Page, count: number) =>
  expect.poll(async () => (await done(page, /^edit$/)).length).toBe(count);
const pruned = async (page: Page) => (await weights(page)).map(({ mask }) => mask.filter((bit) => bit === 0).length);

/** The network's picture, as a box on the screen. */
async function picture(page: Page) {
  const box = await network(page).getByRole("img").first().boundingBox();
  return box!;
}

/** Where the units of the first hidden layer stand, across the screen: under what makes them more or fewer. */
async function firstColumn(page: Page) {
  const [fewer, more] = await Promise.all(
    ["less", "more"].map((word) => button(page, `One unit ${word} in hidden 1`).boundingBox()),
  );
  return (fewer!.x + more!.x + more!.width) / 2;
}

test("a click prunes a connection or a neuron, another brings it back, each one step to undo", async ({ page }) => {
  await open(page, "data=moons&hidden=4-4&backend=wasm&epochs=8");
  await run(page, "Train");
  const label = (await network(page).getByText("x₁").boundingBox())!;
  // Right behind the first input, where its connections begin.
  const connection = [label.x + label.width + 66, label.y + label.height / 2] as const;
  await page.mouse.move(...connection);
  await expect(network(page)).toContainText(/w = −?[\d.]+, kept/);
  await expect(network(page)).toContainText(/s = \|w\| = [\d.]+, number \d+ of 32 to go/);
  await page.mouse.click(...connection);
  await expectSteps(page, 1);
  await expect(network(page)).toContainText("1 pruned by hand");
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "31");
  await page.mouse.click(...connection);
  await expectSteps(page, 2);
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "32");
  await button(page, "Undo").click();
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "31");
  await button(page, "Undo").click();
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "32");
  await expect(network(page)).toContainText("all 8 units alive");
});

test("a box around neurons chooses them; what is done with them stays so when the slider moves", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&epochs=8&finetune=4");
  await run(page, "Train");
  const { y, height } = await picture(page);
  const column = await firstColumn(page);
  await page.mouse.move(column - 30, y + 30);
  await page.mouse.down();
  await page.mouse.move(column + 30, y + height * 0.27, { steps: 6 });
  await page.mouse.up();
  const bar = page.getByRole("dialog", { name: "Chosen weights" });
  await expect(bar).toContainText(/\d+ weights, \d+ kept/);
  const chosen = Number(/(\d+) weights/.exec((await bar.textContent())!)![1]);
  expect(chosen % 18).toBe(0);
  await bar.getByRole("button", { name: "Prune", exact: true }).click();
  await expectSteps(page, 1);
  await expect(network(page)).toContainText(`${chosen / 18} of 32 units dead`);
  const byHand = (await weights(page)).map(({ mask }) => mask);
  // A new choice stays where the focus was put, and closes with Escape.
  await page.mouse.move(column - 30, y + 30);
  await page.mouse.down();
  await page.mouse.move(column + 30, y + height * 0.2, { steps: 3 });
  await page.mouse.up();
  await expect(bar.getByRole("button", { name: "Restore" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(bar).toBeHidden();
  await slideTo(page, 50);
  expect(await value(page, "kept-weights")).toBe(160);
  const later = await weights(page);
  byHand.forEach((mask, l) => {
    mask.forEach((bit, i) => {
      if (bit === 0) expect(later[l].mask[i]).toBe(0);
    });
  });
  await run(page, "Fine-tune");
  expect(prunedZeros(await weights(page))).toBe(160);
});

test("weights are chosen by number too, and come back with what they were worth after training held them at 0", async ({
  page,
}) => {
  await open(page, "data=moons&backend=wasm&epochs=8&finetune=4");
  await run(page, "Train");
  const trained = await weights(page);
  await page.getByRole("button", { name: /^Prune by hand/ }).click();
  const sheet = page.getByRole("complementary", { name: "By hand" });
  await sheet.getByRole("radio", { name: "hidden 1 to hidden 2" }).check();
  await sheet.getByRole("textbox", { name: "Units" }).fill("2, 5-7");
  await sheet.getByRole("textbox", { name: "Inputs" }).fill("1-8");
  await expect(sheet).toContainText("32 weights, 32 kept");
  await sheet.getByRole("textbox", { name: "Inputs" }).fill("17");
  await expect(sheet.getByRole("alert")).toContainText("Write numbers within these limits");
  await sheet.getByRole("textbox", { name: "Inputs" }).fill("1-8");
  await sheet.getByRole("button", { name: "Prune", exact: true }).click();
  await expect(sheet).toContainText("32 weights, 0 kept");
  await page.keyboard.press("Escape");
  expect(await pruned(page)).toEqual([0, 32, 0]);
  await run(page, "Fine-tune");
  expect(prunedZeros(await weights(page))).toBe(32);
  await page.getByRole("button", { name: /^Prune by hand/ }).click();
  await sheet.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(sheet).toContainText("32 weights, 32 kept");
  await page.keyboard.press("Escape");
  await settled(page);
  const [, restored] = await weights(page);
  expect(restored.mask.every((bit) => bit === 1)).toBe(true);
  // Columns of units 2 and 5 to 7, rows of inputs 1 to 8.
  const places = [1, 4, 5, 6].flatMap((unit) => Array.from({ length: 8 }, (_, input) => input * 16 + unit));
  expect(places.map((i) => restored.weights[i])).toEqual(places.map((i) => trained[1].weights[i]));
  await run(page, "Train");
  // Kept by hand: even a cut of everything leaves them, and what is left to the slider again goes.
  await slideTo(page, 100);
  expect(await pruned(page)).toEqual([32, 224, 32]);
  await page.getByRole("button", { name: /^Prune by hand/ }).click();
  await sheet.getByRole("button", { name: "Leave to the slider" }).click();
  await page.keyboard.press("Escape");
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "0");
});

test("cells and regions of weight matrices, and with Shift a whole unit", async ({ page }) => {
  await open(page, "data=moons&hidden=64-64&backend=wasm&epochs=1");
  const pictures = network(page).locator("figure canvas");
  const box = (await pictures.nth(1).boundingBox())!;
  await page.mouse.click(box.x + box.width * 0.4, box.y + box.height * 0.4);
  await expectSteps(page, 1);
  expect(await pruned(page)).toEqual([0, 1, 0]);
  await page.mouse.move(box.x + box.width * 0.05, box.y + box.height * 0.05);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3, { steps: 5 });
  await page.mouse.up();
  await page
    .getByRole("dialog", { name: "Chosen weights" })
    .getByRole("button", { name: "Prune", exact: true })
    .click();
  await expectSteps(page, 2);
  const [, region] = await pruned(page);
  expect(region).toBeGreaterThan(20);
  const tile = (await pictures.nth(0).boundingBox())!;
  await page.keyboard.down("Shift");
  await page.mouse.click(tile.x + tile.width * 0.06, tile.y + tile.height * 0.1);
  await page.keyboard.up("Shift");
  await expectSteps(page, 3);
  const [first, second] = await pruned(page);
  expect(first).toBe(2);
  expect(second).toBeGreaterThan(region);
  await button(page, "Undo").click();
  await button(page, "Undo").click();
  await expect(network(page)).toContainText("1 pruned by hand");
});

test("what was chosen is forgotten with its network", async ({ page }) => {
  await open(page, "data=moons&backend=wasm");
  const { y, height } = await picture(page);
  const column = await firstColumn(page);
  await page.mouse.move(column - 30, y + 30);
  await page.mouse.down();
  await page.mouse.move(column + 30, y + height * 0.27, { steps: 3 });
  await page.mouse.up();
  const bar = page.getByRole("dialog", { name: "Chosen weights" });
  await expect(bar).toBeVisible();
  await page.evaluate(() => {
    location.hash = "v=1&data=moons&backend=wasm&hidden=8&protect=both&scope=layerwise";
  });
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", "32");
  await expect(bar).toBeHidden();
  // Nothing may be pruned of it, and the page stands.
  await expect(page.getByRole("slider", { name: "Sparsity", exact: true })).toBeVisible();
  await slideTo(page, 50);
  expect(await value(page, "kept-weights")).toBe(32);
});
