import type { Page } from "@playwright/test";
import { button, choose, expect, open, run, score, test, value } from "./fixtures.ts";

test.use({ contextOptions: { reducedMotion: "no-preference" } });

interface Seen {
  /** What moves, as the moving layer says. */
  readonly kind: string;
  /** How many of its frames were no two alike, and in how many there was anything to be seen. */
  pictures: number;
  inked: number;
}

declare global {
  interface Window {
    moved: Seen[];
  }
}

/** Looks at the moving layer in every frame that it is there. Frames are told to be a tenth of a second apart, so that a busy machine shows as
 *  many of a movement as an idle one. */
function watch(page: Page) {
  return page.addInitScript(() => {
    window.moved = [];
    const frame = requestAnimationFrame.bind(window);
    let now = performance.now();
    let wasAt = 0;
    window.requestAnimationFrame = (draw) =>
      frame((at) => {
        if (at !== wasAt) now += 100;
        wasAt = at;
        draw(now);
      });
    const pen = new OffscreenCanvas(96, 60).getContext("2d", { willReadFrequently: true })!;
    let watched: Element | null = null;
    const pictures = new Set<string>();
    const look = () => {
      const layer = document.querySelector<HTMLCanvasElement>("canvas[data-movement]");
      if (layer && layer !== watched) {
        window.moved.push({ kind: layer.dataset.movement!, pictures: 0, inked: 0 });
        pictures.clear();
      }
      watched = layer;
      if (layer) {
        pen.clearRect(0, 0, 96, 60);
        pen.drawImage(layer, 0, 0, 96, 60);
        const { data } = pen.getImageData(0, 0, 96, 60);
        pictures.add(data.join());
        const seen = window.moved.at(-1)!;
        seen.pictures = pictures.size;
        if (data.some((byte) => byte > 0)) seen.inked++;
      }
      frame(look);
    };
    frame(look);
  });
}

/** What has moved since this was asked last, once nothing moves any more. */
async function moved(page: Page): Promise<readonly Seen[]> {
  await expect(page.locator("canvas[data-movement]")).toHaveCount(0);
  return page.evaluate(() => window.moved.splice(0));
}

/** A movement of that kind runs, of pictures that differ, and ends. */
async function expectMovement(page: Page, kind: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => window.moved.length)).toBeGreaterThan(0);
  const [seen, ...more] = await moved(page);
  expect([seen.kind, more]).toEqual([kind, []]);
  expect(seen.inked, kind).toBeGreaterThanOrEqual(3);
  expect(seen.pictures, kind).toBeGreaterThanOrEqual(4);
}

const sparsity = (page: Page) => page.getByRole("slider", { name: "Sparsity", exact: true });

test("weights fly to their queue after the first training, fall when they are pruned, swell by fine-tuning and are lifted back; no drag is animated, and nothing moves for who does not want it", async ({
  page,
}) => {
  await watch(page);
  await open(page, "data=moons&hidden=8-8&backend=wasm&epochs=4&finetune=2");
  await run(page, "Train");
  await expectMovement(page, "flight");
  // While the handle is dragged it follows, and nothing moves by itself.
  const box = (await sparsity(page).locator("xpath=..").boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.1, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2, { steps: 10 });
  await expect.poll(() => value(page, "sparsity")).toBeGreaterThan(0.3);
  expect(await moved(page)).toEqual([]);
  await page.mouse.up();
  await expectMovement(page, "fall");
  await run(page, "Fine-tune");
  await expectMovement(page, "swell");
  await button(page, "Undo").click();
  await expect(button(page, "Fine-tune")).toBeEnabled();
  expect(await moved(page)).toEqual([]);
  await button(page, "Undo").click();
  await expectMovement(page, "lift");
  await expect(sparsity(page)).toHaveValue("0");

  const cut = async () => {
    await sparsity(page).press("PageUp");
    await expect.poll(() => page.evaluate(() => window.playground.cut().committed)).toBeGreaterThan(0.09);
    await button(page, "Undo").click();
    await expect.poll(() => page.evaluate(() => window.playground.cut().committed)).toBe(0);
    return moved(page);
  };
  expect((await cut()).map(({ kind }) => kind)).toContain("lift");
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await cut(), "as the system asks").toEqual([]);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await choose(page, "Motion", "none");
  expect(await cut(), "as the person has chosen").toEqual([]);
  // The seal does not wait to be seen breaking.
  await page.evaluate(() => {
    const later = setTimeout;
    Object.assign(window, {
      setTimeout: (act: () => void, after: number) => (after < 600 ? later(act, after) : undefined),
    });
  });
  await score(page);
  const seal = page.getByRole("region", { name: "What it learned" });
  await expect(seal.getByText("1st look")).toBeVisible();
});
