import type { Locator, Page } from "@playwright/test";
import { fieldNames, type Setup } from "../src/setup/setup.ts";
import { closeMargin, expect, isLong, margin, open, openPage, reveal, test } from "./fixtures.ts";

/** Finds the control of a setting, as somebody who looks for it would. */
type Find = (page: Page) => Promise<Locator> | Locator;

const group =
  (name: string): Find =>
  (page) =>
    reveal(page, name);
const on =
  (word: RegExp, find: (shown: Locator) => Locator, ...titles: readonly string[]): Find =>
  async (page) =>
    find(await openPage(page, word, ...titles));

/** Where each setting is set. One without a line here has no control, and the types say so. */
const controls: Readonly<Record<keyof Setup, Find>> = {
  data: group("Data"),
  noise: on(/^Data: /, (shown) => shown.getByRole("slider", { name: "Noise" })),
  difficulty: group("Difficulty"),
  hidden: group("Network"),
  activation: group("Activation"),
  initialiser: group("Initialisation"),
  start: on(/^How to train: /, (shown) => shown.getByRole("button", { name: /^(Open trained|train it yourself)$/ })),
  optimizer: group("Optimizer"),
  learningRate: group("Learning rate"),
  batchSize: group("Batch size"),
  l1: group("L1"),
  l2: group("L2"),
  scaleL1: group("L1 on scales"),
  trainEpochs: group("Epochs a run"),
  fineTuneEpochs: group("Fine-tune epochs"),
  backend: group("Backend"),
  criterion: group("Criterion"),
  granularity: group("Granularity"),
  groupSize: group("Group size"),
  norm: group("Norm"),
  lastUnit: group("Last unit"),
  scope: group("Scope"),
  layerSparsity: on(
    /^Scope: /,
    (shown) => shown.getByRole("slider", { name: /^Sparsity of / }).first(),
    "Layer by layer",
  ),
  protect: group("Protected layers"),
  against: on(/^Criterion: /, (shown) => shown.getByRole("button", { name: "Add a comparison" }), "Compare"),
  sparsity: (page) => page.getByRole("slider", { name: "Sparsity", exact: true }),
  seed: on(/^How to train: /, (shown) => shown.getByRole("spinbutton", { name: "Seed" })),
  axis: (page) => page.getByRole("button", { name: /stretch/ }),
  theme: group("Theme"),
  projector: group("Size"),
};

test("every setting has a control, and at rest the page shows few", async ({ page }) => {
  const links = {
    // Points made by hand, cut by hand: what belongs to them is here, too.
    points: "data=moons&backend=wasm&sparsity=40&scope=hand&layers=40,40,40&finetune=1",
    digits: "data=digits&hidden=128-64&start=trained&backend=wasm&sparsity=40",
    norm: "data=moons&backend=wasm&hidden=8bn&sparsity=40",
  };
  const elsewhere: Partial<Record<keyof Setup, keyof typeof links>> = {
    difficulty: "digits",
    start: "digits",
    scaleL1: "norm",
  };
  await open(page, "data=moons&backend=wasm&sparsity=40");
  expect(await atRest(page)).toBeLessThanOrEqual(28);
  for (const [where, link] of Object.entries(links)) {
    await open(page, link);
    for (const name of fieldNames.filter((one) => (elsewhere[one] ?? "points") === where)) {
      await expect(await controls[name](page), name).toBeVisible();
      // A page of the margin takes the place of another; with LONG=1 each is found from the page at rest.
      if (!isLong) continue;
      await closeMargin(page);
      await expect(margin(page)).toBeHidden();
    }
  }
});

/** Controls that are seen: a group of radios counts once, and what shows on hover or focus alone does not. */
const atRest = (page: Page) =>
  page.evaluate(() => {
    const seen = [...document.querySelectorAll<HTMLElement>("button, input, select, a[href], [role=slider]")].filter(
      (element) =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        element.getBoundingClientRect().width > 1 &&
        getComputedStyle(element).clipPath === "none" &&
        !element.closest(".vh"),
    );
    const groups = new Set(seen.map((element) => (element as HTMLInputElement).name || element));
    return groups.size;
  });
