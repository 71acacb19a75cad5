// The main job, part by part. A part opens the page itself and throws an error that says what was not as it should be.
import { setTimeout as sleep } from "node:timers/promises";
import { cut, expect, fingerprint, keys, openPage, run, untilMeasured } from "./deeds.mjs";
import { drawn } from "./drawn.mjs";
import { layouts } from "./layouts.mjs";
import { looks } from "./looks.mjs";
import { runParts } from "./runs.mjs";
import { sights } from "./sights.mjs";

/** Weights as the worker holds them: whether pruned ones are exactly 0, how many those are, whether all are finite. */
const weights = (page) =>
  page.evaluate(async (view) => {
    const layers = await view.playground.weights();
    const all = layers.flatMap(({ weights, mask }) => weights.map((weight, i) => ({ weight, kept: mask[i] === 1 })));
    return {
      pruned: all.filter(({ kept }) => !kept).length,
      zero: all.every(({ weight, kept }) => kept || weight === 0),
      finite: all.every(({ weight }) => Number.isFinite(weight)),
    };
  });

/** Trains, drags the handle, fine-tunes. */
async function mainJob(page, [least, most]) {
  await run(page, "Train");
  await cut(page, 0, 0.6);
  const sparsity = Number(await page.metric("sparsity"));
  expect(sparsity > least && sparsity < most, `The handle was dragged to 0.6 and stands at ${sparsity}.`);
  await run(page, "Fine-tune");
  await untilMeasured(page);
  const { pruned, zero, finite } = await weights(page);
  expect(finite, "Weights are not finite after fine-tuning.");
  expect(pruned > 0 && zero, `${pruned} weights are pruned, ${zero ? "all" : "not all"} of them 0.`);
}

const engine = (backend, link) => ({
  title: `trains, prunes and fine-tunes on ${backend} (${link.split("&")[0].slice(5)})`,
  async run(page) {
    await page.open(`${link}&backend=${backend}`);
    const names = { auto: /^(wasm|webgl|tfjs)$/, webgl: /^webgl$/, tfjs: /^tfjs$/, cpu: /^cpu$/, wasm: /^wasm$/ };
    await page.untilMetric("backend", names[backend]);
    // The axis of a large network is stretched at its sparse end.
    await mainJob(page, link.startsWith("data=digits") ? [0.9, 0.99] : [0.4, 0.8]);
  },
});

/** Files dropped on the page, by a script; what their entries answer can be a refusal. */
const drop = (page, files) =>
  page.evaluate((view, list) => {
    const entry = ({ name, text }) => ({
      isFile: true,
      name,
      file: (take, refuse) =>
        text === null ? refuse(new DOMException("It is gone.", "NotFoundError")) : take(new view.File([text], name)),
    });
    const items = list.map((file) => ({ webkitGetAsEntry: () => entry(file) }));
    const event = new view.Event("drop", { bubbles: true, cancelable: true });
    Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], items, files: [] } });
    view.document.body.dispatchEvent(event);
  }, files);

const table = `x,y,colour\n${Array.from({ length: 200 }, (_, i) => `${Math.sin(i)},${Math.cos(i * 1.7)},${Math.sin(i) > 0 ? "red" : "blue"}`).join("\n")}`;

