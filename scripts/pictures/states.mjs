// The states of the page worth a picture: the link that opens each, and what a person does then.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  accepted,
  cut,
  cutAt,
  flying,
  menu,
  opened,
  picked,
  pointedAt,
  press,
  settled,
  tableOf,
  trained,
  trainedAt,
  tuned,
} from "./steps.mjs";

/** Untrained; trained within a few seconds. */
const spiral = "data=spiral&hidden=16-16&seed=7";
const digits = "data=digits&start=trained";
const filters = "data=digits&hidden=c8x3-p2-c16x3-p2-64&start=trained";

const deep = Array(10).fill(8).join("-");

/** The bare address, then so. */
const bare = (name, steps, more = {}) => ({ name, link: "", steps, ...more });
/** A link, then so. */
const from = (name, link, steps = settled, more = {}) => ({ name, link: `v=1&${link}`, steps, ...more });

/** Pages of the margin, by the word that opens each and the titles that lead on from there. */
const notes = {
  what: [/^Granularity:/],
  criterion: [/^Criterion:/],
  across: [/^Scope:/],
  layers: [/^Scope:/, "Layer by layer"],
  rounding: [/^Scope:/, "Rounding and ties"],
  compare: [/^Criterion:/, "Compare"],
  explain: [/^Criterion:/, "What is pruned"],
  train: [/^How to train:/],
  finetune: [/^Fine-tune epochs:/],
  data: [/^(Data:|More data)/],
  network: [/^Network:/],
  view: [/^How it looks$/],
  cost: [/smaller|less work/],
  runs: [/^Runs/],
  share: [/^Share/],
  open: [menu, "Open data"],
  mistakes: [/^Mistakes/],
  units: [/^What units/],
  timeline: [menu, "Training so far"],
};

const opening =
  ([word, ...titles], percent = 60) =>
  async (page) => {
    await cut(page, percent);
    await opened(page, word, ...titles);
  };

const following = async (page) => {
  const keys = page.getByRole("slider", { name: "Follow a point" });
  await keys.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
  await settled(page);
};

const running = (page) => press(page, /^Train$/).then(() => page.waitForTimeout(2500));
const scored = (page) => page.evaluate(() => window.playground.run("score-test"));

const runs = async (page) => {
  for (const percent of [40, 60, 75]) {
    await cut(page, percent);
    await tuned(page);
  }
  await page.evaluate(() => {
    for (let i = 0; i < 3; i++) window.playground.run("undo");
  });
  await settled(page);
  await cut(page, 85);
  await tuned(page);
};

/** Pictures of IDX files from a folder of data, where there is one. */
const imagesIn = (folder) => (data) => {
  const path = data && join(data, folder);
  return path && existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : null;
};
const ownImages = (steps) => async (page, files) => {
  await picked(page, files);
  await accepted(page);
  await steps(page);
};

/** Each state: its link (none: the bare address), and what is done there. One that `isFresh` is opened anew for every picture, for it passes;
 *  one that `isEarly` is not waited for; one with `files` is left out where these are not. */
