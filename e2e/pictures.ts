import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type Pixels, readPng, writePng } from "./png.ts";

/** A picture in small: every pixel is the mean of a block of the page, red, green and blue. */
export interface Small {
  readonly width: number;
  readonly height: number;
  readonly rgb: readonly number[];
}

/** A block is as far off as its colour (0..255) lies outside of those around the same place in the other picture: letters that are
 *  smoothed otherwise, or what stands a few pixels aside, are not. */
const slack = 18;
/** The share of blocks that may be off by more: a word or two that differ, but no panel. */
export const mostOff = 0.005;

/** The share of blocks of one picture that are not in the other at their place, or around it, and the box that holds them, in blocks. */
export function difference(one: Small, other: Small): { readonly share: number; readonly box: readonly number[] } {
  const { width, height } = one;
  if (width !== other.width || height !== other.height) return { share: 1, box: [0, 0, width, height] };
  const box = [width, height, 0, 0];
  let off = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (Math.max(outside(one, other, x, y), outside(other, one, x, y)) <= slack) continue;
      off++;
      box.splice(0, 4, Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x + 1), Math.max(box[3], y + 1));
    }
  return { share: off / (width * height), box };
}

/** How far a block of one picture is outside of the colours around that place in the other. */
function outside({ width, height, rgb }: Small, other: Small, x: number, y: number): number {
  let most = 0;
  for (let channel = 0; channel < 3; channel++) {
    let [low, high] = [255, 0];
    for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++)
      for (let i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
        const value = other.rgb[3 * (j * width + i) + channel];
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    const value = rgb[3 * (y * width + x) + channel];
    most = Math.max(most, low - value, value - high);
  }
  return most;
}

/** A picture in blocks of so many pixels. */
function shrunk({ width, height, channels, pixels }: Pixels, block: number): Small {
  const [across, down] = [Math.ceil(width / block), Math.ceil(height / block)];
  const sums = new Float64Array(4 * across * down);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += channels) {
      const to = 4 * (Math.floor(y / block) * across + Math.floor(x / block));
      for (let channel = 0; channel < 3; channel++) sums[to + channel] += pixels[at + channel];
      sums[to + 3]++;
    }
  const rgb = Array.from({ length: 3 * across * down }, (_, i) => {
    const at = 4 * Math.floor(i / 3);
    return Math.round(sums[at + (i % 3)] / sums[at + 3]);
  });
  return { width: across, height: down, rgb };
}

const fileOf = (name: string) => resolve("e2e/pictures", `${name}.png`);
/** Two hundredths of a window are more than a block and what is around it. */
const blockOf = (page: Page) => (page.viewportSize()!.width > 700 ? 8 : 4);

/** The page as it is seen now, in small. */
export const look = async (page: Page) => shrunk(readPng(await page.screenshot()), blockOf(page));

/** How the page should look, in small. */
export const reference = (name: string) => shrunk(readPng(readFileSync(fileOf(name))), 1);

/** The page comes to look as it did when its picture was kept, but for what other fonts and graphics draw otherwise; with
 *  `--update-snapshots` its picture is kept anew. */
export async function expectPicture(page: Page, name: string): Promise<void> {
  if (["all", "changed"].includes(test.info().config.updateSnapshots)) return keep(page, name);
  expect(existsSync(fileOf(name)), `${fileOf(name)} is missing: npm run renew`).toBe(true);
  const wanted = reference(name);
  let told = "";
  try {
    await expect
      .poll(async () => {
        const { share, box } = difference(wanted, await look(page));
        const [left, top, right, bottom] = box.map((side) => side * blockOf(page));
        told = `${name}: ${(100 * share).toFixed(1)} % look otherwise, between ${left}, ${top} and ${right}, ${bottom} px`;
        return share;
      })
      .toBeLessThanOrEqual(mostOff);
  } catch {
    const seen = test.info().outputPath(`${name}.png`);
    await page.screenshot({ path: seen });
    expect
      .soft(null, `${told}; as it is now: ${seen}, as it was: ${fileOf(name)}. If it is meant to: npm run renew`)
      .toBe("");
  }
}

/** Keeps the picture of a page that has come to rest. */
async function keep(page: Page, name: string): Promise<void> {
  let last: Small | null = null;
  await expect
    .poll(
      async () => {
        const before = last;
        last = await look(page);
        return before && difference(before, last).share;
      },
      { intervals: [500], timeout: 60_000 },
    )
    .toBe(0);
  mkdirSync(resolve("e2e/pictures"), { recursive: true });
  const { width, height, rgb } = last!;
  // Coarser colours take half of the bytes.
  const pixels = rgb.map((value) => Math.min(255, Math.round(value / 8) * 8));
  writeFileSync(fileOf(name), writePng({ width, height, channels: 3, pixels }));
}
