// What parts of the main job have in common.
import { constants, inflateSync } from "node:zlib";

/** Keys as WebDriver calls them. */
export const keys = { left: "\uE012", right: "\uE014", pageUp: "\uE00E", enter: "\uE007", escape: "\uE00C" };

export function expect(holds, what) {
  if (!holds) throw new Error(what);
}

/** Weights and masks as text: the same for the same bits. */
export const fingerprint = (page) => page.evaluate(async (view) => JSON.stringify(await view.playground.weights()));

/** Figures on screen are those of the cut at the handle. */
export const untilMeasured = (page) =>
  page.until("figures of the cut at the handle", (view) => {
    const { handle, measured } = view.playground.cut();
    return Math.abs(handle - measured) < 1e-9;
  });

/** Kinds of the steps that led to the state that stands: "train", "prune", "finetune". */
export const done = (page) =>
  page.evaluate((view) =>
    view.playground
      .history()
      .entries.map(({ kind }) => kind)
      .filter((kind) => /^(train|prune|finetune)$/.test(kind)),
  );

/** Waits until the page has more steps than so many. */
const untilMore = (page, what, count) =>
  page.until(
    what,
    (view, before) =>
      view.playground.history().entries.filter(({ kind }) => /^(train|prune|finetune)$/.test(kind)).length > before,
    count,
  );

/** Trains to the end of the run and waits for its step. */
export async function run(page, name) {
  const before = (await done(page)).length;
  await page.click("button", name);
  await untilMore(page, `the end of ${name}`, before);
}

/** Drags the handle from one share of its way to another, and waits for the step. */
export async function cut(page, from, to) {
  await untilMeasured(page);
  const before = (await done(page)).length;
  await page.drag("Sparsity", from, to);
  await untilMore(page, "a step of the cut", before);
  await untilMeasured(page);
}

export const untilSays = (page, text) =>
  page.until(`the page to say “${text}”`, (view, said) => view.document.body.textContent.includes(said), text);

/** Opens the page of the margin that a word opens, by mouse or finger, and gives its title. */
export async function openPage(page, word, press = "click") {
  await page[press]("button", word);
  return page.until(`the page of the margin that “${word}” opens`, (view) => {
    const margin = find(view, "complementary", ".*");
    // Its content comes on demand.
    return margin?.children.length > 1 && margin.textContent.length > 40 ? margin.getAttribute("aria-label") : null;
  });
}

export const closePage = async (page) => {
  await page.press(keys.escape);
  await page.until("the margin to close", (view) => !find(view, "complementary", ".*"));
};

/** A PDF as text, with what is packed in it. */
export function unpacked(pdf) {
  const text = pdf.toString("latin1");
  const parts = [...text.matchAll(/stream\r?\n(.*?)endstream/gs)].map(([, part]) => Buffer.from(part, "latin1"));
  const { Z_SYNC_FLUSH: finishFlush } = constants;
  return [
    text,
    ...parts.map((part) => (part[0] === 0x78 ? inflateSync(part, { finishFlush }).toString("latin1") : "")),
  ].join("\n");
}
