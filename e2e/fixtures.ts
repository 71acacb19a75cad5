import { createHash } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import type { playground } from "../src/scripting.ts";
import { accuracies } from "./accuracies.ts";

/** Whether all is tried that is asked by the hundred; else a part of it. */
export const isLong = process.env.LONG === "1";

/** Opens the page and fails the test on any console error or warning, rejection, tensor leak, or request to a third party. Where
 *  `mirrors` names the only origins a test downloads from, their failures are its own matter. */
export const test = base.extend<{ page: Page; mirrors: readonly string[] }>({
  mirrors: [[], { option: true }],
  page: async ({ page, baseURL, mirrors }, use) => {
    const complaints: string[] = [];
    const origin = new URL(baseURL!).origin;
    // Another test may have used this profile.
    const session = await page.context().newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
    await session.detach();
    const isMirror = (address: string) => mirrors.some((mirror) => address.startsWith(`${mirror}/`));
    page.on("console", (message) => {
      // Chromium itself reports stalls of the software renderer; they say nothing about the page.
      if (message.text().includes("GPU stall due to ReadPixels")) return;
      if (isMirror(message.location().url)) return;
      // Chromium asks for the icon anew when the address changes, even offline.
      if (message.location().url.endsWith("/icon.svg")) return;
      if (["error", "warning"].includes(message.type()))
        complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    });
    // What browsers report without an exception: sizes that change in answer to one another.
    await page.addInitScript(() =>
      addEventListener("error", ({ error, message }) => {
        if (message && !error) console.error(message);
      }),
    );
    page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.origin !== origin && !["data:", "blob:"].includes(url.protocol) && !isMirror(url.href))
        complaints.push(`request to ${url.href}`);
    });
    await use(page);
    // A test that was skipped never opened the page.
    const tensors = page.url() === "about:blank" ? 0 : await page.evaluate(() => window.playground.tensors());
    // Data, parameters and optimizer state: a training step leaves nothing behind.
    if (tensors > 40) complaints.push(`${tensors} tensors are alive`);
    expect(complaints).toEqual([]);
  },
});

/** A test of a variant of what another one sees, for the long run alone. */
export const variant = isLong ? test : test.skip.bind(test);

export { expect };

/** Opens the page at a link and waits until the network stands; untrained, unless the link says otherwise. */
export async function open(page: Page, link = "data=spiral&seed=7"): Promise<void> {
  await page.goto(`./#v=1&${link}`);
  await ready(page);
}

/** Opens the page at its bare address, as whoever comes by for the first time does. */
export async function openBare(page: Page): Promise<void> {
  await page.goto("./");
  await ready(page);
}

/** Waits until a network stands and has been evaluated. */
export async function ready(page: Page): Promise<void> {
  await soon(
    page,
    (names) =>
      names.every((name) => {
        const told = document.querySelector<HTMLElement>(`[data-metric="${name}"]`)?.dataset.value;
        return told !== undefined && /^[\d.]+$/.test(told);
      }),
    ["total-weights", "validation-accuracy"],
  );
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", /^\d+$/, { timeout: 30_000 });
  await expect(metric(page, "validation-accuracy")).toHaveAttribute("data-value", /^[\d.]+$/, { timeout: 30_000 });
}

export const metric = (page: Page, name: string) => page.locator(`[data-metric="${name}"]`);

export async function value(page: Page, name: string): Promise<number> {
  return Number(await metric(page, name).getAttribute("data-value"));
}

export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** Presses Train (or Fine-tune) and waits until the run has ended by itself and its figures are shown. */
export async function run(page: Page, name: "Train" | "Fine-tune"): Promise<void> {
  const before = (await done(page, /train|finetune/)).length;
  await button(page, name).click();
  await soon(
    page,
    (count) => {
      const { entries } = window.playground.history();
      return entries.filter(({ kind }) => /train|finetune/.test(kind)).length === count;
    },
    before + 1,
  );
  await expect.poll(async () => (await done(page, /train|finetune/)).length, { timeout: 150_000 }).toBe(before + 1);
  await expect(button(page, "Pause")).toBeHidden();
  await settled(page);
}

/** What was done on the way to where one is, by its kind: "train", "prune". */
export const done = (page: Page, kinds = /./) =>
  page.evaluate(
    (source) =>
      window.playground
        .history()
        .entries.map(({ kind }) => kind)
        .filter((kind) => new RegExp(source).test(kind)),
    kinds.source,
  );

/** The kind of step that led to the state that stands. */
const standing = () => {
  const { entries, current } = window.playground.history();
  return entries[current]?.kind ?? "";
};

/** Breaks the seal of the test set, as a person does: on its page, with the one button there. */
export async function score(page: Page): Promise<void> {
  await openPage(page, /^Test set/);
  await button(page, "Score on test").click();
  await expect(metric(page, "test-accuracy")).toHaveAttribute("data-value", /^[\d.]+$/);
  await closeMargin(page);
}

