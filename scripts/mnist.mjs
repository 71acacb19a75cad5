// npm run mnist [-- DIR [BACKEND]]: opens the 60,000 + 10,000 images of MNIST from DIR/mnist, trains and drags the slider; tells memory of the page's
// process and frames that took long. Needs a quiet machine, and `ps`.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "@playwright/test";
import { build, preview } from "vite";
import { findBrowser } from "./browser.mjs";

const folder = join(resolve(process.argv[2] ?? join(import.meta.dirname, "../../shared/data")), "mnist");
const files = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"].map((name) =>
  join(folder, `${name}-ubyte.gz`),
);
const networks = { "784-300-100-10": "300-100", "small CNN": "c8x3-p2-c16x3-p2-64" };
const backend = process.argv[3] ?? "wasm";
const limits = { megabytes: 1000, frame: 100 };

if (!files.every((file) => existsSync(file))) {
  console.log(`SKIPPED: no MNIST files at ${folder}.`);
  process.exit(2);
}
await build({ logLevel: "error" });
const server = await preview({ preview: { port: 4318 }, logLevel: "error" });
let failed = 0;
for (const [name, hidden] of Object.entries(networks)) {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ["--no-sandbox", "--enable-unsafe-swiftshader"],
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const session = await browser.newBrowserCDPSession();
  const megabytes = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    const ids = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => String(id));
    const sizes = ids.map((id) => Number(execFileSync("ps", ["-o", "rss=", "-p", id])) / 1024);
    return Math.max(...sizes);
  };
  await page.goto(`${server.resolvedUrls.local[0]}#v=1&data=digits&hidden=${hidden}&backend=${backend}&epochs=2`);
  await page.waitForFunction(() => globalThis.playground?.curve(), null, { timeout: 60_000 });
  let peak = await megabytes();
  /** Frames while something goes on: how many, the 95th of 100, the longest, how many too long. */
  const frames = async (what, act) => {
    await page.evaluate(() => {
      globalThis.gaps = [];
      let last = performance.now();
      const look = (now) => {
        globalThis.gaps?.push(now - last);
        last = now;
        if (globalThis.gaps) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await act();
    const gaps = await page.evaluate(() => {
      const { gaps: seen } = window;
      globalThis.gaps = undefined;
      return seen.slice(2).sort((a, b) => a - b);
    });
    const long = gaps.filter((gap) => gap > limits.frame).length;
    if (long > 0) failed++;
    peak = Math.max(peak, await megabytes());
    console.log(
      `${name}, ${what}: ${gaps.length} frames, p95 ${gaps[Math.floor(gaps.length * 0.95)].toFixed(0)} ms, longest ${gaps.at(-1).toFixed(0)} ms, ${long} over ${limits.frame} ms`,
    );
  };
  await frames("opening the files", async () => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("combobox", { name: "Data", exact: true }).selectOption("files");
    await (await chooser).setFiles(files);
    await page.getByRole("button", { name: "Open", exact: true }).click({ timeout: 60_000 });
    await page.locator('[data-metric="step"][data-value="0"]').waitFor({ state: "attached" });
    await page.waitForTimeout(3000);
  });
  await frames("training two epochs", async () => {
    await page.getByRole("button", { name: "Train", exact: true }).click();
    const done = page.getByRole("button", { name: /^Go to: Train/ });
    while ((await done.count()) === 0) {
      peak = Math.max(peak, await megabytes());
      await page.waitForTimeout(200);
    }
  });
  await frames("moving the slider", async () => {
    await page.getByRole("slider", { name: "Sparsity", exact: true }).focus();
    for (let i = 0; i < 60; i++) await page.keyboard.press("ArrowRight", { delay: 16 });
  });
  if (peak > limits.megabytes) failed++;
  console.log(`${name}: at most ${peak.toFixed(0)} MB of ${limits.megabytes}`);
  await browser.close();
}
await server.close();
console.log(failed === 0 ? "all within limits" : `${failed} over their limit`);
process.exit(failed === 0 ? 0 : 1);
