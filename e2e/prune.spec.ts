import {
  button,
  choose,
  closeMargin,
  done,
  expect,
  isLong,
  metric,
  open,
  openPage,
  press,
  prunedZeros,
  refusal,
  run,
  score,
  slideTo,
  test,
  value,
  weights,
} from "./fixtures.ts";

test("whole neurons go with their bias and the next layer's inputs", async ({ page }) => {
  await open(page, "data=spiral&backend=wasm&epochs=20&finetune=2");
  await run(page, "Train");
  await choose(page, "Granularity", "unit");
  await slideTo(page, 50);
  await run(page, "Fine-tune");
  const [first, second, output] = await weights(page);
  const gone = [first, second].map((layer) =>
    Array.from({ length: 16 }, (_, j) => layer.mask.every((kept, i) => i % 16 !== j || kept === 0)),
  );
  expect(gone.flat().filter(Boolean)).toHaveLength(16);
  for (const [layer, next, l] of [
    [first, second, 0],
    [second, output, 1],
  ] as const)
    gone[l].forEach((isGone, j) => {
      if (!isGone) return;
      expect(layer.bias[j]).toBe(0);
      const width = next.shape[1];
      expect(next.weights.slice(j * width, (j + 1) * width).every((weight) => weight === 0)).toBe(true);
    });
  await expect(page.getByRole("region", { name: "Network" })).toContainText("16 of 32 units dead");
});

test("layerwise cuts every layer by the same share, and the output layer can be protected", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&epochs=4");
  await run(page, "Train");
  await choose(page, "Scope", "layerwise");
  await slideTo(page, 50);
  const kept = async () => (await weights(page)).map(({ mask }) => mask.filter((bit) => bit === 1).length);
  expect(await kept()).toEqual([16, 128, 16]);
  await choose(page, "Protected layers", "output");
  await expect.poll(kept).toEqual([16, 128, 32]);
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "176");
});

test("ERK spares the narrow layers, LAMP balances them, FPGM takes neurons that resemble others; each says what it cannot rank", async ({
  page,
}) => {
  await open(page, "data=moons&backend=wasm&epochs=4");
  await run(page, "Train");
  await slideTo(page, 50);
  const kept = async () => (await weights(page)).map(({ mask }) => mask.filter((bit) => bit === 1).length);
  await choose(page, "Scope", "erk");
  // Of 32, 256 and 32: the narrow layers stay dense, the wide one gives all that is missing.
  await expect.poll(kept).toEqual([32, 96, 32]);
  expect(await refusal(page, "Granularity", "whole neurons")).toBe("ERK shares out single weights");
  await choose(page, "Scope", "global");
  await choose(page, "Criterion", "lamp");
  await expect.poll(kept).not.toEqual([32, 96, 32]);
  expect((await kept()).reduce((sum, one) => sum + one)).toBe(160);
  if (isLong) expect(await refusal(page, "Granularity", "whole neurons")).not.toBeNull();
  await choose(page, "Criterion", "magnitude");
  await choose(page, "Granularity", "unit");
  expect(await refusal(page, "Criterion", "LAMP")).toMatch(/ranks single weights$/);
  if (isLong) expect(await refusal(page, "Scope", "erk")).not.toBeNull();
  await choose(page, "Criterion", "fpgm");
  expect(await refusal(page, "Granularity", "single weights")).toBe("FPGM ranks whole neurons and filters");
  await expect(page.getByRole("region", { name: "Network" })).toContainText("16 of 32 units dead");
});

test("N:M leaves so many weights of every group, and the slider stops at whole numbers of them", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&epochs=4");
  await run(page, "Train");
  await choose(page, "Granularity", "group");
  const slider = page.getByRole("slider", { name: "Sparsity" });
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveValue("25");
  await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveValue("50");
  await expect(slider).toHaveAttribute("aria-valuetext", /2 of 4 of each group pruned$/);
  // 2:4 of 16 inputs, 1 of 2 inputs: half of 320 values of 32 bits with places of 2.
  await openPage(page, /× smaller/);
  await expect(page.getByRole("row", { name: /2:4 values \+ places/ })).toHaveAttribute(
    "title",
    "34 biases × 4 B + 176 × (32 + 2) / 8 = 884 B",
  );
  await run(page, "Fine-tune");
  const [, second] = await weights(page);
  // 16 x 16: of every four inputs of a unit two are left.
  for (let unit = 0; unit < 16; unit++)
    for (let first = 0; first < 16; first += 4) {
      const group = [0, 1, 2, 3].map((i) => (first + i) * 16 + unit);
      expect(group.filter((i) => second.mask[i] === 1)).toHaveLength(2);
      expect(group.filter((i) => second.weights[i] !== 0)).toHaveLength(2);
    }
  expect(await refusal(page, "Scope", "layerwise")).not.toBeNull();
  await choose(page, "Group size", "8");
  await expect(slider).toHaveAttribute("aria-valuetext", /4 of 8 of each group/);
});