export const states = [
  bare("first", settled),
  from("untrained", spiral),
  from("training", `${spiral}&epochs=2000&batch=1`, running, { isMoving: true }),
  from("training-cut", `${spiral}&epochs=2000&batch=1&sparsity=40`, running, { isMoving: true }),
  bare("cut", cutAt(60)),
  bare("cut-90", cutAt(90)),
  bare("dragging", async (page) => {
    await cut(page, 30);
    await pointedAt(page, "Trade-off", 0.35, 0.4);
    await page.mouse.down();
    await pointedAt(page, "Trade-off", 0.72, 0.4);
    await settled(page);
  }),
  from("fly", `${spiral}&epochs=40`, flying, { isFresh: true, isMoving: true }),
  bare("tuned", async (page) => {
    await cut(page, 72);
    await tuned(page);
  }),
  bare("runs", async (page) => {
    await runs(page);
    await opened(page, /^Runs/);
  }),
  bare("following", async (page) => {
    await cut(page, 60);
    await following(page);
  }),
  bare("all-gone", cutAt(100)),
  // What units see is a page of images alone.
  ...Object.entries(notes)
    .filter(([name]) => name !== "units")
    .map(([name, way]) => bare(`note-${name}`, opening(way))),
  ...["data", "network", "train", "mistakes", "units", "cost", "explain"].map((name) =>
    from(`note-${name}-digits`, digits, opening(notes[name], 90)),
  ),
  from("seal", digits, async (page) => {
    await cut(page, 80);
    await tuned(page);
    await opened(page, /test/i);
  }),
  from(
    "seal-breaking",
    digits,
    async (page) => {
      await cut(page, 80);
      await scored(page);
      await page.waitForTimeout(350);
    },
    { isFresh: true, isMoving: true },
  ),
  from("seal-stamped", digits, async (page) => {
    await cut(page, 80);
    await scored(page);
    await page.waitForTimeout(1500);
  }),
  bare("seal-stamped-points", async (page) => {
    await cut(page, 60);
    await scored(page);
    await page.waitForTimeout(1500);
  }),
  from("units", "granularity=unit&data=spiral&epochs=150", trainedAt(40)),
  from("note-units-choice", `${digits}&granularity=unit`, opening(notes.what, 40)),
  from("residual", "data=spiral&hidden=12-12r-12r-12r&epochs=60", trainedAt(50)),
  from("residual-lost", "data=spiral&hidden=12-12r-12r-12r-12r&epochs=60&granularity=layer&sparsity=25", trained),
  from("deep", `data=spiral&hidden=${deep}&epochs=60`, trainedAt(60)),
  from("deep-pointed", `data=spiral&hidden=${deep}&epochs=60`, trainedAt(60), {
    last: (page) => pointedAt(page, "Network", 0.5, 0.45),
  }),
  from("sixteen-layers", `data=spiral&activation=tanh&hidden=${Array(16).fill(6).join("-")}&epochs=60`, trainedAt(40)),
  from("wide", "data=spiral&hidden=64-64&epochs=40", trainedAt(60)),
  from("digits-first", digits),
  from("digits-cut", digits, cutAt(90)),
  from("digits-all-tiles", digits, async (page) => {
    await cut(page, 90);
    await press(page, /^\+\d+|^all \d+|more units/i);
    await settled(page);
  }),
  from("digits-units", `${digits}&granularity=unit`, cutAt(40)),
  from("digits-2-of-4", `${digits}&granularity=group&sparsity=50`, settled),
  from("digits-training", "data=digits&epochs=200", running, { isMoving: true }),
  from("filters", filters, cutAt(90)),
  from("filters-units", `${filters}&granularity=unit`, cutAt(40)),
  from("signals", "data=signals&epochs=2", trainedAt(60)),
  from(
    "compared",
    "data=spiral&epochs=100&against=random.weight.global,snip.weight.global,magnitude.weight.layerwise",
    trainedAt(60),
  ),
  bare("table-preview", (page) => picked(page, [tableOf()])),
  bare("table", async (page) => {
    await picked(page, [tableOf()]);
    await accepted(page);
    await trained(page);
    await cut(page, 60);
  }),
  bare("long-names", async (page) => {
    await picked(page, [tableOf({ isLong: true })]);
    await accepted(page);
    await trained(page);
    await cut(page, 60);
  }),
  bare("tables", async (page) => {
    await cut(page, 60);
    await opened(page, /^How it looks$/);
    await page.getByRole("radio", { name: /tables/i }).check({ force: true });
    await page.keyboard.press("Escape");
    await settled(page);
  }),
  bare("fashion-preview", picked, { files: imagesIn("fashion-mnist-4k") }),
  bare("fashion", ownImages(trainedAt(80)), { files: imagesIn("fashion-mnist-4k") }),
  // Messages.
  from("preparing", "data=digits", (page) => page.waitForTimeout(300), { isFresh: true, isEarly: true }),
  from("collapsed", `${spiral}&epochs=40&granularity=unit&lastunit=goes`, trainedAt(100)),
  from("diverged", `${spiral}&optimizer=sgd&rate=10&epochs=60`, async (page) => {
    await press(page, /^Train$/);
    await page.getByRole("alert").waitFor({ timeout: 60_000 });
    await settled(page);
  }),
  bare("refused", async (page) => {
    await picked(page, [{ name: "photo.heic", mimeType: "image/heic", buffer: Buffer.from("0000ftypheic0000") }]);
  }),
];

const size = (name, width, height, more = {}) => ({ name, width, height, ...more });
const projector = { projector: true };

/** Windows; those that are `usual` where none is named. */
export const sizes = [
  size("1440", 1440, 900, { usual: true }),
  size("1920", 1920, 1080, { usual: true }),
  size("1366", 1366, 768, { usual: true }),
  size("1024", 1024, 768, { usual: true }),
  size("390", 390, 844, { usual: true }),
  size("844", 844, 390, { usual: true }),
  size("1280", 1280, 720),
  size("1536", 1536, 864),
  size("1366x640", 1366, 640),
  size("720", 720, 900),
  size("960", 960, 1040),
  size("768", 768, 1024),
  size("projector-1366", 1366, 768, { ...projector, usual: true }),
  size("projector-1920", 1920, 1080, { ...projector, usual: true }),
  size("projector-1280", 1280, 720, projector),
  size("projector-1536", 1536, 864, projector),
];

/** Looks: what the person's system asks for. */
export const themes = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  contrast: { colorScheme: "light", contrast: "more" },
  "contrast-dark": { colorScheme: "dark", contrast: "more" },
  forced: { colorScheme: "light", forcedColors: "active" },
  "forced-dark": { colorScheme: "dark", forcedColors: "active" },
};
