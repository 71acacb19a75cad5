// What is kept of what one did: sessions, the map of all runs, two states compared, links that do it again. And colours, by theme.
import { cut, done, expect, fingerprint, keys, openPage, run, untilMeasured, untilSays } from "./deeds.mjs";

const small = "data=moons&hidden=8&backend=wasm&epochs=4&finetune=2";

/** Trains, cuts, fine-tunes; with the weights that this led to. */
async function made(page, size) {
  await page.open(small, size);
  await run(page, "Train");
  await cut(page, 0, 0.6);
  await run(page, "Fine-tune");
  await untilMeasured(page);
  await page.until("the steps in the address", (view) => /do=train:4,prune:.*,tune:2&end=/.test(view.location.hash));
  return fingerprint(page);
}

/** The page forgets what this tab had open, as another tab that knows nothing of it. */
const forget = (page) => page.evaluate((view) => view.sessionStorage.clear());

async function sameSteps(page) {
  await page.ready();
  const steps = (await done(page)).join(", ");
  expect(steps === "train, prune, finetune", `The steps are: ${steps}.`);
}

async function openRuns(page, press) {
  await openPage(page, "Runs: .*", press);
  await page.until("the map of all states", (view) => find(view, "region", "Map of \\d+ states.*"));
}

/** The state that a person stands at, by its name on the map. */
const standsAt = (page) =>
  page.evaluate((view) =>
    find(view, "region", "Map of \\d+ states.*").querySelector("[aria-current=step]").getAttribute("aria-label"),
  );

/** To the state before by keys, and back. */
async function goByKeys(page) {
  const last = await standsAt(page);
  await page.evaluate((view) =>
    find(view, "region", "Map of \\d+ states.*").querySelector("button[tabindex='0']").focus(),
  );
  await page.press(keys.left, keys.left, keys.enter);
  await page.until("the trained state", (view) => find(view, "slider", "Sparsity").value === "0");
  expect((await standsAt(page)).startsWith("Train 4 epochs"), `Keys led to “${await standsAt(page)}”.`);
  await page.press(keys.right, keys.right, keys.enter);
  await page.until(
    "the last state again",
    (view, name) => find(view, "button", name)?.getAttribute("aria-current") === "step",
    literally(last),
  );
}

/** A name as a pattern, spaces as names are compared with. */
const literally = (text) => text.replace(/\s+/g, " ").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Least contrast of text on what lies behind it, with the text; and the paper's colour. Everything that is seen is looked at. */
const colours = (page) =>
  page.evaluate((view) => {
    const { document } = view;
    const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const channels = (colour) => {
      pixel.clearRect(0, 0, 1, 1);
      pixel.fillStyle = colour;
      pixel.fillRect(0, 0, 1, 1);
      return [...pixel.getImageData(0, 0, 1, 1).data];
    };
    const behind = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const colour = channels(view.getComputedStyle(at).backgroundColor);
        if (colour[3] === 255) return colour;
      }
      return [255, 255, 255, 255];
    };
    const luminance = (colour) =>
      [0.2126, 0.7152, 0.0722].reduce((sum, share, i) => {
        const part = colour[i] / 255;
        return sum + share * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      }, 0);
    let least = { contrast: 21, text: "" };
    for (const element of document.querySelectorAll("h1, h2, h3, p, label, button:enabled, td, th, select")) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
      const isSeen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (!own || !isSeen || element.closest(".vh, :disabled")) continue;
      const [ink, paper] = [channels(view.getComputedStyle(element).color), behind(element)].map(luminance);
      const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
      if (contrast < least.contrast) least = { contrast, text: element.textContent.trim().slice(0, 40) };
    }
    return { paper: luminance(behind(document.body)), ...least };
  });

export const runParts = [
  {
    title: "goes on after a reload, and offers to at the next visit, with the same weights",
    async run(page) {
      const weights = await made(page);
      await page.reload();
      await sameSteps(page);
      expect((await fingerprint(page)) === weights, "The weights are others after a reload.");
      await forget(page);
      await page.visit("");
      await untilSays(page, "Where you were:");
      await page.click("button", "Continue");
      await sameSteps(page);
      await page.ready();
      expect((await fingerprint(page)) === weights, "The weights are others at the next visit.");
    },
  },
  {
    title: "does again what a link tells, bit for bit",
    async run(page) {
      const weights = await made(page);
      const hash = await page.evaluate((view) => view.location.hash);
      await forget(page);
      await page.visit(hash);
      await untilSays(page, "The same weights as in the link, bit for bit");
      await sameSteps(page);
      await page.until("the same address", (view, link) => view.location.hash === link, hash);
      expect((await fingerprint(page)) === weights, "It says the same, and the weights are others.");
    },
  },
  {
    title: "shows all runs on a map, goes there by keys, compares two, lists what is kept",
    async run(page) {
      const weights = await made(page);
      await openRuns(page);
      await goByKeys(page);
      expect((await fingerprint(page)) === weights, "There and back led to other weights.");
      await page.click("button", "Compare with…");
      await page.press(keys.left, keys.left, keys.enter);
      await page.until("both states", (view) =>
        /Both (read|get) \d+ of|Of the same \d+ validation/.test(find(view, "region", "Compare states")?.textContent),
      );
      await page.until("masks of a layer", (view) => find(view, "img", "Masks of .*"));
      await page.click("button", "Sessions kept");
      await page.until("the session", (view) => find(view, "complementary", "Runs").textContent.includes("this one"));
      const [said, isAsked] = await page.evaluate(async (view) => [
        find(view, "complementary", "Runs").textContent,
        await Promise.resolve(view.navigator.storage?.persisted?.()).catch(() => undefined),
      ]);
      const promise =
        { true: /has promised not to clear/, false: /may clear all of it/ }[isAsked] ?? /kept in this browser/;
      expect(promise.test(said), `The browser says ${isAsked}, the page: ${said.slice(-200)}`);
    },
  },
  {
    title: "goes on the map and compares by touch",
    async run(page) {
      await made(page, { width: 390, height: 844 });
      await openRuns(page, "tap");
      await page.tap("button", "Train 4 epochs,.*");
      expect(!(await standsAt(page)).startsWith("Train 4 epochs"), "The first tap went there at once.");
      await page.tap("button", "Train 4 epochs,.*");
      await page.until("the trained state", (view) => find(view, "slider", "Sparsity").value === "0");
      await page.tap("button", "Compare with…");
      await page.tap("button", "Fine-tune 2 epochs,.*");
      await page.until("both states", (view) => find(view, "region", "Compare states"));
      const wide = await page.evaluate((view) => view.document.documentElement.scrollWidth);
      expect(wide <= 390, `The page is ${wide} px wide.`);
    },
  },
  {
    title: "is readable on light and dark paper",
    async run(page) {
      const seen = [];
      for (const theme of ["light", "dark"]) {
        await page.open(`${small}&theme=${theme}`);
        const { paper, contrast, text } = await colours(page);
        expect(contrast >= 4.5, `“${text}” has a contrast of ${contrast.toFixed(2)} on ${theme} paper.`);
        seen.push(paper);
      }
      expect(seen[0] > 0.8 && seen[1] < 0.05, `Light paper has a luminance of ${seen[0]}, dark of ${seen[1]}.`);
    },
  },
];
