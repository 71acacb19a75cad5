// The states of the page worth a picture: the link that opens each, and what a person does then.

const slider = (page) => page.getByRole("slider", { name: "Sparsity" });
const press = (page, name) => page.getByRole("button", { name }).first().click();

/** Trained, cut and fine-tuned within a few seconds. */
const spiral = "v=1&data=spiral&hidden=16-16&seed=7";
const settled = (page) => page.waitForTimeout(900);

async function trained(page) {
  await press(page, /^Train$/);
  await page.waitForFunction(
    () => window.playground.actions().find(({ id }) => id === "train").label === "Train",
    null,
    { timeout: 240_000 },
  );
  await settled(page);
}

async function tuned(page) {
  await press(page, /^Fine-tune$/);
  await page.waitForFunction(
    () => window.playground.actions().find(({ id }) => id === "fine-tune").label === "Fine-tune",
    null,
    { timeout: 240_000 },
  );
  await settled(page);
}

/** Puts the handle to a whole percentage by keys. */
async function cut(page, percent) {
  await slider(page).focus();
  await page.keyboard.press("Home");
  for (let i = 0; i < Math.floor(percent / 10); i++) await page.keyboard.press("PageUp");
  for (let i = 0; i < percent % 10; i++) await page.keyboard.press("ArrowRight");
  await settled(page);
}

const trainedAt = (percent) => async (page) => {
  await trained(page);
  await cut(page, percent);
};

const opened = (word) => async (page) => {
  await cut(page, 60);
  await press(page, word);
  await settled(page);
};

/** Pages of the margin, by the word that opens each. */
const notes = {
  what: /^Granularity:/,
  by: /^Criterion:/,
  across: /^Scope:/,
  train: /^How to train:/,
  cost: /smaller|less work/,
  runs: /^Runs/,
  share: /^Share/,
};

/** Each state: its link (none: the bare address), and what is done there. */
export const states = [
  { name: "first", link: "", steps: settled },
  {
    name: "training",
    link: `${spiral}&epochs=2000`,
    steps: async (page) => {
      await press(page, /^Train$/);
      await page.waitForTimeout(3000);
    },
  },
  { name: "cut", link: "", steps: (page) => cut(page, 60) },
  {
    name: "tuned",
    link: "",
    steps: async (page) => {
      await cut(page, 72);
      await tuned(page);
    },
  },
  ...Object.entries(notes).map(([name, word]) => ({ name: `note-${name}`, link: "", steps: opened(word) })),
  {
    name: "units",
    link: "v=1&granularity=unit&data=spiral&epochs=150",
    steps: trainedAt(40),
  },
  {
    name: "residual",
    link: "v=1&data=spiral&hidden=12-12r-12r-12r&epochs=60",
    steps: trainedAt(50),
  },
  {
    name: "deep",
    link: "v=1&data=spiral&hidden=10-10-10-10-10-10-10-10&epochs=60",
    steps: trainedAt(60),
  },
  { name: "sixteen-layers", link: `v=1&data=spiral&hidden=${Array(16).fill(6).join("-")}&epochs=20`, steps: trained },
  { name: "digits-first", link: "v=1&data=digits&start=trained", steps: settled },
  { name: "digits-cut", link: "v=1&data=digits&start=trained", steps: (page) => cut(page, 90) },
  { name: "digits-units", link: "v=1&data=digits&start=trained&granularity=unit", steps: (page) => cut(page, 40) },
  { name: "digits-2-of-4", link: "v=1&data=digits&start=trained&granularity=group", steps: (page) => cut(page, 50) },
  { name: "filters", link: "v=1&data=digits&hidden=c8x3-p2-c16x3-p2-64&start=trained", steps: (page) => cut(page, 90) },
  { name: "signals", link: "v=1&data=signals&epochs=2", steps: trainedAt(60) },
  {
    name: "compared",
    link: "v=1&data=spiral&epochs=100&against=random.weight.global,snip.weight.global,magnitude.weight.layerwise",
    steps: trainedAt(60),
  },
];

export const sizes = [
  { name: "1440", width: 1440, height: 900 },
  { name: "1920", width: 1920, height: 1080 },
  { name: "1366", width: 1366, height: 768 },
  { name: "1024", width: 1024, height: 768 },
  { name: "390", width: 390, height: 844 },
  { name: "844", width: 844, height: 390 },
  { name: "projector-1366", width: 1366, height: 768, projector: true },
  { name: "projector-1920", width: 1920, height: 1080, projector: true },
];