/** Looks again and again until something holds, where looking from outside would sleep up to a second too long; not in every frame, for who
 *  asks for frames has the page draw them. What is expected then says itself what is missing. */
const soon = <Argument>(page: Page, holds: (argument: Argument) => boolean, argument: Argument) =>
  page.waitForFunction(holds as (argument: unknown) => boolean, argument, { timeout: 10_000, polling: 30 }).then(
    (held) => held.dispose(),
    () => undefined,
  );

/** Waits until the figures of the state on screen are measured, the slowest of them last. */
export async function settled(page: Page): Promise<void> {
  await soon(
    page,
    () =>
      /^[\d.]+$/.test(document.querySelector<HTMLElement>('[data-metric="train-accuracy"]')?.dataset.value ?? "") &&
      ![...document.querySelectorAll("tr")].some(({ textContent }) => /gzipped.*…/s.test(textContent)),
    null,
  );
  await expect(metric(page, "train-accuracy")).toHaveAttribute("data-value", /^[\d.]+$/);
  // Where sizes are told at all.
  for (const row of await page.locator("tr", { hasText: /gzipped/ }).all()) await expect(row).not.toContainText("…");
}

/** Trained on the page, a network reaches what the same run reaches in the worked-out reference, to so many points. */
export function expectReached(accuracy: number, link: keyof typeof accuracies, points: number): void {
  expect(Math.abs(accuracy - accuracies[link]), `${accuracy} for ${accuracies[link]}`).toBeLessThanOrEqual(
    points / 100,
  );
}

/** Puts the slider to a whole percentage with the keyboard and waits until that is committed. */
export async function slideTo(page: Page, percent: number): Promise<void> {
  const slider = page.getByRole("slider", { name: "Sparsity" });
  await slider.focus();
  // In one go, as a key that is held: keys that come late on a busy machine make steps of their own.
  const keys = ["Home", ...Array(Math.floor(percent / 10)).fill("PageUp"), ...Array(percent % 10).fill("ArrowRight")];
  await slider.evaluate((element, pressed) => {
    for (const key of pressed)
      for (const type of ["keydown", "keyup"])
        element.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true }));
  }, keys);
  await expect(slider).toHaveValue(String(percent));
  await soon(
    page,
    () => {
      const { entries, current } = window.playground.history();
      return entries[current]?.kind.startsWith("prune") ?? false;
    },
    null,
  );
  await expect(page.getByText("Not yet applied.")).toBeHidden();
  await expect.poll(() => page.evaluate(standing)).toMatch(/^prune/);
  await settled(page);
}

export interface NamedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const file = (name: string, buffer: Buffer): NamedFile => ({
  name,
  mimeType: "application/octet-stream",
  buffer,
});

/** The page of the margin on which data comes in. */
export const dialog = (page: Page) => page.getByRole("complementary", { name: "Open data" });

/** Opens the page of all data sets, and of a person's own. */
export const openData = (page: Page) => openPage(page, /^(Data: |More data)/);

/** Chooses files under Data; what is in them is shown before it opens. */
export async function pick(page: Page, files: readonly NamedFile[] | readonly string[], from = "From files…") {
  await openData(page);
  const chooser = page.waitForEvent("filechooser");
  await margin(page).getByRole("button", { name: from, exact: true }).click();
  await (await chooser).setFiles(files as string[]);
}

/** The data set that is open, by its id. */
export const dataset = (page: Page) => page.evaluate(() => window.playground.setup().data);

/** Opens what the preview shows, and waits for the network. */
export async function accept(page: Page): Promise<void> {
  await dialog(page).getByRole("button", { name: "Open", exact: true }).click();
  await expect(dialog(page)).toBeHidden({ timeout: 30_000 });
  await expect.poll(() => dataset(page)).toBe("file");
  // What stood on the page stays until the new network comes.
  await expect(page.getByRole("status").filter({ hasText: "…" })).toBeHidden({ timeout: 30_000 });
  await ready(page);
}

/** The words that open the pages of the margin, by what is chosen there and is no word of its own. */
const homes: Readonly<Record<string, RegExp>> = {
  Optimizer: /^How to train: /,
  "Learning rate": /^How to train: /,
  "Batch size": /^How to train: /,
  "Epochs a run": /^How to train: /,
  L1: /^How to train: /,
  L2: /^How to train: /,
  "L1 on scales": /^How to train: /,
  Backend: /^How to train: /,
  "Group size": /^Granularity: /,
  Norm: /^Granularity: /,
  "Last unit": /^Granularity: /,
  "Protected layers": /^Scope: /,
  Activation: /^Network: /,
  Initialisation: /^Network: /,
  Difficulty: /^Data: /,
  Theme: /^How it looks$/,
  Motion: /^How it looks$/,
  Size: /^How it looks$/,
};

/** The page of the margin that is open. */
export const margin = (page: Page) => page.getByRole("complementary");

/** Closes the page of the margin that is open, if one is. */
export async function closeMargin(page: Page): Promise<void> {
  const close = margin(page).getByRole("button", { name: "Close", exact: true }).first();
  if (await close.isVisible()) await close.click();
}

