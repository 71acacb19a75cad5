import type { CDPSession, Page } from "@playwright/test";
import { button, done, expect, isLong, metric, open, run, slideTo, test, value } from "./fixtures.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

type Point = readonly [x: number, y: number];

/** A finger on the screen, as the browser sees one: it decides itself whether a swipe scrolls. */
async function finger(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page);
  const send = (type: "touchStart" | "touchMove" | "touchEnd" | "touchCancel", points: readonly Point[]) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: points.map(([x, y], id) => (points.length > 1 ? { x, y, id } : { x, y })),
    });
  const swipe = async ([x0, y0]: Point, [x1, y1]: Point, end: "touchEnd" | "touchCancel" | null = "touchEnd") => {
    await send("touchStart", [[x0, y0]]);
    for (let i = 1; i <= 8; i++) await send("touchMove", [[x0 + ((x1 - x0) * i) / 8, y0 + ((y1 - y0) * i) / 8]]);
    if (end) await send(end, []);
  };
  const enlarge = (pageScaleFactor: number) => session.send("Emulation.setPageScaleFactor", { pageScaleFactor });
  return { swipe, touch: send, enlarge, end: (type: "touchEnd" | "touchCancel") => send(type, []) };
}

const slider = (page: Page) => page.getByRole("slider", { name: "Sparsity", exact: true });
const handle = (page: Page) => page.evaluate(() => window.playground.cut().handle);
const cuts = async (page: Page) => (await done(page, /^prune$/)).length;

const scrolled = (page: Page) => page.evaluate(() => scrollY);

async function middle(page: Page) {
  const place = slider(page).locator("xpath=..");
  const { x, y, width, height } = (await place.boundingBox())!;
  return { x, y, width, height, at: [x + width * 0.6, y + height * 0.5] as const };
}

test("a finger moves the cut by going to the side, by its handle or its chip; scrolling, taps and broken off drags leave it", async ({
  page,
}) => {
  await open(page, "data=moons&hidden=8-8&backend=wasm&epochs=4");
  await run(page, "Train");
  await slideTo(page, 30);
  const { swipe, touch, enlarge, end } = await finger(page);
  const chart = await middle(page);
  const [x, y] = chart.at;
  // All is in the window: along the page nothing scrolls, and the cut stays.
  await swipe([x, y], [x + 12, y - 160]);
  expect(await scrolled(page)).toBe(0);
  expect(await handle(page)).toBe(0.3);
  // A tap.
  await page.touchscreen.tap(x, y);
  expect(await handle(page)).toBe(0.3);
  // To the side, broken off: back to what was before, with its figures.
  await swipe([x, y], [x + 80, y + 10], null);
  expect(await handle(page)).toBeGreaterThan(0.5);
  await end("touchCancel");
  await expect.poll(() => handle(page)).toBe(0.3);
  await expect.poll(() => cuts(page)).toBe(1);
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "67");
  // To the side, released.
  await swipe([x, y], [x + 80, y + 10]);
  await expect.poll(() => cuts(page)).toBe(2);
  const moved = await handle(page);
  expect(moved).toBeGreaterThan(0.5);
  // By key: of a tap right after a swipe the browser now and then makes no click, though its touches reach the button.
  await button(page, "Undo").press("Enter");
  await expect.poll(() => handle(page)).toBe(0.3);
  // The handle follows a finger beside its middle without a jump, whatever its way.
  const knob = (await page.locator("[data-handle]").boundingBox())!;
  const [hx, hy] = [knob.x + knob.width / 2, knob.y + knob.height / 2];
  await swipe([hx + 10, hy], [hx + 50, hy + 60]);
  await expect.poll(() => handle(page)).toBeGreaterThan(0.38);
  expect(await handle(page)).toBeLessThan(0.48);
  await button(page, "Undo").press("Enter");
  await expect.poll(() => handle(page)).toBe(0.3);
  // So it does where its chip is taken.
  const chip = (await page.getByRole("button", { name: /^Exact cut/ }).boundingBox())!;
  const [cx, cy] = [chip.x + chip.width / 2, chip.y + chip.height / 2];
  await swipe([cx, cy], [cx + 50, cy + 4]);
  await expect.poll(() => handle(page)).toBeGreaterThan(0.38);
  await button(page, "Undo").press("Enter");
  await expect.poll(() => handle(page)).toBe(0.3);
  // Two fingers, the first of them on the handle, enlarge the page.
  await touch("touchStart", [[hx, hy]]);
  await touch("touchStart", [
    [hx, hy],
    [hx + 60, hy + 10],
  ]);
  for (let i = 1; i <= 5; i++)
    await touch("touchMove", [
      [hx - 10 * i, hy],
      [hx + 60 + 10 * i, hy + 10],
    ]);
  await touch("touchEnd", []);
  expect(await handle(page)).toBe(0.3);
  await expect(slider(page)).toHaveValue("30");
  await expect.poll(() => page.evaluate(() => visualViewport!.scale)).toBeGreaterThan(1.2);
  await enlarge(1);
  // Over the weights, to the side: the cut stays.
  await button(page, "weights").tap();
  const weights = (await page.getByRole("region", { name: "Weights" }).boundingBox())!;
  const [wx, wy] = [weights.x + weights.width / 2, weights.y + weights.height / 3];
  await swipe([wx, wy], [wx + 60, wy + 6]);
  await page.touchscreen.tap(wx, wy);
  expect(await handle(page)).toBe(0.3);
  // Nothing is stuck: a mouse that only passes by moves nothing.
  await page.mouse.move(x, y);
  await page.mouse.move(x + 50, y);
  expect(await handle(page)).toBe(0.3);
  await swipe([x, y], [x + 60, y + 6]);
  await expect.poll(() => handle(page)).toBeGreaterThan(0.5);
  expect(await value(page, "sparsity")).toBeGreaterThan(0.5);
});

