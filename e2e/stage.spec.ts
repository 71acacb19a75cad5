import type { Page } from "@playwright/test";
import { button, expect, isLong, open, run, slideTo, test, value } from "./fixtures.ts";

const weightsRegion = (page: Page) => page.getByRole("region", { name: "Weights" });
const learned = (page: Page) => page.getByRole("region", { name: "What it learned" });
const line = (page: Page) => page.getByRole("slider", { name: "Cut by size, all layers" });
const sparsity = (page: Page) => page.getByRole("slider", { name: "Sparsity" });

async function boxOf(page: Page, region = weightsRegion(page)) {
  return (await region.boundingBox())!;
}

test("the cut line through all histograms is the same cut as the slider: dragged up it drowns more", async ({
  page,
}) => {
  await open(page, "data=moons&backend=wasm&epochs=4");
  await run(page, "Train");
  await slideTo(page, 30);
  const middle = weightsRegion(page).getByRole("img").nth(1);
  await expect(middle).toHaveAccessibleName(/^hidden 1 to hidden 2: \d+ of 256 weights kept, cut at/);
  await expect(weightsRegion(page)).toContainText(/\d+ of 256 kept/);
  const box = (await middle.boundingBox())!;
  const knob = (await line(page).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, knob.y + knob.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.3, { steps: 5 });
  await expect.poll(() => value(page, "sparsity")).toBeGreaterThan(0.5);
  await page.mouse.up();
  await expect
    .poll(async () => Number(await sparsity(page).inputValue()) / 100 - (await value(page, "sparsity")))
    .toBeCloseTo(0, 2);
  await button(page, "Undo").click();
  await expect(sparsity(page)).toHaveValue("30");
});

test("by keys the cut line moves as the slider does, and a series of presses is one step to undo", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&epochs=4");
  await run(page, "Train");
  await slideTo(page, 30);
  await line(page).focus();
  for (const key of ["ArrowUp", "PageUp", "Alt+ArrowUp"]) await page.keyboard.press(key);
  await expect(sparsity(page)).toHaveValue("41.3");
  await expect(line(page)).toHaveAttribute("aria-valuetext", /^cut at 0\.\d+$/);
  await sparsity(page).focus();
  await button(page, "Undo").click();
  await expect(sparsity(page)).toHaveValue("30");
});

test("cut in every layer alike the line is stairs, and a criterion that goes by something else has none", async ({
  page,
}) => {
  await open(page, "data=moons&backend=wasm&epochs=40&scope=layerwise");
  await run(page, "Train");
  await slideTo(page, 50);
  const names = weightsRegion(page).getByRole("img");
  await expect(names).toHaveCount(3);
  const cuts = async () =>
    Promise.all(
      (await names.all()).map(async (one) => /cut at (.+)$/.exec((await one.getAttribute("aria-label"))!)?.[1]),
    );
  await expect.poll(async () => new Set(await cuts()).size).toBe(3);
  await open(page, "data=moons&backend=wasm&epochs=4&criterion=random&sparsity=50");
  await expect(names.first()).toHaveAccessibleName(/weights kept$/);
  await expect(weightsRegion(page).getByRole("slider")).toHaveCount(0);
});

test("a point that is pressed is followed, keys lead to the next one, and pressed again it is let go", async ({
  page,
}) => {
  await open(page, "data=moons&backend=wasm&epochs=4");
  const keys = learned(page).getByRole("slider", { name: "Follow a point" });
  await expect(keys).toHaveAttribute("aria-valuetext", "none");
  await keys.focus();
  await page.keyboard.press("ArrowRight");
  await expect(keys).toHaveAttribute("aria-valuetext", /^point 1, .+, at -?\d+\.\d, -?\d+\.\d, read as/);
  const told = (await keys.getAttribute("aria-valuetext"))!;
  await page.keyboard.press("ArrowRight");
  await expect(keys).not.toHaveAttribute("aria-valuetext", told);
  await page.keyboard.press("Escape");
  await expect(keys).toHaveAttribute("aria-valuetext", "none");
  const [, x, y] = /at (-?[\d.]+), (-?[\d.]+)/.exec(told)!.map(Number);
  const map = (await learned(page).getByRole("img").first().boundingBox())!;
  const press = () => page.mouse.click(map.x + ((x + 6) / 12) * map.width, map.y + ((6 - y) / 12) * map.height);
  await press();
  await expect(keys).toHaveAttribute("aria-valuetext", /^point \d+/);
  await press();
  await expect(keys).toHaveAttribute("aria-valuetext", "none");
});

