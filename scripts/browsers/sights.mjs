// What the page shows: its first sight, the words and their pages, images, what is followed, the seal, runs as they go,
// and little motion.
import { closePage, cut, done, expect, keys, openPage, untilMeasured, untilSays } from "./deeds.mjs";

/** Weights that the sentence says are kept, and those that the figures say; once they agree. */
const kept = (page) =>
  page.until("a sentence with the figure of the cut", (view) => {
    const said = /Keep ([\d,]+) of/.exec(view.document.querySelector("h2")?.textContent)?.[1].replace(",", "");
    const { value } = view.document.querySelector('[data-metric="kept-weights"]').dataset;
    return said === value ? Number(said) : null;
  });

/** Whether something is drawn on the canvases of a region: of each, how many of its pixels are not as the first. */
const inkOf = (page, region, which = "canvas") =>
  page.evaluate(
    (view, name, which) =>
      [...find(view, "region", name).querySelectorAll(which)]
        .filter(({ width, height }) => width * height > 0)
        .map((canvas) => {
          // What a worker drew is shown by a canvas without a pen: a copy is read.
          const copy = new view.OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
          copy.drawImage(canvas, 0, 0);
          const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
          let differ = 0;
          for (let i = 4; i < data.length; i += 4) if ([0, 1, 2, 3].some((k) => data[i + k] !== data[k])) differ++;
          return differ;
        }),
    region,
    which,
  );

/** Where the margin and what is in it go beyond the window or over one another. */
const marginFaults = (page) =>
  page.evaluate((view) => {
    const margin = find(view, "complementary", ".*");
    const { left, right } = margin.getBoundingClientRect();
    const faults = [];
    if (left < 0 || right > view.innerWidth + 1) faults.push(`it reaches from ${left} to ${right} px`);
    for (const element of margin.querySelectorAll("*")) {
      const box = element.getBoundingClientRect();
      const scrolls = element.closest("table, pre, [tabindex='0']");
      if (box.width > 1 && box.right > right + 1 && !scrolls && !element.closest("svg, math, .vh"))
        faults.push(`"${element.textContent.trim().slice(0, 30)}" ends ${(box.right - right).toFixed()} px beyond it`);
    }
    // A figure that one may change is as wide as its field, and no buttons stand in it.
    for (const field of margin.querySelectorAll("input[type=number]")) {
      if (view.getComputedStyle(field).appearance !== "textfield") faults.push(`${field.ariaLabel} has buttons`);
      if (field.scrollWidth > field.clientWidth + 1) faults.push(`${field.ariaLabel} is cut off`);
    }
    return faults;
  });

const words = [
  "Data: .*",
  "Network: .*",
  "How to train: .*",
  "Granularity: .*",
  "Criterion: .*",
  "Scope: .*",
  "Mistakes: .*",
  "Test set sealed.*",
  "Runs: .*",
  "Share",
  "How it looks",
];

const sayPages = (size, listed, press) => ({
  title: `opens a page of the margin for each word at ${size.width} x ${size.height}`,
  async run(page) {
    await page.open("data=spiral&hidden=16-16&seed=7&start=trained&backend=wasm", size);
    const titles = new Set();
    for (const word of listed) {
      titles.add(await openPage(page, word, press));
      const faults = await marginFaults(page);
      expect(faults.length === 0, `${word}: ${faults.slice(0, 4).join("; ")}.`);
      await closePage(page);
    }
    expect(titles.size === listed.length, `Their titles are ${[...titles].join(", ")}.`);
  },
});

