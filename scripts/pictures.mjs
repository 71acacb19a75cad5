// npm run pictures [-- part of a state's name] [-- --size 1440] [-- --theme dark]: pictures of the page in its states, windows and
// themes, for anyone to look at, in pictures/.
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { build, preview } from "vite";
import { findBrowser } from "./browser.mjs";
import { sizes, states, themes } from "./pictures/states.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: "string", multiple: true },
    theme: { type: "string", multiple: true, default: ["light", "dark"] },
    built: { type: "boolean", default: false },
    data: { type: "string", default: "../shared/data" },
    out: { type: "string", default: "pictures" },
    port: { type: "string", default: "4316" },
  },
});
const isNamed = ({ name }) =>
  positionals.length === 0 ||
  positionals.some((part) => (part.startsWith("=") ? name === part.slice(1) : name.includes(part)));
const windows = sizes.filter(({ name, usual }) => (values.size ? values.size.includes(name) : usual));
const looks = values.theme.flatMap((theme) => windows.map((window) => ({ theme, window })));

if (!values.built) await build({ logLevel: "error" });
const server = await preview({ preview: { port: Number(values.port) }, logLevel: "error" });
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ["--no-sandbox", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});
mkdirSync(values.out, { recursive: true });
let complaints = 0;

/** Gives a page the look and the window of a picture. */
async function dress(page, { theme, window: { width, height, projector } }) {
  await page.emulateMedia({ colorScheme: null, contrast: null, forcedColors: null });
  await page.emulateMedia(themes[theme]);
  await page.setViewportSize({ width, height });
  const isProjector = await page.evaluate(() => document.documentElement.dataset.view === "projector");
  if (isProjector !== Boolean(projector)) await page.evaluate(() => window.playground.run("projector"));
}

async function openedAt({ name, link, isEarly, isMoving }) {
  const context = await browser.newContext({
    viewport: windows[0],
    reducedMotion: isMoving ? "no-preference" : "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complain = (text) => {
    if (text.includes("GPU stall due to ReadPixels")) return;
    complaints++;
    console.log(`${name}: ${text}`);
  };
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complain(message.text()));
  page.on("pageerror", (error) => complain(String(error)));
  await page.goto(`${server.resolvedUrls.local[0]}${link ? `#${link}` : ""}`);
  if (!isEarly) await page.waitForFunction(() => window.playground?.curve(), null, { timeout: 60_000 });
  return { page, complain, close: () => context.close() };
}

async function picturesOf(state, theirs) {
  const { page, complain, close } = await openedAt(state);
  try {
    if (state.isFresh) await dress(page, theirs[0]);
    await state.steps(page, state.files?.(values.data));
    for (const look of theirs) {
      if (!state.isFresh) {
        await dress(page, look);
        await page.mouse.move(0, 0);
        await page.waitForTimeout(400);
      }
      await state.last?.(page);
      if (state.last) await page.waitForTimeout(300);
      await page.screenshot({ path: `${values.out}/${state.name}-${look.window.name}-${look.theme}.png` });
    }
  } catch (error) {
    complain(String(error));
    await page.screenshot({ path: `${values.out}/${state.name}-failed.png` });
  }
  await close();
}

const wanted = states.filter(isNamed).filter((state) => !state.files || state.files(values.data));
for (const state of wanted)
  if (state.isFresh) for (const look of looks) await picturesOf(state, [look]);
  else await picturesOf(state, looks);
await browser.close();
await server.close();
console.log(`${wanted.length} states, ${complaints} complaints`);
process.exit(complaints === 0 ? 0 : 1);
