// What is drawn, and what can be had instead: strands between pictures, which a worker draws; tables; the link.
import { setTimeout as sleep } from "node:timers/promises";
import { expect, fingerprint, openPage, untilMeasured, untilSays } from "./deeds.mjs";

/** Keeps a copy of the strands that stand by a name. Tells how many pixels they take, what share of those, 0..1, is not so in `other`
 *  copy, and whether they are as fine as the screen. */
const copyStrands = (page, name, other = name) =>
  page.evaluate(
    (view, name, other) => {
      const canvas = find(view, "region", "Network").querySelector("[data-place=connections]");
      const { width, height } = canvas;
      // What a worker drew is shown by a canvas without a pen.
      const copy = new view.OffscreenCanvas(width, height).getContext("2d");
      copy.drawImage(canvas, 0, 0);
      view.copies ??= {};
      const { data } = copy.getImageData(0, 0, width, height);
      view.copies[name] = data;
      const before = view.copies[other];
      let [inked, differ] = [0, 0];
      for (let i = 3; i < data.length; i += 4) {
        if (data[i] > 0 || before[i] > 0) inked++;
        // Another thread may smooth edges otherwise.
        if (!(Math.abs(data[i] - before[i]) <= 24)) differ++;
      }
      const isFine = Math.abs(width - canvas.getBoundingClientRect().width * view.devicePixelRatio) < 2;
      return { inked, isFine, share: differ / Math.max(1, inked) };
    },
    name,
    other,
  );

/** Looks at the strands until they are, beside a copy, as they should be. */
async function strandsUntil(page, what, other, holds) {
  let last;
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    last = await copyStrands(page, "now", other);
    if (holds(last)) return;
  }
  throw new Error(`${what}: ${JSON.stringify(last)}.`);
}

/** Waits until they are the same for a second, longer than any of them is waited for. */
async function strandsStill(page) {
  for (let tries = 0; tries < 20; tries++) {
    await copyStrands(page, "before");
    await sleep(1000);
    const { share } = await copyStrands(page, "now", "before");
    if (share === 0) return;
  }
  throw new Error("The strands change at rest.");
}

/** Whether a painter that gets what it cannot draw tells of it, as the page counts on: it then draws by itself. */
const failureHeard = (page) =>
  page.evaluate((view) => {
    const { name } = view.performance.getEntriesByType("resource").find(({ name }) => name.includes("painter"));
    const painter = new view.Worker(name, { type: "module" });
    return new Promise((done) => {
      painter.onerror = (event) => {
        event.preventDefault();
        done(true);
      };
      painter.postMessage({ size: [4, 2], strands: "all", rest: {}, held: {} });
      view.setTimeout(done, 5000, false);
    });
  });

const strandsOf = (what, link) => ({
  title: `moves the strands of ${what} with the cut, and back with undo`,
  async run(page) {
    await page.open(`${link}&start=trained&backend=wasm`);
    await untilMeasured(page);
    // What is followed lights the strands that it runs through.
    await page.until("where its answer flips", (view) => view.playground.followed()?.flip !== undefined);
    await strandsUntil(page, "At first none are drawn", "now", ({ inked, isFine }) => inked > 1000 && isFine);
    await strandsStill(page);
    await copyStrands(page, "first");
    const weights = await fingerprint(page);
    const isCut = ({ inked, share, isFine }) => inked > 500 && share > 0.1 && isFine;
    await page.hold("Sparsity", 0, 0.3);
    await strandsUntil(page, "While the handle moves they stay", "first", isCut);
    await page.release();
    await page.until("a step of the cut", (view) => view.playground.history().entries.at(-1).kind === "prune");
    await untilMeasured(page);
    await strandsUntil(page, "At the cut they are as before", "first", isCut);
    await page.click("button", "Undo");
    await page.until("the handle at 0", (view) => view.playground.cut().handle === 0);
    await strandsUntil(page, "After undo they are not as at first", "first", ({ share }) => share < 0.01);
    expect((await fingerprint(page)) === weights, "The weights are others after undo.");
    expect(await failureHeard(page), "A painter that fails is silent: the page would wait for its picture.");
  },
});

export const drawn = [
  strandsOf("filters", "data=digits&hidden=c8x3-p2-c16x3-p2-64"),
  strandsOf("units that read digits", "data=digits&hidden=128-64"),
  {
    title: "shows a table in place of each drawing, and the drawing again",
    async run(page) {
      await page.open("data=spiral&hidden=16-16&seed=7&start=trained&backend=wasm&sparsity=60");
      await untilMeasured(page);
      for (const name of ["Network", "What it learned", "Trade-off"]) {
        await page.click("button", `${name} as a table`);
        const rows = await page.until(
          `rows of ${name}`,
          (view, one) => find(view, "region", one).querySelectorAll("tbody tr").length,
          name,
        );
        expect(rows > 1, `${name} has ${rows} rows.`);
        await page.click("button", `${name} as a table`);
        await page.until(
          `the drawing of ${name}`,
          (view, one) =>
            !find(view, "region", one).querySelector("table") && find(view, "region", one).querySelector("canvas, svg"),
          name,
        );
      }
    },
  },
  {
    title: "copies the link",
    async run(page) {
      await page.open("data=spiral&hidden=16-16&seed=7&start=trained&backend=wasm&sparsity=60");
      await openPage(page, "Share");
      await page.click("button", "Copy link");
      await untilSays(page, "Link copied.");
    },
  },
];
