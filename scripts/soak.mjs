// npm run soak [minutes] [backend]: trains for a while with random slider moves and tells whether memory stays flat.
import { chromium } from "@playwright/test";
import { build, preview } from "vite";
import { findBrowser } from "./browser.mjs";

const minutes = Number(process.argv[2] ?? 10);
const backend = process.argv[3] ?? "auto";
/** Heap may grow by this much between the first and the last third: caches fill, the history is bounded. */
const allowedBytes = 40e6;

await build({ logLevel: "error" });
const server = await preview({ preview: { port: 4317 }, logLevel: "error" });
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ["--no-sandbox", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const complaints = [];
page.on("pageerror", (error) => complaints.push(String(error)));
await page.goto(
  `${server.resolvedUrls.local[0]}#v=1&data=digits&hidden=300-100&epochs=2000&finetune=1000&backend=${backend}`,
);
await page.waitForFunction(() => window.playground?.curve(), null, { timeout: 60_000 });
const devtools = await page.context().newCDPSession(page);
const slider = page.getByRole("slider", { name: "Sparsity" });
const heapOf = async (send) => {
  await send("HeapProfiler.collectGarbage");
  return (await send("Runtime.getHeapUsage")).usedSize;
};
const worker = await attachToWorker(devtools);
const samples = [];
await page.getByRole("button", { name: "Train", exact: true }).click();
const end = Date.now() + minutes * 60_000;
for (let i = 0; Date.now() < end; i++) {
  await slider.focus();
  for (let move = 0; move < 10; move++) await page.keyboard.press(Math.random() < 0.5 ? "ArrowRight" : "ArrowLeft");
  await page.waitForTimeout(400);
  if (i % 10 === 0)
    samples.push({
      page: await heapOf((method) => devtools.send(method)),
      worker: await heapOf(worker),
      pieces: await page.evaluate(() => window.playground.tensors()),
    });
}
await browser.close();
await server.close();

const third = Math.max(1, Math.floor(samples.length / 3));
const mean = (part, key) => part.reduce((sum, one) => sum + one[key], 0) / part.length;
const [early, late] = [samples.slice(third, 2 * third), samples.slice(-third)];
const growth = (key) => mean(late, key) - mean(early, key);
const told = (key, unit, of) =>
  `${of} ${(mean(early, key) / unit).toFixed(1)}, later ${growth(key) >= 0 ? "+" : ""}${(growth(key) / unit).toFixed(1)}`;
console.log(
  `${minutes} minutes, backend ${backend}, ${samples.length} samples. MB of heap: ${told("page", 1e6, "page")}; ${told("worker", 1e6, "worker")}. Textures or pieces of memory:${told("pieces", 1, "")}.`,
);
for (const complaint of complaints) console.log(complaint);
const flat =
  growth("page") < allowedBytes && growth("worker") < allowedBytes && growth("pieces") <= 1 && complaints.length === 0;
console.log(flat ? "flat" : "not flat");
process.exit(flat ? 0 : 1);

/** Asks the page's worker over its page: `(method) => result`. */
async function attachToWorker(session) {
  const waiting = new Map();
  const attached = new Promise((done) => {
    session.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
      if (targetInfo.type === "worker") done(sessionId);
    });
  });
  session.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const sessionId = await attached;
  let last = 0;
  return (method) =>
    new Promise((done) => {
      waiting.set(++last, done);
      session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id: last, method }) });
    });
}
