import type { Page } from "@playwright/test";
import {
  button,
  choose,
  closeMargin,
  expect,
  metric,
  open,
  openBare,
  openPage,
  ready,
  run,
  settled,
  slideTo,
  test,
  value,
  variant,
} from "./fixtures.ts";

/** Translates as browsers do: every text gives way to an element of theirs; every other one is wrapped instead. New texts too. */
function translate(page: Page) {
  return page.evaluate(() => {
    const isText = (node: Node): node is Text => node instanceof Text && Boolean(node.data.trim());
    let turn = 0;
    const take = (text: Text) => {
      const parent = text.parentElement;
      if (!parent || parent.closest("svg, option, style, script, font")) return;
      const font = document.createElement("font");
      if (turn++ % 2) {
        text.before(font);
        font.append(text);
      } else {
        font.append(document.createElement("font"));
        font.firstElementChild!.textContent = text.data;
        text.replaceWith(font);
      }
    };
    const all = (root: Node) => {
      if (isText(root)) take(root);
      else {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        const found: Text[] = [];
        while (walker.nextNode()) if (isText(walker.currentNode)) found.push(walker.currentNode);
        found.forEach(take);
      }
    };
    all(document.body);
    new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) if (node.isConnected) all(node);
    }).observe(document.body, { childList: true, subtree: true });
  });
}

test("a page that the browser translates goes on, and what it shows is true", async ({ page }) => {
  await open(page, "data=moons&hidden=8-8&backend=wasm&epochs=4&finetune=2");
  await translate(page);
  await run(page, "Train");
  await slideTo(page, 50);
  await run(page, "Fine-tune");
  const right = Math.round(1000 * (await value(page, "validation-accuracy"))) / 10;
  await expect(metric(page, "validation-accuracy")).toContainText(String(right));
  await expect(metric(page, "kept-weights")).toHaveText(/48$/);
  await expect(page.getByRole("heading", { level: 2 }).filter({ hasText: "48" })).toContainText(String(right));
  await button(page, "Network as a table").click();
  await button(page, "Network as a table").click();
  await choose(page, "Protected layers", "output");
  await page.getByRole("button", { name: /^Mistakes: / }).click();
  await choose(page, "Data", "Circles");
  await ready(page);
  await slideTo(page, 20);
  await expect(metric(page, "sparsity")).toContainText("16.7");
});

test("a part that cannot be drawn says so, the others go on, and it is drawn again when it can be", async ({
  browser,
  baseURL,
}) => {
  // What React tells of it belongs on the console.
  const page = await browser.newPage({ baseURL: baseURL!, viewport: { width: 1440, height: 900 } });
  await open(page, "data=moons&hidden=8-8&backend=wasm&epochs=4");
  await run(page, "Train");
  await page.evaluate(() => {
    const whole = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, "bezierCurveTo")!;
    CanvasRenderingContext2D.prototype.bezierCurveTo = () => {
      throw new Error("no curves");
    };
    Object.assign(window, {
      mend: () => Object.defineProperty(CanvasRenderingContext2D.prototype, "bezierCurveTo", whole),
    });
  });
  await slideTo(page, 50);
  const network = page.getByRole("region", { name: "Network", exact: true });
  await expect(network.getByRole("alert")).toContainText("Network could not be drawn.");
  await expect(network.getByRole("alert")).toContainText("no curves");
  expect(await value(page, "kept-weights")).toBe(48);
  await expect(page.getByRole("region", { name: "Weights" }).getByRole("img")).toHaveCount(3);
  await network.getByRole("button", { name: "Copy the link" }).click();
  await expect(page.getByRole("status").filter({ hasText: /link/i })).toBeVisible();
  await page.evaluate(() => (window as unknown as { mend: () => void }).mend());
  await network.getByRole("button", { name: "Draw it again" }).click();
  await expect(network.getByRole("img")).toHaveAccessibleName(/48 of 96/);
  await page.close();
});