test("before shows what was right before the cut, and moving the handle leads back to now", async ({ page }) => {
  await open(page, "data=moons&backend=wasm&epochs=8");
  await run(page, "Train");
  await slideTo(page, 90);
  const foot = page.getByRole("button", { name: /^Mistakes: / });
  await expect(foot).toHaveText(/\d+ of \d+ points broken/);
  await button(page, "before").click();
  await expect(foot).toHaveText(/dense: [\d.]+\s% right/);
  await sparsity(page).press("ArrowLeft");
  await expect(foot).toHaveText(/broken/);
});

test.describe("a run that is watched", () => {
  test.use({ contextOptions: { reducedMotion: "no-preference" } });

  for (const viewport of [
    { width: 1440, height: 900 },
    ...(isLong ? [{ width: 390, height: 844 }] : []),
    { width: 360, height: 740 },
    { width: 320, height: 568 },
    { width: 844, height: 390 },
  ])
    test(`draws accuracy and loss as it goes, at ${viewport.width} x ${viewport.height}, and moves nothing for that`, async ({
      page,
    }) => {
      await page.setViewportSize(viewport);
      await open(page, "data=moons&backend=wasm&epochs=100");
      const places = async () => [
        await boxOf(page, learned(page)),
        (await sparsity(page).locator("xpath=..").boundingBox())!,
      ];
      const before = await places();
      await button(page, "Train").click();
      const curves = page.getByRole("img", { name: /^Accuracy and loss of this run so far: validation accuracy/ });
      await expect(curves).toBeVisible();
      const box = (await curves.boundingBox())!;
      expect(box.height).toBeGreaterThan(36);
      expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
      const seen = await curves.evaluate((one: SVGElement) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const corners = [top + 1, bottom - 1].flatMap((y) => [left + 1, right - 1].map((x) => [x, y] as const));
        one.style.pointerEvents = "auto";
        return corners.every(([x, y]) => one.contains(document.elementFromPoint(x, y)));
      });
      expect(seen, "nothing lies over it").toBe(true);
      expect(await places()).toEqual(before);
      for (const other of before)
        expect(
          box.x >= other.x + other.width ||
            other.x >= box.x + box.width ||
            box.y >= other.y + other.height ||
            other.y >= box.y + box.height,
        ).toBe(true);
      await expect(button(page, "Pause")).toBeHidden({ timeout: 20_000 });
      await expect(curves).toBeHidden();
    });

  test("weights leave the network for their queue once, never in the way of a press", async ({ page }) => {
    await open(page, "data=moons&backend=wasm&epochs=4");
    await run(page, "Train");
    await sparsity(page).press("End");
    await expect(sparsity(page)).toHaveValue("100");
  });
});

test("where histograms have no room one press puts them, cut line included, in the place of the map", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, "data=moons&backend=wasm&epochs=4&sparsity=40");
  await expect(weightsRegion(page)).toHaveCount(0);
  await button(page, "weights").click();
  await expect(weightsRegion(page).getByRole("img")).toHaveCount(3);
  const knob = (await line(page).boundingBox())!;
  const box = await boxOf(page);
  await page.mouse.move(box.x + box.width / 2, knob.y + knob.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 12, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => value(page, "sparsity")).toBeGreaterThan(0.6);
  await button(page, "map").click();
  await expect(learned(page).getByRole("img").first()).toBeVisible();
});

test("a layer is locked under the network, by mouse and keys: nothing of it goes, the line leaves it out, and the page of layers says so", async ({
  page,
}) => {
  await open(page, "data=moons&backend=wasm&epochs=4");
  await run(page, "Train");
  await slideTo(page, 60);
  const lock = weightsRegion(page).getByRole("button", { name: "Protect hidden 2" });
  await expect(lock).toHaveCSS("opacity", "0");
  await weightsRegion(page)
    .getByRole("img")
    .nth(1)
    .hover({ position: { x: 6, y: 6 } });
  await expect(lock).toHaveCSS("opacity", "1");
  await lock.click();
  await expect(lock).toHaveAttribute("aria-pressed", "true");
  await expect(weightsRegion(page).getByRole("img").nth(1)).toHaveAccessibleName(
    /^hidden 1 to hidden 2: 256 of 256 weights kept$/,
  );
  await expect(page).toHaveURL(/[#&]protect=2/);
  const kept = async () => (await page.evaluate(() => window.playground.weights()))[1].mask.filter(Boolean).length;
  await slideTo(page, 100);
  expect(await kept()).toBe(256);
  await page.getByRole("button", { name: /^Scope: / }).click();
  await expect(
    page.getByRole("group", { name: "Protected layers" }).getByRole("radio", { name: "hidden 2" }),
  ).toBeChecked();
  await page.keyboard.press("Escape");
  await lock.focus();
  await page.keyboard.press("Enter");
  await expect(lock).toHaveAttribute("aria-pressed", "false");
  await expect(page).not.toHaveURL(/protect/);
});
