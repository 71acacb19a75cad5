// What parts of the main job have in common.

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

/** Trains to the end of the run and waits for the step in the history. */
export async function run(page, name) {
  const steps = (view) =>
    view.document.querySelectorAll('[aria-label^="Go to: Train"], [aria-label^="Go to: Fine-tune"]').length;
  const before = await page.evaluate(steps);
  await page.click("button", name);
  await page.until(
    `the end of ${name}`,
    (view, count) =>
      view.document.querySelectorAll('[aria-label^="Go to: Train"], [aria-label^="Go to: Fine-tune"]').length > count,
    before,
  );
}

/** Drags the handle from one share of its way to another, and waits for the step. */
export async function cut(page, from, to) {
  await untilMeasured(page);
  await page.drag("Sparsity", from, to);
  await page.until("a step of the cut", (view) => view.document.querySelector('[aria-label^="Go to: Prune"]'));
  await untilMeasured(page);
}
