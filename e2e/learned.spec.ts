import AxeBuilder from "@axe-core/playwright";
import { expect, open, run, slideTo, test, value } from "./fixtures.ts";

test("a digit drawn with the mouse is read by the network, and the answer follows the slider", async ({ page }) => {
  await open(page, "data=digits&backend=wasm&epochs=3");
  await run(page, "Train");
  await page.getByRole("button", { name: /^Draw a digit/ }).click();
  const sheet = page.getByRole("region", { name: "Your own digit" });
  await expect(sheet).toContainText("Draw with the mouse or a finger");
  await expect(sheet.getByRole("button", { name: "Clear" })).toBeDisabled();
  const board = (await sheet.getByRole("img", { name: "Drawing board" }).boundingBox())!;
  const draw = async (points: readonly (readonly [number, number])[]) => {
    const [first, ...others] = points.map(([x, y]) => [board.x + x * board.width, board.y + y * board.height] as const);
    await page.mouse.move(...first);
    await page.mouse.down();
    for (const point of others) await page.mouse.move(...point, { steps: 6 });
    await page.mouse.up();
  };
  await draw([
    [0.52, 0.15],
    [0.48, 0.85],
  ]);
  await expect(sheet).toContainText(/Reads 1, \d/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await sheet.getByRole("button", { name: "Clear" }).click();
  await draw([
    [0.25, 0.2],
    [0.75, 0.2],
    [0.45, 0.85],
  ]);
  await expect(sheet).toContainText(/Reads 7, \d/);

  // Without a mouse the page writes one; it stays when the sheet is closed, and the cut changes what it is taken for.
  const said = sheet.getByText(/^Reads/);
  await sheet.getByRole("combobox", { name: "Write a digit" }).selectOption("0");
  await expect(said).toContainText("Reads 0");
  const sure = await said.textContent();
  await page.keyboard.press("Escape");
  await slideTo(page, 95);
  await page.getByRole("button", { name: /^Draw a digit/ }).click();
  await expect(said).not.toHaveText(sure!);
});

test("mistakes are told class by class, and the images that the cut broke are shown", async ({ page }) => {
  await open(page, "data=digits&backend=wasm&epochs=3");
  await run(page, "Train");
  await page.getByRole("button", { name: /^What is mistaken/ }).click();
  const sheet = page.getByRole("region", { name: "Mistakes" });
  await expect(sheet).toContainText("This cut broke none");
  await page.keyboard.press("Escape");
  await slideTo(page, 92);
  await page.getByRole("button", { name: /^What is mistaken/ }).click();
  const accuracy = await value(page, "validation-accuracy");
  const cells = await sheet.getByRole("table").getByRole("cell").allTextContents();
  const counts = cells.slice(-100).map((text) => Number(text.replace(",", "")));
  expect(counts.reduce((sum, one) => sum + one)).toBe(1000);
  const right = counts.filter((_, i) => i % 11 === 0).reduce((sum, one) => sum + one);
  expect(right / 1000).toBeCloseTo(accuracy, 5);
  const broken = Number(/([\d,]+) broken by this cut/.exec((await sheet.textContent())!)![1].replace(",", ""));
  expect(broken).toBeGreaterThan(0);
  await expect(sheet.getByRole("img", { name: /^a \d read as \d$/ })).toHaveCount(Math.min(18, broken));
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
