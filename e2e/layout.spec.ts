import type { Locator, Page } from "@playwright/test";
import { layoutFaults } from "./boxes.ts";
import { accept, expect, file, isLong, open, pick, run, settled, slideTo, test } from "./fixtures.ts";

type Size = readonly [width: number, height: number];

/** Windows in which the page once broke, or that many people have. */
const named: readonly Size[] = [
  [320, 568],
  [360, 740],
  [375, 667],
  [390, 844],
  [719, 900],
  [720, 1024],
  [752, 900],
  [768, 1024],
  [844, 390],
  [1024, 768],
  [1099, 800],
  [1100, 800],
  [1104, 900],
  [1168, 900],
  [1200, 800],
  [1280, 720],
  [1328, 768],
  [1366, 768],
  [1536, 864],
  [1920, 1080],
  // 1280 px enlarged four times.
  [320, 256],
];
const heights = [360, 390, 640, 720, 768, 900, 1080];
const widths = Array.from({ length: 101 }, (_, i) => 320 + 16 * i);
/** All widths at all heights where it is asked for; else a tenth of the widths, each at one height. */
const grid: readonly Size[] = isLong
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

const small = "backend=wasm&batch=50&epochs=4&finetune=2";

test("nothing overlaps, is clipped or scrolls sideways from 320 to 1920 px, and the slider can be grabbed: before and after a cut, fine-tuned, a step opened", async ({
  page,
}) => {
  test.setTimeout(isLong ? 1_800_000 : 120_000);
  await open(page, `data=xor&${small}`);
  const sizes = isLong ? [...named, ...grid] : grid;
  // Without a result the page says less than with one, and with a round more: the windows by name are walked at the end.
  const found = await faultsAt(page, sizes);
  await run(page, "Train");
  await slideTo(page, 60);
  // On phones one step is open at a time: the widest one.
  const openPrune = async () => {
    const step = page.getByRole("button", { name: "Show step 2, Prune" });
    if (await step.isVisible()) await step.click();
  };
  if (isLong) found.push(...(await faultsAt(page, sizes, openPrune)));
  await page.setViewportSize({ width: 1440, height: 900 });
  await run(page, "Fine-tune");
  await slideTo(page, 80);
  found.push(...(await faultsAt(page, named, openPrune)));
  expect(found).toEqual([]);
});

test("projector view and images have room from 720 to 1920 px, and on phones", async ({ page }) => {
  test.setTimeout(isLong ? 1_800_000 : 120_000);
  await open(page, "data=digits&backend=wasm&start=trained&sparsity=60");
  const sizes = isLong ? [...named, ...grid] : named.filter((_, i) => i % 2 === 0);
  const found = await faultsAt(page, sizes);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole("button", { name: "Projector view" }).click();
  found.push(...(await faultsAt(page, [...sizes.filter(([width]) => width >= 720), [390, 844]])));
  expect(found).toEqual([]);
});