/** What a person does, by name: each part in a fresh browser where that is needed. */
export const parts = [
  ...["wasm", "webgl", "tfjs", "cpu", "auto"].map((backend) =>
    engine(backend, "data=moons&hidden=8&epochs=1&finetune=1"),
  ),
  engine("auto", "data=digits&hidden=16&epochs=1&finetune=1"),
  engine("webgl", "data=digits&hidden=c4x3-p2-16&epochs=1&finetune=1"),
  {
    title: "changes the engine and keeps the weights",
    async run(page) {
      await page.open("data=moons&hidden=8&epochs=2&backend=wasm");
      await run(page, "Train");
      const before = await fingerprint(page);
      await openPage(page, "How to train: .*");
      for (const name of ["cpu", "webgl", "tfjs", "wasm"]) {
        await page.evaluate((view, to) => {
          find(view, "group", "Backend").querySelector(`input[value="${to}"]`).click();
        }, name);
        await page.untilMetric("backend", new RegExp(`^${name}$`));
        expect((await fingerprint(page)) === before, `The weights changed with ${name}.`);
      }
    },
  },
  {
    title: "trains on while the page is busy",
    async run(page) {
      await page.open("data=moons&hidden=64-64&epochs=2000&backend=wasm");
      await page.untilMetric("backend", /wasm/);
      await page.click("button", "Train");
      await page.untilMetric("step", /^\d{4,}$/);
      const [free, busy] = await page.evaluate(async (view) => {
        const step = () => Number(view.document.querySelector('[data-metric="step"]').dataset.value);
        const wait = (milliseconds) => new Promise((done) => view.setTimeout(done, milliseconds));
        const stepsOf = async (spend) => {
          const before = step();
          await spend();
          await wait(400);
          return step() - before;
        };
        const block = () => {
          for (const end = performance.now() + 1500; performance.now() < end; );
        };
        return [await stepsOf(() => wait(1500)), await stepsOf(block)];
      });
      // An engine that stands still meanwhile makes those of the last 400 ms: a fifth.
      expect(busy > free / 3, `${busy} steps beside a busy page, ${free} beside an idle one.`);
    },
  },
  {
    title: "opens a dropped table and trains on it",
    async run(page) {
      await page.open("data=moons&hidden=8&epochs=4&backend=wasm");
      await drop(page, [{ name: "colours.csv", text: table }]);
      await page.click("button", "Open");
      await page.until("the table to open", (view) => view.playground.setup().data === "file");
      await page.until("the end of its page", (view) => !find(view, "complementary", "Open data"));
      await page.ready();
      await run(page, "Train");
      expect(Number(await page.metric("validation-accuracy")) > 0.6, "It did not learn the table.");
    },
  },
  {
    title: "tells of a dropped file that is gone",
    async run(page) {
      await page.open("data=moons&hidden=8&backend=wasm");
      await drop(page, [{ name: "gone.csv", text: null }]);
      await page.until("a message that names it", (view) =>
        view.document.querySelector("[role=alert]")?.textContent.includes("gone.csv"),
      );
    },
  },
  ...layouts,
  {
    title: "is worked by keys",
    async run(page) {
      await page.open("data=moons&hidden=8&epochs=4&backend=wasm");
      await page.untilMetric("backend", /wasm/);
      await page.press(" ");
      await page.untilMetric("step", /^200$/);
      await sleep(200);
      await page.evaluate((view) => {
        find(view, "slider", "Sparsity").focus();
      });
      await page.press(keys.pageUp, keys.pageUp, keys.pageUp, keys.right);
      await page.until("the handle at 31 %", (view) => find(view, "slider", "Sparsity").value === "31");
      // 10 of 32 weights.
      await page.untilMetric("sparsity", /^0\.3125$/);
    },
  },
  {
    title: "moves the cut at 390 px by mouse, finger and keys, with the window scrolled",
    async run(page) {
      // Higher than the window: what docks is scrolled to.
      await page.open("data=moons&hidden=8&epochs=4&backend=wasm", { width: 390, height: 1200 });
      await run(page, "Train");
      await cut(page, 0, 0.6);
      await page.drag("Sparsity", 0.6, 0.3, "touch");
      await page.until("the cut of the finger", (view) => {
        const { handle, measured } = view.playground.cut();
        return handle > 0.1 && handle < 0.4 && measured === handle;
      });
      const before = await page.evaluate((view) => {
        const slider = find(view, "slider", "Sparsity");
        slider.focus();
        return Number(slider.value);
      });
      await page.press(keys.pageUp, keys.right);
      await page.until(
        "a step of the keys",
        (view, value) => {
          const { handle, committed } = view.playground.cut();
          return Math.abs(handle - value / 100) < 1e-9 && committed === handle;
        },
        before + 11,
      );
    },
  },
  ...runParts,
  ...sights,
  ...drawn,
  ...looks,
];