export const sights = [
  {
    title: "opens on a trained network and a sentence; figures follow mouse and keys",
    async run(page) {
      await page.visit("");
      await untilSays(page, "Take away half of this network’s 320 weights, and nothing happens.");
      await untilSays(page, "Drag me to the right");
      expect(Number(await page.metric("validation-accuracy")) > 0.95, "It is not trained.");
      expect((await done(page)).length === 0, "Something was done already.");
      await page.hold("Sparsity", 0, 0.5);
      const half = await kept(page);
      expect(half > 150 && half < 170, `At half of its way the handle keeps ${half} of 320.`);
      expect((await done(page)).length === 0, "The cut was made before it was let go.");
      await page.hold("Sparsity", 0.5, 0.7);
      const less = await kept(page);
      expect(less > 85 && less < 105, `Farther to the right the handle keeps ${less} of 320.`);
      await page.release();
      await page.until("a step of the cut", (view) => view.playground.history().entries.at(-1).kind === "prune");
      await untilMeasured(page);
      await page.evaluate((view) => {
        find(view, "slider", "Sparsity").focus();
      });
      const before = Number(await page.evaluate((view) => find(view, "slider", "Sparsity").value));
      await page.press(keys.right, keys.right);
      await page.until(
        "two percent more",
        (view, value) => Math.abs(Number(find(view, "slider", "Sparsity").value) - value) < 0.01,
        before + 2,
      );
      await untilMeasured(page);
      expect((await kept(page)) < less, "The sentence did not follow the keys.");
      expect(
        (await inkOf(page, "Network")).some((ink) => ink > 500),
        "No connection is drawn.",
      );
      expect(
        (await inkOf(page, "What it learned")).every((ink) => ink > 500),
        "No map is drawn.",
      );
    },
  },
  sayPages({ width: 1440, height: 900 }, words, "click"),
  sayPages({ width: 390, height: 844 }, ["Granularity: .*", "Criterion: .*", "Scope: .*", "Runs: .*", "Menu"], "tap"),
  {
    title: "follows a point of the map, and marks where its answer flips",
    async run(page) {
      await page.open("data=spiral&hidden=16-16&seed=7&start=trained&backend=wasm");
      await page.click("img", "Decision boundary over .*");
      await page.until("a point that is followed", (view) => view.playground.followed()?.probabilities.length === 2);
      await page.until("where it flips", (view) => /this \w+ flips at [\d.]+\s%/.test(view.document.body.textContent));
      const row = await page.evaluate((view) => view.playground.followed().row);
      await page.evaluate((view) => {
        find(view, "slider", "Follow a point").focus();
      });
      await page.press(keys.right);
      await page.until(
        "the next point",
        (view, old) => ![old, undefined].includes(view.playground.followed()?.row),
        row,
      );
      await page.press(keys.escape);
      await page.until("no point", (view) => find(view, "slider", "Follow a point").ariaValueText === "none");
    },
  },
  {
    title: "draws images in the network, cuts it and follows a digit",
    async run(page) {
      await page.open("data=digits&hidden=c8x3-p2-c16x3-p2-64&start=trained&backend=wasm");
      await page.click("radio", "Sample 4, a 3.*");
      await page.until("a 3", (view) => view.playground.followed()?.label === 3);
      await page.until("where it flips", (view) => /this 3 flips at [\d.]+\s%/.test(view.document.body.textContent));
      // The axis is stretched: some 87 %.
      await cut(page, 0, 0.3);
      await kept(page);
      await page.until("its answer at the cut", (view) => {
        const { sparsity, probabilities } = view.playground.followed();
        return Math.abs(sparsity - view.playground.cut().handle) < 1e-9 && probabilities.length === 10;
      });
      expect((await inkOf(page, "Network")).filter((ink) => ink > 100).length > 0, "No image is drawn.");
      // By a worker since the cut moved.
      const [strands] = await inkOf(page, "Network", "[data-place=connections]");
      expect(strands > 100, "No strand is drawn.");
    },
  },
  {
    title: "breaks the seal of the test set on purpose alone",
    async run(page) {
      await page.open("data=spiral&hidden=16-16&seed=7&start=trained&backend=wasm");
      await openPage(page, "Test set sealed.*");
      expect(!(await page.metric("test-accuracy")), "The score is told before it was asked for.");
      await page.click("button", "Score on test");
      await page.untilMetric("test-accuracy", /^0\.9/);
      await untilSays(page, "opened once");
      await page.until("the stamp", (view) => /1st look/.test(find(view, "region", "What it learned").textContent));
    },
  },
  {
    title: "draws a run as it goes",
    async run(page) {
      await page.open("data=moons&hidden=64-64&backend=wasm&epochs=2000");
      await page.click("button", "Train");
      const chart = "Accuracy and loss of this run so far: validation accuracy .*";
      await page.until("the curves of the run", (view, name) => find(view, "img", name)?.querySelector("path"), chart);
      await page.click("button", "Pause");
      await page.until("no curves at rest", (view, name) => !find(view, "img", name), chart);
    },
  },
  {
    title: "moves nothing where little motion is asked for",
    isCalm: true,
    async run(page) {
      await page.open("data=moons&hidden=8&backend=wasm&epochs=2");
      const asks = await page.evaluate((view) => view.matchMedia("(prefers-reduced-motion: reduce)").matches);
      expect(asks, "The browser does not tell the page.");
      await page.evaluate((view) => {
        view.moved = 0;
        const { animate } = view.Element.prototype;
        view.Element.prototype.animate = function count(...how) {
          view.moved++;
          return animate.apply(this, how);
        };
        // What only waits, and then is at once, is no movement.
        const lasts = ({ effect }) => effect.getComputedTiming().duration > 0;
        for (const kind of ["animationstart", "transitionrun"])
          view.addEventListener(kind, ({ target }) => {
            view.moved += target.getAnimations().filter(lasts).length;
          });
      });
      await page.click("button", "Train");
      await page.until("the end of Train", (view) => view.playground.history().entries.at(-1)?.kind === "train");
      await cut(page, 0, 0.6);
      const moved = await page.evaluate((view) => view.moved);
      expect(moved === 0, `${moved} movements began.`);
    },
  },
];
