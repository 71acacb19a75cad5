// npm run soak [minutes]: trains for a while with random slider moves, undo and fine-tuning, and tells whether memory stays flat.
import { chromium } from "@playwright/test";
import { build, preview } from "vite";
import { findBrowser } from "./browser.mjs";

const minutes = Number(process.argv[2] ?? 10);
/** Heap may grow by this much between the first and the last third: caches fill, the history is bounded. */
const allowedBytes = 40e6;

await build({ logLevel: "error" });
const server = await preview({ preview: { port: 4317, strictPort: true }, logLevel: "error" });
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ["--no-sandbox", "--js-flags=--expose-gc"],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const complaints = [];
page.on("pageerror", (error) => complaints.push(String(error)));
await page.goto("http://localhost:4317/#v=1&data=digits&hidden=300-100&epochs=2000&finetune=1000");
await page.waitForFunction(() => window.playground?.curve(), null, { timeout: 60_000 });
const devtools = await page.context().newCDPSession(page);
const slider = page.getByRole("slider", { name: "Sparsity" });
const heap = async () => {
  await devtools.send("HeapProfiler.collectGarbage");
  return (await devtools.send("Runtime.getHeapUsage")).usedSize;
};
const samples = [];
await page.getByRole("button", { name: "Train", exact: true }).click();
const end = Date.now() + minutes * 60_000;
for (let i = 0; Date.now() < end; i++) {
  await slider.focus();
  for (let move = 0; move < 10; move++) await page.keyboard.press(Math.random() < 0.5 ? "ArrowRight" : "ArrowLeft");
  await page.waitForTimeout(400);
  if (i % 10 === 0)
    samples.push({ heap: await heap(), tensors: await page.evaluate(() => window.playground.tensors()) });
}
await browser.close();
await server.close();

const third = Math.max(1, Math.floor(samples.length / 3));
const mean = (part, key) => part.reduce((sum, one) => sum + one[key], 0) / part.length;
const [early, late] = [samples.slice(third, 2 * third), samples.slice(-third)];
const growth = mean(late, "heap") - mean(early, "heap");
const tensors = mean(late, "tensors") - mean(early, "tensors");
console.log(
  `${minutes} minutes, ${samples.length} samples: page heap ${(mean(early, "heap") / 1e6).toFixed(1)} MB, later ${growth >= 0 ? "+" : ""}${(growth / 1e6).toFixed(1)} MB; pieces of memory held by the engine ${mean(early, "tensors").toFixed(1)}, later ${tensors >= 0 ? "+" : ""}${tensors.toFixed(1)}.`,
);
for (const complaint of complaints) console.log(complaint);
const flat = growth < allowedBytes && tensors <= 1 && complaints.length === 0;
console.log(flat ? "flat" : "not flat");
process.exit(flat ? 0 : 1);
