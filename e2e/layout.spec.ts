import type { Page } from "@playwright/test";
import { layoutFaults } from "./boxes.ts";
import { accept, expect, file, open, pick, run, slideTo, test } from "./fixtures.ts";

type Size = readonly [width: number, height: number];

/** Windows in which the page once broke, or that many people have. */
const named: readonly Size[] = [
  [320, 568],
  [360, 740],
  [375, 667],
  [390, 844],
  [719, 900],
  [720, 1024],
  [768, 1024],
  [844, 390],
  [1024, 768],
  [1099, 800],
  [1100, 800],
  [1200, 800],
  [1280, 720],
  [1366, 768],
  [1536, 864],
  [1920, 1080],
  // 1280 px enlarged four times.
  [320, 256],
];
const heights = [360, 390, 640, 720, 768, 900, 1080];
const widths = Array.from({ length: 101 }, (_, i) => 320 + 16 * i);
/** All widths at all heights where it is asked for; else a tenth of the widths, each at one height. */
const grid: readonly Size[] = process.env.LONG
  ? widths.flatMap((width) => heights.map((height) => [width, height] as const))
  : widths.filter((_, i) => i % 10 === 5).map((width, i) => [width, heights[i % heights.length]] as const);

/** Walks the page through windows and collects what is wrong in each. */
async function faultsAt(page: Page, sizes: readonly Size[], prepare?: () => Promise<void>): Promise<string[]> {
  const found: string[] = [];
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await prepare?.();
    // Sizes are followed in one frame and drawn in the next.
    await page.evaluate(
      () =>
        new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))),
    );
    for (const fault of await page.evaluate(layoutFaults)) found.push(`${width} x ${height}: ${fault}`);
  }
  return found;
}

const small = "backend=cpu&batch=50&epochs=4&finetune=2";

test("nothing overlaps, is clipped or scrolls sideways from 320 to 1920 px, and the slider can be grabbed: before and after a cut, fine-tuned, a step opened", async ({
  page,
}) => {
  test.setTimeout(process.env.LONG ? 1_800_000 : 120_000);
  await open(page, `data=xor&${small}`);
  const sizes = [...named, ...grid];
  const found = await faultsAt(page, sizes);
  await run(page, "Train");
  await slideTo(page, 60);
  // On phones one step is open at a time: the widest one.
  const openPrune = async () => {
    const step = page.getByRole("button", { name: "Show step 2, Prune" });
    if (await step.isVisible()) await step.click();
  };
  found.push(...(await faultsAt(page, sizes, openPrune)));
  await page.setViewportSize({ width: 1440, height: 900 });
  await run(page, "Fine-tune");
  await slideTo(page, 80);
  found.push(...(await faultsAt(page, named)));
  expect(found).toEqual([]);
});

test("projector view and images have room from 720 to 1920 px, and on phones", async ({ page }) => {
  test.setTimeout(process.env.LONG ? 1_800_000 : 120_000);
  await open(page, "data=digits&backend=cpu&start=trained&sparsity=60");
  const sizes = [...named, ...grid];
  const found = await faultsAt(page, sizes);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole("button", { name: "Projector view" }).click();
  found.push(...(await faultsAt(page, [...sizes.filter(([width]) => width >= 720), [390, 844]])));
  expect(found).toEqual([]);
});

const species = [
  "Adelie penguin of Torgersen Island",
  "Chinstrap penguin of Dream Island",
  "Gentoo penguin of Biscoe Island",
];
const penguins = [
  "bill length in millimetres,flipper length in millimetres,body mass in grams,species",
  ...Array.from({ length: 90 }, (_, i) =>
    [38 + (i % 3) * 5 + (i % 7), 180 + (i % 3) * 15 + (i % 11), 3000 + (i % 3) * 700 + i, species[i % 3]].join(),
  ),
].join("\n");

test("a page whose data are still being made has its places already", async ({ page }) => {
  await page.route(/\/worker-/, () => undefined);
  await page.goto("./");
  await expect(page.getByRole("region", { name: "Trade-off" })).toBeVisible();
  expect(await faultsAt(page, named.slice(0, 12))).toEqual([]);
});

test("long names of classes and inputs have room", async ({ page }) => {
  test.setTimeout(process.env.LONG ? 1_800_000 : 120_000);
  await open(page, `data=xor&${small}`);
  await pick(page, [file("penguins.csv", Buffer.from(penguins))]);
  await accept(page);
  await run(page, "Train");
  await slideTo(page, 60);
  const found = await faultsAt(page, [...named, ...grid]);
  expect(found).toEqual([]);
});