test("the last neuron of a layer stays, unless the collapse is the lesson", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&epochs=4&granularity=unit");
  await run(page, "Train");
  await slideTo(page, 100);
  const sentence = page.getByRole("main").getByRole("heading", { level: 2 }).first();
  await expect(page.getByRole("region", { name: "Network" })).toContainText("30 of 32 units dead");
  await choose(page, "Last unit", "goes");
  await expect(sentence).toContainText("Every weight is gone");
  await expect(page.getByText("Nothing passes through it, so all points get the same answer.")).toBeVisible();
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "0");
  await run(page, "Fine-tune");
  expect((await weights(page)).flatMap((layer) => layer.weights).every((weight) => weight === 0)).toBe(true);
});

test("criterion, granularity and scope explain themselves, with formula and paper", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&criterion=lamp&scope=erk");
  const sheet = await openPage(page, /^Criterion: /, "What is pruned");
  for (const text of ["LAMP", "Lee et al. 2021", "single weights", "torch.nn.utils.prune", "ERK", "Evci et al. 2020"])
    await expect(sheet).toContainText(text);
  await expect(sheet.locator("math")).toHaveCount(3);
  await expect(sheet.locator("math").first()).toHaveText("s=w2∑|v|≥|w|v2");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await choose(page, "Scope", "layerwise");
  await openPage(page, /^Criterion: /, "What is pruned");
  await expect(sheet).toContainText("Every layer loses the same share of its own.");
});

test("dragging the chart moves the slider, one drag is one step to undo", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&epochs=4");
  await run(page, "Train");
  const chart = page.getByRole("slider", { name: "Sparsity" }).locator("xpath=..");
  const box = (await chart.boundingBox())!;
  await page.mouse.move(box.x + 60, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2, { steps: 12 });
  await expect(page.getByText("Not yet applied.")).toBeVisible();
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2, { steps: 12 });
  await page.mouse.up();
  await expect.poll(async () => (await done(page, /prune/)).length).toBe(1);
  expect(await value(page, "sparsity")).toBeGreaterThan(0.6);
  await button(page, "Undo").click();
  await expect(metric(page, "sparsity")).toHaveAttribute("data-value", "0");
});

test("the test set stays sealed until it is scored on purpose, and counts the looks", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&epochs=4");
  await run(page, "Train");
  await expect(metric(page, "test-accuracy")).toHaveCount(0);
  // To open its page is not to open the test set.
  const sealed = page.getByRole("region", { name: "What it learned" }).getByText("Test", { exact: true });
  await openPage(page, /^Test set/);
  await expect(sealed).toBeVisible();
  await expect(metric(page, "test-accuracy")).toHaveCount(0);
  await closeMargin(page);
  await expect(sealed).toBeHidden();
  await score(page);
  expect(await value(page, "test-accuracy")).toBeGreaterThan(0.8);
  await expect(page.getByRole("region", { name: "Results" })).toContainText("opened once");
  await slideTo(page, 20);
  await expect(metric(page, "test-accuracy")).toHaveCount(0);
});

test("rounds add up: what an earlier round pruned stays pruned, and every step can be undone", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&epochs=4&finetune=2");
  await run(page, "Train");
  await slideTo(page, 40);
  await run(page, "Fine-tune");
  await slideTo(page, 70);
  await run(page, "Fine-tune");
  expect(prunedZeros(await weights(page))).toBe(224);
  await slideTo(page, 20);
  await expect(page.getByRole("slider", { name: "Sparsity" })).toHaveAttribute("aria-valuetext", /224 are gone$/);
  expect(await value(page, "sparsity")).toBe(0.7);
  await press(page, "Rewind");
  await expect(metric(page, "sparsity")).toHaveAttribute("data-value", "0");
  const states = ["0.7", "0.7", "0.7", "0.4", "0.4", "0"];
  for (const sparsity of states) {
    await button(page, "Undo").click();
    await expect(metric(page, "sparsity")).toHaveAttribute("data-value", sparsity);
  }
  for (const sparsity of states.toReversed().slice(1)) {
    await button(page, "Redo").click();
    await expect(metric(page, "sparsity")).toHaveAttribute("data-value", sparsity);
  }
});

test("the sparse end of the axis can be stretched, and the same place then means a higher sparsity", async ({
  page,
}) => {
  await open(page, "data=moons&backend=wasm&epochs=4");
  await run(page, "Train");
  await button(page, "stretched axis").click();
  await expect(button(page, "even axis")).toBeVisible();
  await expect(page).toHaveURL(/axis=log/);
  const box = (await page.getByRole("slider", { name: "Sparsity" }).locator("xpath=..").boundingBox())!;
  await page.mouse.click(box.x + box.width * 0.55, box.y + box.height / 2);
  await expect.poll(() => value(page, "sparsity")).toBeGreaterThan(0.9);
  expect(await page.evaluate(() => window.playground.cut().handle)).toBeLessThan(1);
});
