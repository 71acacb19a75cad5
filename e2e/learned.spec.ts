import { expect, expectAccessible, open, opened, slideTo, test, value } from "./fixtures.ts";

test("a digit drawn with the mouse is read by the network, and the answer follows the slider", async ({ page }) => {
  await open(page, "data=digits&start=trained&backend=wasm");
  await page.getByRole("button", { name: /^Draw a digit/ }).click();
  const sheet = page.getByRole("complementary", { name: "Draw a digit" });
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
  await expectAccessible(page, opened);
  await sheet.getByRole("button", { name: "Clear" }).click();
  await draw([
    [0.25, 0.2],
    [0.75, 0.2],
    [0.45, 0.85],
  ]);
  await expect(sheet).toContainText(/Reads 7, \d/);

  // Without a mouse the page writes one; it stays when the sheet is closed, and the cut changes what it is taken for.
  const said = sheet.getByText(/^Reads/);
  await sheet.getByRole("group", { name: "Write a digit" }).getByRole("button", { name: "0", exact: true }).click();
  await expect(said).toContainText("Reads 0");
  const sure = await said.textContent();
  // The sheet stays open beside the slider.
  await slideTo(page, 95);
  await expect(said).not.toHaveText(sure!);
  // It runs through the network in place of a sample, and the axis tells where its answer flips.
  await expect(page.getByRole("radio", { name: /^Sample/, checked: true })).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => window.playground.followed()?.row)).toBeNull();
  await sheet.getByRole("button", { name: "Close" }).click();
  await expect(sheet).toBeHidden();
});

test("the sample that is chosen runs through the network, and the axis marks the first cut at which its answer flips", async ({
  page,
}) => {
  await open(page, "data=digits&start=trained&backend=wasm");
  const samples = page.getByRole("group", { name: "Followed sample" });
  await expect(samples.getByRole("radio", { name: /^Sample 8, a 7/ })).toBeChecked();
  await samples.getByRole("radio", { name: /^Sample 4, a 3/ }).check();
  const told = page.getByRole("region", { name: "Trade-off" }).getByText(/^this 3 flips at [\d.]+\s%$/);
  await expect(told).toBeVisible();
  const first = (await page.evaluate(() => window.playground.followed()!.flip))!;
  const answer = async (percent: number) => {
    await slideTo(page, percent);
    await expect.poll(() => page.evaluate(() => window.playground.followed()?.sparsity)).toBe(percent / 100);
    const { probabilities } = (await page.evaluate(() => window.playground.followed()))!;
    return probabilities.indexOf(Math.max(...probabilities));
  };
  expect(await answer(Math.floor(100 * first.sparsity))).toBe(3);
  expect(await answer(Math.ceil(100 * first.sparsity))).toBe(first.to);
  // Arrows lead from one to the next.
  await samples.getByRole("radio", { name: /^Sample 4, a 3/ }).press("ArrowRight");
  await expect(samples.getByRole("radio", { name: /^Sample 5, a 4/ })).toBeChecked();
  await expect.poll(() => page.evaluate(() => window.playground.followed()?.label)).toBe(4);
});

test("how sure the network is of its samples is told, its mistakes class by class, and the images that the cut broke are shown", async ({
  page,
}) => {
  await open(page, "data=digits&start=trained&backend=wasm");
  // The samples tell how sure the network is of what it reads.
  const samples = page.getByRole("group", { name: "Followed sample" }).getByRole("radio");
  await expect(samples.and(page.getByLabel(/, \d{1,3}\s*% sure$/))).toHaveCount(19);
  await expect(samples.and(page.getByLabel(/, 9\d\s*% sure$/)).nth(9)).toBeAttached();
  await page.getByRole("button", { name: /^Mistakes: / }).click();
  const sheet = page.getByRole("complementary", { name: "Mistakes" });
  await expect(sheet).toContainText(/Nothing is pruned: these \d+ mistakes are those of the dense network\./);
  await slideTo(page, 92);
  const accuracy = await value(page, "validation-accuracy");
  const cells = await sheet.getByRole("table").getByRole("cell").allTextContents();
  const counts = cells.slice(-100).map((text) => Number(text.replace(",", "")));
  expect(counts.reduce((sum, one) => sum + one)).toBe(1000);
  const right = counts.filter((_, i) => i % 11 === 0).reduce((sum, one) => sum + one);
  expect(right / 1000).toBeCloseTo(accuracy, 5);
  const broken = Number(
    /([\d,]+) broken by this cut: right in the dense network, wrong now/
      .exec((await sheet.textContent())!)![1]
      .replace(",", ""),
  );
  expect(broken).toBeGreaterThan(0);
  await expect(sheet.getByRole("img", { name: /^a \d read as \d$/ })).toHaveCount(Math.min(18, broken));
  await expectAccessible(page, opened);
});

test("what units see is shown filter by filter, and goes with the slider", async ({ page }) => {
  await open(
    page,
    "data=digits&hidden=c8x3-p2-c16x3-p2-64&start=trained&backend=wasm&granularity=unit&scope=layerwise",
  );
  await page.getByRole("button", { name: /^What units see/ }).click();
  const sheet = page.getByRole("complementary", { name: "What units see" });
  await expect(sheet.getByRole("button", { name: /^Filter \d+, 9 weights kept$/ })).toHaveCount(8);
  const layer = (is: string) => sheet.getByRole("button", { name: `Layer: ${is}`, exact: true });
  const layers = sheet.getByRole("group", { name: "Layer" });
  await layer("hidden 1, 8 filters of 3 × 3").click();
  await layers.getByRole("radio", { name: "hidden 3, 16 filters of 3 × 3" }).check();
  await expect(sheet.getByRole("button", { name: /^Filter \d+, 72 weights kept$/ })).toHaveCount(16);
  await expect(sheet).toContainText("all 16 alive");
  await sheet.getByRole("radio", { name: "Sample 4, a 3" }).check();
  await sheet.getByRole("button", { name: "Filter 5, 72 weights kept" }).click();
  // 3 x 3 of pooled pixels, each of which sees 4 x 4.
  await expect(sheet.getByRole("img", { name: "Receptive field: 64 of 784 pixels reach it" })).toBeVisible();
  // One stop for Tab, arrows within.
  await expect(sheet.getByRole("button", { name: /^Filter \d+/ }).and(page.locator("[tabindex='0']"))).toHaveCount(1);
  await page.keyboard.press("ArrowRight");
  await expect(sheet.getByRole("button", { name: /^Filter 6,/ })).toBeFocused();
  await page.keyboard.press("End");
  await expect(sheet.getByRole("button", { name: /^Filter 16,/ })).toHaveAttribute("aria-pressed", "true");
  await sheet.getByRole("button", { name: "Filter 5, 72 weights kept" }).click();
  await expectAccessible(page, opened);

  await slideTo(page, 50);
  await expect(sheet.getByRole("button", { name: /^Filter \d+, pruned or dead$/ })).toHaveCount(8);
  await expect(sheet).toContainText("8 of 16 pruned or dead");
  await layers.getByRole("radio", { name: "hidden 5, 64 units" }).check();
  await expect(sheet.getByRole("button", { name: /^Unit \d+, pruned or dead$/ })).toHaveCount(32);
  // The choice folds first, then the page.
  await page.keyboard.press("Escape");
  await expect(layers).toBeHidden();
  await layer("hidden 5, 64 units").focus();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});
