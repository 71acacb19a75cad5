import {
  button,
  choose,
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
  settled,
  slideTo,
  test,
  value,
  weights,
} from "./fixtures.ts";

/** Fewer right answers than this is no better than a guess among two. */
const better = 0.7;

/** Criteria of single weights, their scope and who they are by. */
const singles = (
  [
    ["magnitude", "global", "Han et al. 2015"],
    ["LAMP", "global", "Lee et al. 2021"],
    ["Taylor", "global", "Molchanov et al. 2019"],
    ["OBD", "global", "LeCun et al. 1990"],
    ["SNIP", "global", "Lee et al. 2019"],
    ["GraSP", "global", "Wang et al. 2020"],
    ["SynFlow", "global", "Tanaka et al. 2020"],
    ["random", "global", "baseline"],
    ["Wanda", "layerwise", "Sun et al. 2023"],
  ] as const
)
  // One that reads weights alone, and one that looks at examples, within layers.
  .filter(([name]) => isLong || ["LAMP", "Wanda"].includes(name));

test("criteria prune single weights of a trained network, exactly as many as asked for, and explain themselves", async ({
  page,
}) => {
  await open(page, "data=moons&backend=wasm&epochs=8&finetune=4");
  await run(page, "Train");
  await slideTo(page, 50);
  const masks = new Set<string>();
  for (const [criterion, scope, source] of singles) {
    await choose(page, "Scope", scope);
    await choose(page, "Criterion", criterion);
    const mask = (await weights(page)).flatMap((layer) => layer.mask);
    expect(
      mask.filter((bit) => bit === 0),
      criterion,
    ).toHaveLength(160);
    masks.add(mask.join(""));
    await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "160");
    const explained = await openPage(page, /^Criterion: /);
    await expect(explained).toContainText(source);
    if (["Taylor", "OBD", "SNIP", "GraSP", "Wanda"].includes(criterion))
      await expect(explained).toContainText("looks at 128 training examples");
    await openPage(page, /^Criterion: /, "What is pruned");
    await expect(explained).toContainText(source);
    await page.keyboard.press("Escape");
  }
  // The square of |g w| orders as |g w| does: Taylor and SNIP agree.
  expect(masks.size).toBe(isLong ? 8 : singles.length);
  await run(page, "Fine-tune");
  expect(prunedZeros(await weights(page))).toBe(160);
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(better);
});

test("criteria of whole neurons take as many as asked for", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&epochs=8&finetune=4&granularity=unit");
  await run(page, "Train");
  await slideTo(page, 50);
  for (const criterion of isLong ? ["FPGM", "Taylor", "activation", "APoZ"] : ["FPGM", "APoZ"]) {
    await choose(page, "Criterion", criterion);
    const layers = await weights(page);
    const gone = layers.slice(0, 2).map(({ mask }) => {
      const units = Array.from({ length: 16 }, (_, unit) => mask.filter((_bit, i) => i % 16 === unit));
      return units.filter((bits) => !bits.includes(1)).length;
    });
    expect(gone[0] + gone[1], criterion).toBe(16);
    await expect(page.getByRole("region", { name: "Network" })).toContainText("16 of 32 units dead");
  }
  await run(page, "Fine-tune");
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(better);
});

test("what a network cannot be pruned by is offered disabled, with the reason", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&epochs=2");
  expect(await refusal(page, "Criterion", "Taylor")).toBe("made for a trained network");
  if (isLong) {
    expect(await refusal(page, "Criterion", "OBD")).toBe("made for a trained network");
    expect(await refusal(page, "Criterion", "Wanda")).toBe("Wanda compares within a layer");
    expect(await refusal(page, "Granularity", "whole layers")).toBe("only a residual network can lose a layer");
    expect(await refusal(page, "Criterion", "SNIP")).toBeNull();
  }
  await run(page, "Train");
  expect(await refusal(page, "Criterion", "Taylor")).toBeNull();
  await choose(page, "Granularity", "whole neurons");
  if (isLong) expect(await refusal(page, "Criterion", "APoZ")).toBeNull();
  await choose(page, "Activation", "tanh");
  expect(await refusal(page, "Criterion", "APoZ")).toBe("APoZ counts zeros, and tanh gives none");
  await choose(page, "Network", "residual MLP");
  await expect(page.getByRole("status").or(page.getByRole("alert"))).toContainText([
    "residual layers share their units",
  ]);
  await expect(button(page, "Granularity: single weights")).toBeVisible();
  expect(await refusal(page, "Granularity", "whole neurons")).toBe("residual layers share their units");
});

test("a network is pruned before it is trained, and learns with what is left", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&epochs=12&rate=0.02&sparsity=60");
  const methods = [
    ["SNIP", "global"],
    ["random", "ERK"],
    ["GraSP", "global"],
    ["SynFlow", "global"],
    ["magnitude", "global"],
  ] as const;
  for (const [criterion, scope] of methods.slice(0, isLong ? undefined : 1)) {
    await choose(page, "Scope", scope);
    await choose(page, "Criterion", criterion);
    await slideTo(page, 60);
    const before = await weights(page);
    await run(page, "Train");
    const after = await weights(page);
    // ERK may miss by a weight a layer.
    expect(Math.abs(prunedZeros(after) - 192), criterion).toBeLessThanOrEqual(2);
    expect(after.map(({ mask }) => mask)).toEqual(before.map(({ mask }) => mask));
    expect(await value(page, "validation-accuracy"), criterion).toBeGreaterThan(better);
    await press(page, "Rewind");
    await expect(metric(page, "sparsity")).toHaveAttribute("data-value", "0");
  }
});

