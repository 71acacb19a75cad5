// What a move of the slider costs the page's own thread, and training digits. `node scripts/bench/drag.mjs DIST [DIST]` measures one
// build, or two in turns, the second as a ratio to the first.
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { preview } from "vite";
import { findBrowser } from "../browser.mjs";

/** The networks that are dragged, as links. */
export const networks = [
  { name: "2-16-16-2", link: "data=spiral" },
  { name: "784-128-64-10", link: "data=digits" },
  { name: "784-300-100-10", link: "data=digits&hidden=300-100" },
  { name: "small CNN", link: "data=digits&hidden=c8x3-p2-c16x3-p2-64" },
];

export const quantile = (values, q) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))];

/** Opens a network whose curve is drawn. Counts the components that React renders, as its tools do. */
export async function open(browser, address, link) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    const performedWork = 1;
    const isComponent = ({ type }) => typeof type === "function" || (typeof type === "object" && type !== null);
    window.rendered = { isCounting: false, components: 0, commits: 0 };
    const count = (fiber, before) => {
      if (isComponent(fiber) && (!before || fiber.flags & performedWork)) {
        window.rendered.components++;
        const name = (fiber.type.type ?? fiber.type).name || "?";
        window.rendered.names = { ...window.rendered.names, [name]: (window.rendered.names?.[name] ?? 0) + 1 };
      }
      if (before && fiber.child === before.child) return;
      for (let child = fiber.child; child; child = child.sibling) count(child, child.alternate);
    };
    window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberUnmount() {},
      onPostCommitFiberRoot() {},
      onCommitFiberRoot(_, root) {
        if (!window.rendered.isCounting) return;
        window.rendered.commits++;
        count(root.current, root.current.alternate);
      },
    };
  });
  await page.goto(`${address}/#v=1&${link}`);
  await page.waitForFunction(() => window.playground?.curve() && window.playground.cut().measured === 0, null, {
    timeout: 60_000,
  });
  const session = await page.context().newCDPSession(page);
  // What the thread worked: on machines that are shared its tasks last longer than that.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const metrics = async () =>
    Object.fromEntries((await session.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  return { page, metrics };
}

/** Presses keys on the slider, one after the other, and waits until accuracy, histograms and network of each cut are painted.
 *  Milliseconds a key. */
const timeKeys = (page, keys) =>
  page.evaluate(async (pressed) => {
    const slider = document.querySelector('[aria-label="Sparsity"]');
    const isShown = () => {
      const { measured, handle } = window.playground.cut();
      return (
        measured === handle &&
        slider.getAttribute("aria-valuetext").includes("accuracy") &&
        Math.abs(slider.value / 100 - handle) < 0.0006
      );
    };
    // What is there when a frame begins is painted when the next task runs.
    const frame = () =>
      new Promise((done) =>
        requestAnimationFrame(() => {
          const shown = isShown();
          setTimeout(() => done(shown));
        }),
      );
    slider.focus();
    const times = [];
    for (const [i, key] of pressed.entries()) {
      await new Promise((done) => setTimeout(done, 20 + (i % 4) * 4));
      const begun = performance.now();
      slider.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      while (!(await frame()));
      times.push(performance.now() - begun);
    }
    return times;
  }, keys);

/** Brings the slider to 50 %, from where moves are timed. */
export const toHalf = (page) => timeKeys(page, ["Home", ...Array(5).fill("PageUp")]);

/** Moves by 1 %, up to 90 % and down again: milliseconds until each was painted. */
export const timeMoves = (page, count) =>
  timeKeys(
    page,
    Array.from({ length: count }, (_, i) => (i % 80 < 40 ? "ArrowRight" : "ArrowLeft")),
  );

/** What moves cost: painted after so many milliseconds, work of the page's own thread, layouts and components a move. */
export async function measureDrag({ page, metrics }, moves) {
  await toHalf(page);
  const before = await metrics();
  const times = await timeMoves(page, moves);
  const after = await metrics();
  const each = (name) => (after[name] - before[name]) / moves;
  await toHalf(page);
  await page.evaluate(() => Object.assign(window.rendered, { isCounting: true, components: 0, commits: 0, names: {} }));
  await timeMoves(page, 20);
  const rendered = await page.evaluate(() => Object.assign(window.rendered, { isCounting: false }));
  const mouse = await measureMouse({ page, metrics }, moves);
  return {
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    thread: 1000 * each("TaskDuration"),
    mouse,
    script: 1000 * each("ScriptDuration"),
    layout: 1000 * each("LayoutDuration"),
    layouts: each("LayoutCount"),
    components: rendered.components / 20,
    commits: rendered.commits / 20,
    names: rendered.names,
  };
}

/** What moves by the mouse cost the page's own thread, in milliseconds a move: pointers come with the frames, as fast as a hand drags. */
export async function measureMouse({ page, metrics }, moves) {
  const chart = page.getByRole("region", { name: "Trade-off" }).getByRole("img").first();
  const { x, y, width, height } = await chart.boundingBox();
  const to = (percent) => page.mouse.move(x + (width * percent) / 100, y + height / 2);
  await to(30);
  await page.mouse.down();
  const before = await metrics();
  for (let i = 0; i < moves; i++) {
    await to(i % 80 < 40 ? 30 + (i % 40) : 70 - (i % 40));
    await page.waitForTimeout(17);
  }
  const after = await metrics();
  await page.mouse.up();
  return (1000 * (after.TaskDuration - before.TaskDuration)) / moves;
}

/** The share of the page's own thread while a network trains for a while, 0..1. */
export async function measureTraining({ page, metrics }, seconds) {
  const press = (name) => page.getByRole("button", { name, exact: true }).first().press("Enter");
  await press("Train");
  await page.waitForTimeout(1500);
  await page.evaluate(() => Object.assign(window.rendered, { isCounting: true, components: 0, commits: 0, names: {} }));
  const begun = Date.now();
  const before = await metrics();
  await page.waitForTimeout(seconds * 1000);
  const after = await metrics();
  const wall = (Date.now() - begun) / 1000;
  const rendered = await page.evaluate(() => Object.assign(window.rendered, { isCounting: false }));
  await press("Pause");
  return {
    share: (after.TaskDuration - before.TaskDuration) / wall,
    commits: rendered.commits / seconds,
    components: rendered.components / seconds,
    names: rendered.names,
  };
}

async function compare(dists) {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox"] });
  const servers = await Promise.all(
    dists.map((outDir, i) =>
      preview({ preview: { port: 4330 + i, strictPort: true }, build: { outDir }, logLevel: "error" }),
    ),
  );
  const wanted = networks.filter(({ name }) => !process.env.ONLY || name.includes(process.env.ONLY));
  const names = process.env.NAMES === "1";
  for (const { name, link } of wanted) {
    const pages = [];
    for (const i of dists.keys())
      pages.push(await open(browser, `http://localhost:${4330 + i}`, `${link}&backend=wasm&epochs=2000`));
    for (const { page } of pages) {
      await page.bringToFront();
      await timeMoves(page, 10);
      await page.getByRole("slider", { name: "Sparsity" }).press("Home");
    }
    for (const [i, page] of pages.entries()) {
      await page.page.bringToFront();
      const drag = await measureDrag(page, 60);
      const { names: moved, ...figures } = drag;
      const shown = Object.entries(figures).map(([key, value]) => `${key} ${value.toFixed(1)}`);
      console.log(`${name} [${dists[i]}]: ${shown.join(", ")}`);
      if (names)
        console.log(
          Object.entries(moved)
            .sort((a, b) => b[1] - a[1])
            .map(([key, n]) => `${key} ${n / 20}`)
            .join(", "),
        );
      if (link === "data=spiral") continue;
      await page.page.getByRole("slider", { name: "Sparsity" }).press("Home");
      const { share, commits, components, names: trained } = await measureTraining(page, 4);
      console.log(
        `  training: ${(100 * share).toFixed(0)} % of the thread, ${commits.toFixed(0)} commits and ${components.toFixed(0)} components a second`,
      );
      if (names)
        console.log(
          Object.entries(trained)
            .sort((a, b) => b[1] - a[1])
            .map(([key, n]) => `${key} ${n}`)
            .join(", "),
        );
    }
    for (const { page } of pages) await page.close();
  }
  await browser.close();
  for (const server of servers) await server.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await compare(process.argv.slice(2));
