// Where things stand, at some sizes of the window and with more space in the text.
import { expect } from "./deeds.mjs";

/** What lies beyond its room, or over something else, of the page at a size. */
const misplaced = (page) =>
  page.evaluate((view) => {
    const { document } = view;
    const faults = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth)
      faults.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
    const clips = (node) =>
      node !== root &&
      node !== document.body &&
      (view.getComputedStyle(node).overflowX !== "visible" || clips(node.parentElement));
    for (const element of document.body.querySelectorAll("*")) {
      const { right, width } = element.getBoundingClientRect();
      if (width > 0 && right > root.clientWidth + 1 && !clips(element.parentElement))
        faults.push(
          `"${element.className.baseVal ?? element.className}" reaches ${Math.round(right - root.clientWidth)} px beyond the window`,
        );
    }
    const boxes = [...document.querySelectorAll("button, select, a[href], input:not([type=range])")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ element, box }) => box.width > 0 && box.height > 0 && !element.closest(".vh"));
    const nameOf = ({ element }) => (element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 40);
    for (const one of boxes) {
      const { left, top, width, height } = one.box;
      const [x, y] = [left + width / 2, top + height / 2];
      if (x < 0 || y < 0 || x > view.innerWidth || y > view.innerHeight) continue;
      const above = document.elementFromPoint(x, y);
      if (!above || one.element.contains(above) || above.contains(one.element)) continue;
      // What is docked lies over what scrolls below.
      const isDocked = (node) =>
        node && (["sticky", "fixed"].includes(view.getComputedStyle(node).position) || isDocked(node.parentElement));
      const other = boxes.find(({ element }) => element !== one.element && element.contains(above));
      if (other && !isDocked(above)) faults.push(`"${nameOf(one)}" lies under "${nameOf(other)}"`);
    }
    const steps = boxes.filter(({ element }) => element.closest('[aria-label="Workflow"]'));
    for (const [i, one] of steps.entries())
      for (const other of steps.slice(i + 1)) {
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (wide > 2 && high > 2)
          faults.push(`"${nameOf(one)}" and "${nameOf(other)}" overlap by ${wide.toFixed()} x ${high.toFixed()} px`);
      }
    return faults;
  });

/** Text spaced as WCAG 1.4.12 asks for. */
const space = (page) =>
  page.evaluate((view) => {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }",
    );
    view.document.adoptedStyleSheets = [...view.document.adoptedStyleSheets, sheet];
  });

async function expectPlaced(page, what) {
  const faults = await misplaced(page);
  expect(faults.length === 0, `${what}: ${faults.slice(0, 6).join("; ")}.`);
}

const layout = (width, height) => ({
  title: `is in its place at ${width} x ${height}, also with more space in the text`,
  async run(page) {
    await page.open("data=moons&hidden=8&backend=wasm&sparsity=60", { width, height });
    await page.untilMetric("backend", /wasm/);
    await expectPlaced(page, "As it is");
    await space(page);
    await expectPlaced(page, "With more space");
  },
});

export const layouts = [
  [1440, 900],
  [1024, 768],
  [390, 844],
].map(([width, height]) => layout(width, height));
