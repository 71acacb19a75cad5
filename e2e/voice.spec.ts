import { button, expect, open, run, score, slideTo, test, value } from "./fixtures.ts";

// A run that takes its time is told from its start.
test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("what a screen reader is told: starts, ends and findings, each once, in order, with the right figures", async ({
  page,
}) => {
  await open(page, "data=moons&hidden=8-8&backend=wasm&epochs=4");
  const voice = page.locator("p[aria-live=polite]");
  await expect(voice).toContainText("Untrained");
  await voice.evaluate((element) => {
    const said: string[] = [];
    new MutationObserver(() => said.push(element.textContent)).observe(element, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    Object.assign(window, { said });
  });
  const accuracy = async () => (100 * (await value(page, "validation-accuracy"))).toFixed(1);
  await run(page, "Train");
  await expect(voice).toContainText("stopped");
  const trained = await accuracy();
  await slideTo(page, 50);
  await expect(voice).toContainText("48");
  const cut = await accuracy();
  await button(page, "Undo").click();
  await expect(voice).toContainText("Trained for 4 epochs");
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said).toEqual([
    "Training.",
    expect.stringMatching(`^Training stopped at step 200\\. Trained for 4 epochs: ${trained}\\s% right`),
    expect.stringMatching(`48 of 96 weights.*\\D${cut}\\s%`),
    expect.stringMatching(`^Trained for 4 epochs: ${trained}\\s% right`),
  ]);
  await score(page);
  await expect(page.getByRole("status").filter({ hasText: /^Test accuracy [\d.]+\u202f%$/ })).toHaveCount(1);
});