test("a finger scrolls what scrolls: a page of the margin and not the page behind it; a window too low for the page, on the chart too", async ({
  page,
}) => {
  await open(page, "data=moons&hidden=8-8&backend=wasm&epochs=4&sparsity=30");
  const { swipe } = await finger(page);
  await button(page, "Menu").tap();
  await page
    .getByRole("complementary")
    .getByRole("button", { name: /^By what/ })
    .tap();
  const note = page.getByRole("complementary");
  await expect(note.getByRole("group", { name: "Criterion" })).toBeVisible();
  const { x, y, width, height } = (await note.boundingBox())!;
  const top = async () => (await note.getByRole("radio").first().boundingBox())!.y;
  const before = await top();
  await swipe([x + width / 2, y + height * 0.8], [x + width / 2, y + height * 0.3]);
  await expect.poll(top).toBeLessThan(before - 60);
  // At its end it does not hand on to the page.
  for (let i = 0; i < 6; i++) await swipe([x + width / 2, y + height * 0.9], [x + width / 2, y + height * 0.1]);
  expect(await scrolled(page)).toBe(0);
  expect(await note.boundingBox()).toEqual({ x, y, width, height });
  await note.getByRole("button", { name: "Close", exact: true }).first().tap();

  await page.setViewportSize({ width: 320, height: 256 });
  const chart = await middle(page);
  await swipe([chart.x + chart.width * 0.6, 200], [chart.x + chart.width * 0.6 + 8, 60]);
  await expect.poll(() => scrolled(page)).toBeGreaterThan(40);
  expect(await handle(page)).toBe(0.3);
});