test("the slider is in the window without scrolling, from tablets to projectors, and messages leave it free", async ({
  page,
}) => {
  // Corrected: a message stays until it is closed.
  await open(page, "data=moons&backend=wasm&granularity=unit&sparsity=50&epochs=0");
  const slider = page.getByRole("region", { name: "Trade-off" });
  const message = page.getByRole("status").filter({ hasText: "corrected" });
  for (const view of ["page", "projector"]) {
    if (view === "projector") await page.keyboard.press("p");
    for (const [width, height] of [
      [768, 1024],
      [1024, 768],
      [1100, 800],
      [1280, 720],
      [1366, 768],
      [1536, 864],
      [1920, 1080],
    ]) {
      if (view === "projector" && width < 1280) continue;
      await page.setViewportSize({ width, height });
      await expect(message).toBeVisible();
      const [chart, told] = [(await slider.boundingBox())!, (await message.boundingBox())!];
      expect(chart.y + chart.height, `${view} ${width} x ${height}`).toBeLessThanOrEqual(height);
      if (width >= 1100) expect(told.x, `${view} ${width} x ${height}`).toBeGreaterThan(chart.x + chart.width);
      else expect(told.y + told.height, `${view} ${width} x ${height}`).toBeLessThan(chart.y);
    }
  }
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

test("a choice is as wide as what is chosen, not as the longest one", async ({ page }) => {
  await open(page, "data=moons&backend=wasm");
  const width = async (name: string) => (await page.getByRole("combobox", { name, exact: true }).boundingBox())!.width;
  // "Moons" and "magnitude": among the others are "1-D digits (MNIST-1D)" and "LAMP ranks single weights".
  expect(await width("Data")).toBeLessThan(80);
  expect(await width("Criterion")).toBeLessThan(120);
  // The way back to another network leaves them as wide.
  await page.getByRole("button", { name: "Step", exact: true }).click();
  await page.getByRole("combobox", { name: "Data", exact: true }).selectOption("circles");
  await expect(page.getByRole("button", { name: "Back to Moons" })).toBeVisible();
  expect(await faultsAt(page, named.slice(6))).toEqual([]);
  // What is open stays in the window that is turned or halved.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("button", { name: /^Compare with/ }).click();
  await page.setViewportSize({ width: 768, height: 1024 });
  const sheet = page.getByRole("region", { name: "Compare" });
  await expect.poll(async () => (await sheet.boundingBox())!.x).toBeGreaterThan(0);
  await expect.poll(async () => (await sheet.boundingBox())!.x + (await sheet.boundingBox())!.width).toBeLessThan(768);
});

test("a page whose data are still being made has its places already", async ({ page }) => {
  await page.route(/\/worker-/, () => undefined);
  await page.goto("./");
  await expect(page.getByRole("region", { name: "Trade-off" })).toBeVisible();
  expect(await faultsAt(page, named.slice(0, 12))).toEqual([]);
});

test("long names of classes and inputs have room", async ({ page }) => {
  test.setTimeout(isLong ? 1_800_000 : 120_000);
  await open(page, `data=xor&${small}`);
  await pick(page, [file("penguins.csv", Buffer.from(penguins))]);
  await accept(page);
  await run(page, "Train");
  await slideTo(page, 60);
  const found = await faultsAt(page, isLong ? [...named, ...grid] : named.filter((_, i) => i % 2 === 1));
  expect(found).toEqual([]);
});

test("words set wide apart, as people who read with difficulty set them, push nothing over anything", async ({
  page,
}) => {
  await open(page, `data=xor&${small}`);
  await run(page, "Train");
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }",
    );
    document.adoptedStyleSheets = [sheet];
  });
  const words = (
    await faultsAt(page, [
      [390, 844],
      [768, 1024],
      [1280, 720],
      [1440, 900],
      [1920, 1080],
    ])
  ).filter((fault) => !/in (Trade-off|Timeline|Weights|Network)$/.test(fault));
  expect(words).toEqual([]);
});

/** Boxes of the panels, of their charts and of the steps, by name. */
const boxes = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("section[aria-label], li[data-step], svg[role=img], [role=img] canvas, dl > div")]
      .filter((element) => element.checkVisibility())
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const name = element.getAttribute("aria-label")?.split(":")[0] ?? element.querySelector("dt, h2")?.textContent;
        return `${name} ${[x, y, width, height].map((side) => side.toFixed(1)).join(" ")}`;
      })
      .filter((box) => !box.startsWith("Accuracy and loss")),
  );

/** Drags the handle to the sparse end; nothing but it moves, and no text is selected. */
async function expectSteady(page: Page, width: number, height: number) {
  await page.setViewportSize({ width, height });
  const chart = page.getByRole("region", { name: "Trade-off" }).getByRole("img");
  await chart.scrollIntoViewIfNeeded();
  await settled(page);
  const before = await boxes(page);
  const box = (await chart.boundingBox())!;
  await page.mouse.move(box.x + 60, box.y + box.height * 0.5);
  await page.mouse.down();
  for (const share of [0.1, 0.6, 0.97, 1]) {
    await page.mouse.move(box.x + box.width * share, box.y + box.height * (0.5 + share / 2), { steps: 3 });
    await expect
      .poll(() => page.evaluate(() => window.playground.cut().measured === window.playground.cut().handle))
      .toBe(true);
    expect(await boxes(page)).toEqual(before);
  }
  await page.mouse.up();
  await settled(page);
  expect(await boxes(page)).toEqual(before);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("");
}

