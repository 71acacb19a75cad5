// How the page looks elsewhere than on a desk, and how wide its spaces are.
import { expect, unpacked } from "./deeds.mjs";

export const looks = [
  {
    title: "is shown on a projector by P, and back",
    async run(page) {
      await page.open("data=spiral&hidden=16-16&seed=7&start=trained&backend=wasm");
      const size = () =>
        page.evaluate((view) => parseFloat(view.getComputedStyle(view.document.querySelector("h2")).fontSize));
      const desk = await size();
      await page.press("p");
      await page.until("the projector view", (view) => view.playground.setup().projector);
      expect((await size()) > desk, `The sentence has ${await size()} px, and ${desk} px at the desk.`);
      const small = await page.evaluate((view) =>
        [...view.document.querySelectorAll("main :is(p, button, text, span, b), header button")]
          .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
          .filter(
            (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.closest(".vh"),
          )
          .filter((one) => parseFloat(view.getComputedStyle(one).fontSize) < 19.9)
          .map((one) => one.textContent.trim()),
      );
      expect(small.length === 0, `Smaller than 20 px: ${small.slice(0, 6).join(", ")}.`);
      await page.press("p");
      await page.until("the page as at a desk", (view) => !view.playground.setup().projector);
    },
  },
  {
    title: "writes spaces before units and in place of figures as wide as its letters ask for",
    async run(page) {
      await page.open("data=moons&hidden=8&backend=wasm");
      const widths = await page.evaluate(async (view) => {
        const { document } = view;
        const widthOf = async (text, family) => {
          await document.fonts.load(`100px "${family}"`, text);
          const element = document.createElement("span");
          element.style.cssText = `position: absolute; font: 100px "${family}"; letter-spacing: 0; white-space: pre; font-variant-numeric: tabular-nums`;
          element.textContent = text;
          document.body.append(element);
          const { width } = element.getBoundingClientRect();
          element.remove();
          return width;
        };
        const [sans, serif] = ["Source Sans 3", "Source Serif 4"];
        return {
          narrow: [await widthOf("\u202f", sans), await widthOf("\u202f", serif)],
          figures: [await widthOf("\u2007", sans), await widthOf("8", sans)],
        };
      });
      const { narrow, figures } = widths;
      const text = `In letters of 100 px spaces are ${JSON.stringify(widths)} px wide.`;
      expect(narrow.every((width) => Math.abs(width - 10) < 1) && Math.abs(figures[0] - figures[1]) < 1, text);
    },
  },
  {
    title: "is printed on one page, on light paper",
    async run(page) {
      await page.open("data=spiral&hidden=16-16&seed=7&start=trained&backend=wasm&sparsity=40&theme=dark");
      const pdf = await page.print();
      if (!pdf) return;
      const sheets = unpacked(pdf).match(/\/Type\s*\/Page\b/g)?.length;
      expect(sheets === 1, `It takes ${sheets} sheets.`);
    },
  },
];