test("a finger takes the cut line of the weights up and down; beside it, along it and broken off it leaves the cut", async ({
  page,
}) => {
  await open(page, "data=moons&hidden=8-8&backend=wasm&epochs=4");
  await run(page, "Train");
  await slideTo(page, 30);
  await button(page, "weights").tap();
  const weights = page.getByRole("region", { name: "Weights", exact: true });
  const line = weights.getByRole("slider", { name: "Cut by size, all layers" });
  const { swipe, end } = await finger(page);
  const onLine = async (): Promise<Point> => {
    const knob = (await line.boundingBox())!;
    return [knob.x + knob.width / 2 - 80, knob.y + knob.height / 2];
  };
  const [x, y] = await onLine();
  const size = async () => Number((await line.getAttribute("aria-valuetext"))!.match(/[\d.]+$/)![0]);
  const before = await size();
  // Broken off.
  await swipe([x, y], [x, y - 40], null);
  expect(await handle(page)).toBeGreaterThan(0.3);
  await end("touchCancel");
  await expect.poll(() => handle(page)).toBe(0.3);
  // Along the line, and from elsewhere.
  await swipe([x, y], [x + 60, y + 1]);
  await swipe([x, y - 60], [x, y - 10]);
  await page.touchscreen.tap(x, y);
  expect(await handle(page)).toBe(0.3);
  await expect.poll(() => cuts(page)).toBe(1);
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "67");
  // Up, with the line under the finger; higher up there are too few weights for a line at each height.
  await swipe([x, y + 4], [x + 6, y - 16]);
  await expect.poll(() => cuts(page)).toBe(2);
  expect(await handle(page)).toBeGreaterThan(0.3);
  expect(await size()).toBeGreaterThan(before);
  expect(Math.abs((await onLine())[1] - (y - 20))).toBeLessThan(6);
  await expect(metric(page, "sparsity")).toHaveAttribute("data-value", /^0\.[3-9]/);
});

test("a tap on the network chooses, with its value; buttons that appear prune it or the whole unit", async ({
  page,
}) => {
  await open(page, "data=moons&hidden=8-8&backend=wasm&epochs=4");
  const network = page.getByRole("region", { name: "Network", exact: true });
  const picture = network.getByRole("img");
  await picture.scrollIntoViewIfNeeded();
  const box = (await picture.boundingBox())!;
  await page.touchscreen.tap(box.x + box.width * 0.5, box.y + box.height * 0.5);
  const bar = page.getByRole("dialog", { name: "Chosen weights" });
  await expect(bar).toContainText(/: \d+ → \d+, w = −?\d\.\d{3}, kept/);
  expect(await value(page, "kept-weights")).toBe(96);
  const room = (await bar.boundingBox())!;
  expect(room.x).toBeGreaterThanOrEqual(0);
  expect(room.x + room.width).toBeLessThanOrEqual(390);
  await bar.getByRole("button", { name: "Whole unit" }).tap();
  await expect(bar).toContainText("10 weights, 10 kept");
  await bar.getByRole("button", { name: "Prune", exact: true }).tap();
  await expect(metric(page, "kept-weights")).toHaveAttribute("data-value", "86");
  await expect(bar).toBeHidden();
  // Files cannot be dropped by a finger, and nobody is told to.
  await page.getByRole("button", { name: "Menu", exact: true }).tap();
  await page.getByRole("complementary").getByRole("button", { name: "Open data", exact: true }).tap();
  await expect(page.getByRole("button", { name: "Choose files", exact: true })).toBeVisible();
  await expect(page.getByText("Or drop them")).toBeHidden();
});

test("every step shows its controls, and every word of them opens its page, by finger: with no page over chart and handle", async ({
  page,
}) => {
  await open(page, "data=moons&hidden=8-8&backend=wasm&epochs=4&finetune=2");
  await run(page, "Train");
  await slideTo(page, 30);
  const rail = page.getByRole("region", { name: "Workflow" });
  for (const [width, height] of [[390, 844], [768, 1024], ...(isLong ? [[320, 568]] : [])]) {
    await page.setViewportSize({ width, height });
    for (const step of ["1, Train", "2, Prune", "3, Fine-tune"]) {
      const opener = page.getByRole("button", { name: `Show step ${step}` });
      await opener.tap();
      await expect(opener).toHaveAttribute("aria-expanded", "true");
      const words = rail.getByRole("listitem").filter({ has: opener }).locator("button[aria-expanded][title]");
      expect(await words.count()).toBeGreaterThan(0);
      for (const word of await words.all()) {
        await word.tap();
        const note = (await page.getByRole("complementary").boundingBox())!;
        const chart = (await page.getByRole("region", { name: "Trade-off" }).boundingBox())!;
        expect(note.y + note.height).toBeLessThanOrEqual(chart.y + 1);
        await page.getByRole("complementary").getByRole("button", { name: "Close", exact: true }).first().tap();
        await expect(page.getByRole("complementary")).toBeHidden();
      }
    }
  }
});