variant("so does one whose full drawing fails that comes after a move", async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL: baseURL!, viewport: { width: 1440, height: 900 } });
  const uncaught: string[] = [];
  page.on("pageerror", (error) => uncaught.push(error.message));
  await page.addInitScript(() => {
    const plain = window.setTimeout.bind(window);
    const { prototype } = CanvasRenderingContext2D;
    const whole = Object.getOwnPropertyDescriptor(prototype, "bezierCurveTo")!;
    let isLate = false;
    // Sooner ones stand in for frames.
    const later = (call: () => void, milliseconds = 0) =>
      plain(() => {
        isLate = milliseconds > 100;
        try {
          call();
        } finally {
          isLate = false;
        }
      }, milliseconds);
    Object.assign(window, { setTimeout: later });
    prototype.bezierCurveTo = function (...ends) {
      if (isLate && document.title.includes("breaks")) throw new Error("no curves");
      Reflect.apply(whole.value as (...ends: number[]) => void, this, ends);
    };
  });
  await open(page, "data=moons&hidden=28-28&backend=wasm&epochs=4");
  await run(page, "Train");
  await page.evaluate(() => {
    document.title += " breaks";
  });
  await slideTo(page, 50);
  const network = page.getByRole("region", { name: "Network", exact: true });
  await expect(network.getByRole("alert")).toContainText("Network could not be drawn.");
  expect(uncaught).toEqual([]);
  await page.close();
});

test("charts that cannot be fetched are told of aloud once, in a line each, keep their room, and come when tried again, the slider to who skipped there", async ({
  browser,
  baseURL,
}) => {
  const page = await browser.newPage({ baseURL: baseURL!, viewport: { width: 1440, height: 900 } });
  await page.route(/\/drawings-/, (route) => route.abort());
  await open(page, "data=moons&backend=wasm&epochs=4");
  await expect(page.getByRole("alert")).toHaveText(/^The charts could not be fetched/);
  const places = () =>
    page.getByRole("region").evaluateAll((all) =>
      all
        .map((region) => ({ region, box: region.getBoundingClientRect() }))
        .filter(({ box }) => box.height > 0)
        .map(({ region, box }) => [region.ariaLabel, ...[box.x, box.y, box.width, box.height].map(Math.round)]),
    );
  const before = await places();
  for (const name of ["Network", "What it learned"])
    await expect(page.getByRole("region", { name, exact: true })).toContainText("This chart could not be fetched.");
  await page.getByRole("button", { name: "Try again to fetch this chart" }).first().click();
  await expect(page.getByRole("button", { name: "Try again to fetch this chart" }).first()).toBeVisible();
  await page.unroute(/\/drawings-/);
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  await page.route(/\/drawings-/, (route) => held.then(() => route.continue()));
  await button(page, "Try again").click();
  await button(page, "Skip to the sparsity slider").press("Enter");
  await expect(page.getByRole("region", { name: "Trade-off" })).toBeFocused();
  release();
  await expect(page.getByRole("slider", { name: "Sparsity" })).toBeFocused();
  await expect(page.getByRole("alert")).toHaveCount(0);
  for (const [name, count] of Object.entries({
    Network: 1,
    Weights: 3,
    "Trade-off": 1,
    "What it learned": 1,
  }))
    await expect(page.getByRole("region", { name, exact: true }).getByRole("img")).toHaveCount(count);
  expect(await places()).toEqual(before);
  await run(page, "Train");
  await page.close();
});

test("the page says without scripts what it needs", async ({ request }) => {
  expect(await (await request.get("./")).text()).toMatch(/<noscript>.*it needs JavaScript.*<\/noscript>/s);
});

test("nothing shifts by itself: while the page comes, after a drag, a fine-tuning, the way back and a page of the margin", async ({
  page,
}) => {
  interface Shift {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly { readonly node: Node | null }[];
  }
  await page.addInitScript(() => {
    const shifts: [number, string][] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as unknown as Shift[])
        if (!hadRecentInput) shifts.push([value, sources.map(({ node }) => node?.textContent?.slice(0, 40)).join()]);
    }).observe({ type: "layout-shift", buffered: true });
  });
  const shifted = () => page.evaluate(() => (window as unknown as { shifts: [number, string][] }).shifts);
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ]) {
    await page.setViewportSize({ width, height });
    await page.goto("about:blank");
    await openBare(page);
    const knob = (await page.locator("[data-handle]").boundingBox())!;
    const [x, y] = [knob.x + knob.width / 2, knob.y + knob.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.45, y + 20, { steps: 6 });
    await page.mouse.up();
    await run(page, "Fine-tune");
    await button(page, "Undo").click();
    await settled(page);
    await openPage(page, width < 720 ? /^Menu$/ : /^Criterion: /);
    await closeMargin(page);
    // What comes within half a second of a press is its answer.
    await page.waitForTimeout(600);
    const shifts = await shifted();
    const sum = shifts.reduce((sum, [value]) => sum + value, 0);
    // Other words in a sentence count as text that has moved.
    expect(sum, `${width} x ${height}: ${shifts.join(" | ")}`).toBeLessThan(0.06);
  }
});
