// npm run bench: what the page costs, measured in headless Chromium on the built page. One run, one machine: compare the rows of
// a run with each other, not with another day's.
import { cpus } from "node:os";
import { chromium } from "@playwright/test";
import { build, preview } from "vite";
import { findBrowser } from "./browser.mjs";

const moves = 80;
const warmUpMoves = 10;
const trainingSeconds = 5;
/** Targets of this stage of the project, in milliseconds. */
const paintedTarget = { network: "784-128-64-10", p95: 50 };
const longestTaskTarget = 50;

const networks = [
  { name: "2-16-16-2", link: "data=spiral" },
  { name: "784-128-64-10", link: "data=digits" },
  { name: "784-300-100-10", link: "data=digits&hidden=300-100" },
];

await build({ logLevel: "error" });
const server = await preview({ preview: { port: 4318, strictPort: true }, logLevel: "error" });
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ["--no-sandbox", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});

const quantile = (values, q) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))];
const rounded = (value) => (value === undefined ? "–" : value >= 100 ? value.toFixed(0) : value.toFixed(1));

async function open(link) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`http://localhost:4318/#v=1&${link}`);
  await page.waitForFunction(() => window.playground?.curve() && window.playground.cut().measured === 0, null, {
    timeout: 60_000,
  });
  return page;
}

/** Presses a key on the slider and waits until accuracy, histograms and network of that cut are painted. Milliseconds a move. */
function timeMoves(page, count) {
  return page.evaluate(async (moves) => {
    const slider = document.querySelector('[aria-label="Sparsity"]');
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const press = (key) => slider.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    slider.focus();
    for (let i = 0; i < 5; i++) press("PageUp");
    await frame();
    const times = [];
    for (let i = 0; i < moves; i++) {
      await new Promise((done) => setTimeout(done, 20));
      const begun = performance.now();
      // Up to 90 % and down again, 1 % a move.
      press(i % 80 < 40 ? "ArrowRight" : "ArrowLeft");
      do await frame();
      while (window.playground.cut().measured !== window.playground.cut().handle);
      times.push(performance.now() - begun);
    }
    return times;
  }, count);
}

/** Trains for a while: steps per second, and the longest task of the page's thread meanwhile. */
function timeTraining(page, seconds) {
  return page.evaluate(async (seconds) => {
    const step = () => Number(document.querySelector('[data-metric="step"]').dataset.value);
    const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
    const press = (name) =>
      [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === name).click();
    press("Train");
    while (step() === 0) await wait(50);
    await wait(1500);
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
    observer.observe({ type: "longtask" });
    const [from, begun] = [step(), performance.now()];
    await wait(seconds * 1000);
    const rate = (1000 * (step() - from)) / (performance.now() - begun);
    tasks.push(...observer.takeRecords().map((entry) => entry.duration));
    observer.disconnect();
    press("Pause");
    return { rate, longest: Math.max(0, ...tasks) };
  }, seconds);
}

const rows = [];
let longestTask = 0;
for (const { name, link } of networks) {
  const page = await open(`${link}&backend=cpu&epochs=2000`);
  await timeMoves(page, warmUpMoves);
  const idle = await timeMoves(page, moves);
  await page.keyboard.press("Home");
  await page.waitForTimeout(800);
  const cpu = await timeTraining(page, trainingSeconds);
  await page.waitForTimeout(2000);
  const { milliseconds, points } = await page.evaluate(() => window.playground.curve());
  await page.close();
  const onWebgl = await open(`${link}&backend=webgl&epochs=2000`);
  const webgl = await timeTraining(onWebgl, trainingSeconds);
  await onWebgl.close();
  longestTask = Math.max(longestTask, cpu.longest, webgl.longest);
  rows.push({
    name,
    p50: quantile(idle, 0.5),
    p95: quantile(idle, 0.95),
    curve: milliseconds,
    levels: points.length,
    cpu: cpu.rate,
    webgl: webgl.rate,
    longest: Math.max(cpu.longest, webgl.longest),
  });
}
const version = browser.version();
await browser.close();
await server.close();

console.log(`\nHeadless Chromium ${version}, ${cpus().length} x ${cpus()[0].model}, WebGL drawn in software.`);
console.log(
  "Slider move: from the key to accuracy, histograms and network painted. Curve: all levels on the validation set.\n",
);
console.log(
  "| network | slider p50, ms | p95, ms | curve, ms | levels | steps/s cpu | steps/s webgl | webgl/cpu | longest task, ms |",
);
console.log("|---|---|---|---|---|---|---|---|---|");
for (const row of rows)
  console.log(
    `| ${row.name} | ${rounded(row.p50)} | ${rounded(row.p95)} | ${rounded(row.curve)} | ${row.levels} | ${rounded(row.cpu)} | ${rounded(row.webgl)} | ${(row.webgl / row.cpu).toFixed(2)} | ${row.longest === 0 ? "< 50" : rounded(row.longest)} |`,
  );

const painted = rows.find((row) => row.name === paintedTarget.network).p95;
const targets = [
  [
    `slider move on ${paintedTarget.network}, painted, p95 <= ${paintedTarget.p95} ms (${rounded(painted)})`,
    painted <= paintedTarget.p95,
  ],
  [
    `no task of the page over ${longestTaskTarget} ms while training (longest ${rounded(longestTask)})`,
    longestTask <= longestTaskTarget,
  ],
];
console.log();
for (const [name, met] of targets) console.log(`${met ? "met   " : "missed"} ${name}`);
const met = targets.filter(([, one]) => one).length;
console.log(`${met} targets met, ${targets.length - met} missed`);
