import type { Page } from "@playwright/test";
import { expect, isLong, open, openBare, openPage, run, settled, slideTo, test, wholeCurve } from "./fixtures.ts";
import { difference, expectPicture, look, mostOff, reference } from "./pictures.ts";

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** Does something to the page that a fault in a style or a drawing would; its look then, and what undoes it. */
const faults: Readonly<Record<string, () => () => void>> = {
  "a panel is missing": () => {
    const panel = document.querySelector<HTMLElement>('section[aria-label="What it learned"]')!;
    panel.style.visibility = "hidden";
    return () => panel.style.removeProperty("visibility");
  },
  "a panel stands two hundredths of the window aside": () => {
    const panel = document.querySelector<HTMLElement>('section[aria-label="Network"]')!;
    panel.style.transform = "translate(2vw)";
    return () => panel.style.removeProperty("transform");
  },
  "a panel lies over another": () => {
    const panel = document.querySelector<HTMLElement>('section[aria-label="Trade-off"]')!;
    panel.style.transform = "translateY(-10vh)";
    return () => panel.style.removeProperty("transform");
  },
  "the canvases of a drawing are blank": () => {
    const drawn = [...document.querySelectorAll<HTMLElement>('section[aria-label="Network"] canvas')];
    for (const one of drawn) one.style.opacity = "0";
    return () => {
      for (const one of drawn) one.style.removeProperty("opacity");
    };
  },
  "the weights in their queue are not drawn": () => {
    const queue = document.querySelector<HTMLElement>('[data-place="queue"]')!;
    queue.style.opacity = "0";
    return () => queue.style.removeProperty("opacity");
  },
  "a panel has no style": () => {
    const panel = document.querySelector<HTMLElement>('section[aria-label="Workflow"]')!;
    const all = [panel, ...panel.querySelectorAll<HTMLElement>("*")].map((one) => [one, one.className] as const);
    for (const [one] of all) one.removeAttribute("class");
    return () => {
      for (const [one, name] of all) one.setAttribute("class", name);
    };
  },
};

const rendering: Readonly<Record<string, () => () => void>> = {
  "letters and lines between pixels": () => {
    document.body.style.transform = "translate(.5px, .5px)";
    return () => document.body.style.removeProperty("transform");
  },
  "letters of another weight": () => {
    document.body.style.webkitTextStroke = ".2px";
    return () => document.body.style.removeProperty("-webkit-text-stroke");
  },
};

/** Every other one of them, or all with LONG=1. */
const shown = <Change>(changes: Readonly<Record<string, Change>>) =>
  Object.entries(changes).filter((_, i) => isLong || i % 2 === 0);

/** What share of the page looks otherwise than its picture, with something done to it. */
async function offWith(page: Page, name: string, change: () => () => void): Promise<number> {
  const wanted = reference(name);
  const undo = await page.evaluateHandle(change);
  const { share } = difference(wanted, await look(page));
  await undo.evaluate((put) => put());
  return share;
}

test("the page looks as it should: at first sight, cut, dark, on a phone, projected, fine-tuned beside a page of the margin", async ({
  page,
}) => {
  await openBare(page);
  await wholeCurve(page);
  await expectPicture(page, "first");
  await slideTo(page, 60);
  await expectPicture(page, "cut");
  await page.emulateMedia({ colorScheme: "dark" });
  await expectPicture(page, "cut-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(phone);
  await expectPicture(page, "cut-phone");
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.keyboard.press("p");
  await expectPicture(page, "cut-projector");
  await page.keyboard.press("p");
  await page.setViewportSize(wide);
  await run(page, "Fine-tune");
  await openPage(page, /^Criterion: /);
  await expectPicture(page, "tuned-criterion");
});

test("images look as they should, on a phone too; what breaks a page is seen, what draws letters otherwise is not", async ({
  page,
}) => {
  await open(page, "data=digits&start=trained&backend=wasm");
  await slideTo(page, 90);
  await wholeCurve(page);
  await expectPicture(page, "digits");
  for (const [what, change] of shown(faults))
    expect(await offWith(page, "digits", change), what).toBeGreaterThan(2 * mostOff);
  for (const [what, change] of shown(rendering))
    expect(await offWith(page, "digits", change), what).toBeLessThan(0.5 * mostOff);
  await page.setViewportSize(phone);
  await settled(page);
  await expectPicture(page, "digits-phone");
});