test("input channels of a CNN go with the filters that feed them, and it learns on", async ({ page }) => {
  await open(page, "data=digits&hidden=p2-c4x3-p2-c8x3-32&backend=wasm&epochs=1&finetune=1&rate=0.01");
  await run(page, "Train");
  await choose(page, "Granularity", "input channels");
  await choose(page, "Scope", "layerwise");
  await slideTo(page, 25);
  await expect(page.getByRole("region", { name: "Network" })).toContainText("11 of 44 units dead");
  await expect(await openPage(page, /^Granularity: /)).toContainText("Cut at 25.0\u202f% of the channels");
  const [first, second] = await weights(page);
  const filters = (mask: readonly number[], units: number) =>
    Array.from({ length: units }, (_, unit) => mask.some((bit, i) => bit === 1 && i % units === unit));
  const alive = filters(first.mask, 4);
  expect(alive.filter(Boolean)).toHaveLength(3);
  // Rows of the second kernel read the first one's filters in turn.
  second.mask.forEach((bit, i) => {
    if (!alive[Math.floor(i / 8) % 4]) expect(bit).toBe(0);
  });
  await run(page, "Fine-tune");
  await expect(metric(page, "backend")).toHaveAttribute("data-value", "wasm");
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(0.8);
});

for (const backend of isLong ? ["wasm", "webgl"] : ["webgl"])
  test(`a residual network loses whole layers and works on around them (${backend})`, async ({ page }) => {
    await open(page, `data=moons&backend=${backend}&batch=25&rate=0.02&epochs=4&finetune=1`);
    await choose(page, "Network", "residual MLP");
    await run(page, "Train");
    await choose(page, "Granularity", "whole layers");
    const slider = page.getByRole("slider", { name: "Sparsity", exact: true });
    await slider.focus();
    await page.keyboard.press("PageUp");
    await expect(page.getByRole("heading", { name: /Layer hidden [234] is gone/ })).toBeVisible();
    await expect(page.getByRole("main")).toContainText("Its shortcut carries on.");
    await expect(page.getByRole("region", { name: "Network" })).toContainText("all 64 units alive");
    await expect.poll(() => done(page, /prune/)).toHaveLength(1);
    await settled(page);
    expect(await value(page, "kept-weights")).toBe(32 + 2 * 256 + 32);
    await run(page, "Fine-tune");
    const layers = await weights(page);
    const gone = layers.filter(({ mask }) => mask.every((bit) => bit === 0));
    expect(gone).toHaveLength(1);
    expect([...gone[0].weights, ...gone[0].bias].every((number) => number === 0)).toBe(true);
    expect(await value(page, "validation-accuracy")).toBeGreaterThan(better);
    await button(page, "Undo").click();
    await button(page, "Undo").click();
    await expect(metric(page, "sparsity")).toHaveAttribute("data-value", "0");
  });

test("every layer has a slider of its own; together they make the big one's sparsity, which scales them", async ({
  page,
}) => {
  await open(page, "data=moons&backend=wasm&epochs=8");
  await run(page, "Train");
  const sheet = await openPage(page, /^Scope: /, "Layer by layer");
  await expect(sheet).toContainText("100.0\u202f% of 256 kept");
  await sheet.getByRole("button", { name: "Set by hand" }).click();
  const slider = sheet.getByRole("slider", { name: "Sparsity of hidden 1 to hidden 2" });
  await slider.focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press("PageUp");
  await expect(slider).toHaveValue("50");
  await expect(sheet).toContainText("50.0\u202f% of 256 kept");
  await expect(sheet).toContainText("100.0\u202f% of 32 kept");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/layers=0(%2C|,)50(%2C|,)0/);
  expect(await value(page, "kept-weights")).toBe(192);
  await settled(page);
  const masks = (await weights(page)).map(({ mask }) => mask.filter((bit) => bit === 0).length);
  expect(masks).toEqual([0, 128, 0]);
  await slideTo(page, 20);
  const scaled = (await weights(page)).map(({ mask }) => mask.filter((bit) => bit === 0).length);
  expect(scaled).toEqual([0, 64, 0]);
  // The sliders stand where the big one has taken them, and passing by with the keyboard is no step.
  const before = (await done(page)).length;
  await openPage(page, /^Scope: /, "Layer by layer");
  await expect(slider).toHaveValue("25");
  for (let i = 0; i < 4; i++) await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  expect(await done(page)).toHaveLength(before);
  await expect(page.getByRole("slider", { name: "Sparsity", exact: true })).toHaveValue("20");
  await button(page, "Undo").click();
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "192");
});