test("while the handle is dragged nothing but it moves, and no text is selected: trained, fine-tuned, images below ten percent", async ({
  page,
}) => {
  await open(page, `data=moons&${small}&epochs=20`);
  await run(page, "Train");
  if (isLong) {
    await expectSteady(page, 1440, 900);
    await expectSteady(page, 1280, 720);
  }
  await slideTo(page, 60);
  await run(page, "Fine-tune");
  await expectSteady(page, 768, 1024);
  await page.goto("about:blank");
  await open(page, "data=digits&start=trained&granularity=unit&backend=wasm");
  await expectSteady(page, 1440, 900);
});

test("each of several cuts without training between them is named rightly and can be gone back to", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await open(page, `data=xor&${small}`);
  await run(page, "Train");
  await slideTo(page, 50);
  await slideTo(page, 60);
  const timeline = page.getByRole("region", { name: "Timeline" });
  const mark = (percent: string) => timeline.getByRole("button", { name: new RegExp(`^Go to: Prune ${percent}`) });
  const place = async (label: Locator) => {
    const { x, width } = (await label.boundingBox())!;
    return x + width / 2;
  };
  const caption = timeline.getByText("60.0\u202f%", { exact: true });
  expect(Math.abs((await place(caption)) - (await place(mark("60"))))).toBeLessThan(13);
  await expect(timeline.getByText("50.0\u202f%", { exact: true })).toBeHidden();
  await mark("50").click();
  await expect(page.getByRole("slider", { name: "Sparsity" })).toHaveValue("50");
  await mark("60").click();
  await expect(page.getByRole("slider", { name: "Sparsity" })).toHaveValue("60");
});

test("on a phone a sheet that stays open leaves the slider free, and the weights have their table", async ({
  page,
}) => {
  await page.setViewportSize({ width: 375, height: 667 });
  await open(page, `data=xor&${small}`);
  await run(page, "Train");
  await slideTo(page, 60);
  await page.getByRole("button", { name: "Weights as a table" }).click();
  await expect(page.getByRole("table", { name: "Weights by layer at this cut" })).toBeVisible();
  await page.getByRole("button", { name: /^What is mistaken/ }).click();
  const sheet = page.getByRole("region", { name: "Mistakes" });
  await expect(sheet.getByRole("table").first()).toBeVisible();
  const chart = page.getByRole("region", { name: "Trade-off" }).getByRole("img");
  const [over, under] = [(await sheet.boundingBox())!, (await chart.boundingBox())!];
  expect(over.y).toBeGreaterThanOrEqual(0);
  expect(over.y + over.height).toBeLessThanOrEqual(under.y);
  await slideTo(page, 30);
});

for (const [scheme, theme] of [
  ["dark", "light"],
  ["light", "dark"],
] as const)
  test.describe(`with ${scheme} colours of the system`, () => {
    test.use({ contextOptions: { reducedMotion: "reduce", forcedColors: "active", colorScheme: scheme } });
    test(`a link with the ${theme} theme draws its lines in a colour that is seen`, async ({ page }) => {
      await open(page, `data=xor&${small}&theme=${theme}`);
      const colours = await page.evaluate(() => {
        const light = (colour: string) => Number(colour.match(/\d+/)![0]);
        const lines = [...document.querySelectorAll("section[aria-label='Trade-off'] svg path")];
        const strokes = lines.map((line) => getComputedStyle(line).stroke).filter((stroke) => stroke !== "none");
        return { paper: light(getComputedStyle(document.body).backgroundColor), ink: strokes.map(light) };
      });
      expect(colours.ink.length).toBeGreaterThan(3);
      const curve = colours.ink.filter((ink) => Math.abs(ink - colours.paper) > 200);
      expect(curve.length).toBeGreaterThan(2);
      // Fields are seen to be such.
      const field = page.getByRole("spinbutton", { name: "Sparsity in percent" });
      expect(await field.evaluate((one) => getComputedStyle(one).borderBottomWidth)).toBe("1px");
    });
  });
