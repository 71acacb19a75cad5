// npm run pictures [-- part of a state's name] [-- --size 1440] [-- --theme dark]: pictures of the page in its states, windows and
// themes, for anyone to look at, in pictures/.
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { build, preview } from "vite";
import { findBrowser } from "./browser.mjs";
import { sizes, states } from "./pictures/states.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: "string", multiple: true },
    theme: { type: "string", multiple: true, default: ["light", "dark"] },
    built: { type: "boolean", default: false },
    out: { type: "string", default: "pictures" },
    port: { type: "string", default: "4316" },
  },
});
const wanted = states.filter(({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)));
const windows = sizes.filter(({ name }) => !values.size || values.size.includes(name));

if (!values.built) await build({ logLevel: "error" });
const server = await preview({ preview: { port: Number(values.port) }, logLevel: "error" });
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ["--no-sandbox", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});
mkdirSync(values.out, { recursive: true });
let complaints = 0;
for (const { name, link, steps } of wanted) {
  const context = await browser.newContext({ viewport: windows[0] });
  const page = await context.newPage();
  const complain = (text) => {
    if (text.includes("GPU stall due to ReadPixels")) return;
    complaints++;
    console.log(`${name}: ${text}`);
  };
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complain(message.text()));
  page.on("pageerror", (error) => complain(String(error)));
  try {
    await page.goto(`${server.resolvedUrls.local[0]}${link ? `#${link}` : ""}`);
    await page.waitForFunction(() => window.playground?.curve(), null, { timeout: 60_000 });
    await steps(page);
    for (const theme of values.theme) {
      await page.emulateMedia({ colorScheme: theme });
      for (const { name: size, width, height, projector } of windows) {
        await page.setViewportSize({ width, height });
        const isProjector = await page.evaluate(() => document.documentElement.dataset.view === "projector");
        if (isProjector !== Boolean(projector)) await page.evaluate(() => window.playground.run("projector"));
        await page.waitForTimeout(400);
        await page.screenshot({ path: `${values.out}/${name}-${size}-${theme}.png` });
      }
    }
  } catch (error) {
    complain(String(error));
    await page.screenshot({ path: `${values.out}/${name}-failed.png` });
  }
  await context.close();
}
await browser.close();
await server.close();
console.log(`${wanted.length} states, ${complaints} complaints`);
process.exit(complaints === 0 ? 0 : 1);