/** Opens a page of the margin by the word that does, and others from there by their titles. */
export async function openPage(page: Page, word: RegExp, ...titles: readonly string[]) {
  const opener = page.getByRole("button", { name: word }).first();
  if ((await opener.getAttribute("aria-expanded")) !== "true") {
    await closeMargin(page);
    await opener.click();
  }
  for (const title of titles) await margin(page).getByRole("button", { name: title, exact: true }).click();
  return margin(page);
}

/** Presses a button of the page on how to train, whether that is open or not. */
export async function press(page: Page, name: "Step" | "Rewind" | "New seed"): Promise<void> {
  const wasOpen = await button(page, name).isVisible();
  if (!wasOpen) await openPage(page, /^How to train: /);
  await button(page, name).click();
  if (!wasOpen) await closeMargin(page);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A group of choices, once it is to be seen: the word that opens it is pressed, on its page of the margin. */
export async function reveal(page: Page, name: string) {
  const group = page.getByRole("group", { name, exact: true });
  if (await group.isVisible()) return group;
  const word = page.getByRole("button", { name: new RegExp(`^${escaped(name)}: `) }).first();
  const home = homes[name];
  if (home && !(await word.isVisible())) await openPage(page, home);
  await expect(group.or(word).first()).toBeVisible();
  if (!(await group.isVisible())) await word.click();
  await expect(group).toBeVisible();
  return group;
}

/** One of the choices of a group, by its name, by what papers call it, or by its value. */
export const choiceOf = (group: Locator, option: string): Locator =>
  group
    .getByRole("radio", { name: new RegExp(`^${escaped(option)}$|\\(${escaped(option)}\\)$`) })
    .or(group.locator(`input[value="${option}"]`))
    .first();

/** Why one of a group's choices cannot be made, as it is told; null where it can. */
export async function refusal(page: Page, name: string, option: string): Promise<string | null> {
  const choice = choiceOf(await reveal(page, name), option);
  const isOut = await choice.isDisabled();
  const said = await page.locator(`[id="${await choice.getAttribute("aria-describedby")}"]`).textContent();
  await closeMargin(page);
  return isOut ? said : null;
}

/** Chooses in one of the page's groups, opening the page of the margin that holds it if need be. */
export async function choose(page: Page, name: string, option: string): Promise<void> {
  const wasOpen = await margin(page).isVisible();
  const group = await reveal(page, name);
  await choiceOf(group, option).click();
  if (!wasOpen) await closeMargin(page);
}

/** The page of the margin or dialog that is open: the page around it is looked at by `look.spec.ts`. */
export const opened = "aside, :popover-open, dialog[open]";

/** axe finds nothing, in the page or a part of it (a CSS selector), by all of its rules or some. The page has no frames: a second
 *  page that would put together what is found in each, at a cost like the look itself, is done without. */
export async function expectAccessible(page: Page, within = "html", rules?: string[]): Promise<void> {
  const builder = new AxeBuilder({ page })
    .setLegacyMode()
    .include(within)
    .options({ resultTypes: ["violations"] });
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
}

export type Weights = Awaited<ReturnType<(typeof playground)["weights"]>>;

/** Weights and mask as the worker holds them; packed on their way: one by one, 100,000 numbers take seconds. */
export async function weights(page: Page): Promise<Weights> {
  const packed = await page.evaluate(async () => {
    const pack = (numbers: readonly number[]) =>
      btoa(Array.from(new Uint8Array(Float32Array.from(numbers).buffer), (byte) => String.fromCharCode(byte)).join(""));
    return (await window.playground.weights()).map(({ name, shape, weights, bias, mask }) => ({
      name,
      shape,
      weights: pack(weights),
      bias: pack(bias),
      mask: pack(mask),
    }));
  });
  const unpack = (text: string) => Array.from(new Float32Array(Uint8Array.from(Buffer.from(text, "base64")).buffer));
  return packed.map(({ name, shape, weights, bias, mask }) => ({
    name,
    shape,
    weights: unpack(weights),
    bias: unpack(bias),
    mask: unpack(mask),
  }));
}

/** The trade-off curve once all its levels are measured: while training some are left out. */
export async function wholeCurve(page: Page) {
  const points = () => page.evaluate(() => window.playground.curve()?.points);
  await expect.poll(async () => (await points())?.length, { timeout: 30_000 }).toBeGreaterThan(50);
  return points();
}

/** Every weight the mask prunes is exactly 0; returns how many there are. */
export function prunedZeros(layers: Weights): number {
  const pruned = layers.flatMap(({ weights, mask }) => weights.filter((_, i) => mask[i] === 0));
  expect(pruned.filter((weight) => weight !== 0)).toEqual([]);
  return pruned.length;
}

/** Weights, biases and masks in one text: equal texts mean equal bits. */
export const fingerprint = async (page: Page): Promise<string> =>
  createHash("sha256")
    .update(JSON.stringify(await weights(page)))
    .digest("hex");
