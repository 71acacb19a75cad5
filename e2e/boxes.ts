/** What is wrong with the boxes on the page as it stands, each in words; runs in the page. Knows regions, controls and text alone. */
export function layoutFaults(): string[] {
  const found: string[] = [];
  const room = document.documentElement;
  const rounded = ({ left, top, right, bottom }: Box) => [left, top, right, bottom].map(Math.round).join(",");
  const said = ({ name, box }: Thing) => `“${name}” [${rounded(box)}]`;

  if (room.scrollWidth > room.clientWidth)
    found.push(`scrolls sideways, ${room.scrollWidth} on ${room.clientWidth} px`);

  const isSeen = (element: Element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    // For screen readers alone.
    for (let e: Element | null = element; e; e = e.parentElement)
      if (getComputedStyle(e).clipPath !== "none") return false;
    return true;
  };
  /** Scrolls by itself: what it holds may be larger than it. */
  const scroller = (element: Element) => {
    for (let e: Element | null = element; e && e !== document.body; e = e.parentElement)
      if (/auto|scroll/.test(getComputedStyle(e).overflowX + getComputedStyle(e).overflowY)) return e;
    return null;
  };
  /** Cuts off what sticks out of it. */
  const clips = (element: Element) => {
    const { overflowX, contain } = getComputedStyle(element);
    return overflowX !== "visible" || /strict|content|paint/.test(contain);
  };
  /** What an element's ancestors leave of a box in it. */
  const within = (element: Element, box: Box): Box => {
    let { left, top, right, bottom } = box;
    for (let e: Element | null = element; e && e !== document.body; e = e.parentElement) {
      if (!clips(e) || e instanceof SVGElement) continue;
      const frame = e.getBoundingClientRect();
      left = Math.max(left, frame.left);
      top = Math.max(top, frame.top);
      right = Math.min(right, frame.right);
      bottom = Math.min(bottom, frame.bottom);
    }
    return { left, top, right, bottom };
  };
  const isShort = (element: Element) => element.closest("[popover], dialog, [role=alert], [role=status]") !== null;

  const regions = [...document.querySelectorAll("header, section[aria-label]")].filter(
    (element) => isSeen(element) && !isShort(element) && !element.parentElement!.closest("header, section[aria-label]"),
  );
  const nameOf = (element: Element) =>
    element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40) ?? "";

  const things: Thing[] = [];
  for (const region of regions) {
    const add = (element: Element, name: string, box: Box, isText: boolean) => {
      if (box.right - box.left < 1 || box.bottom - box.top < 1 || scroller(element)) return;
      things.push({ region, element, name, box, isText });
    };
    for (const control of region.querySelectorAll("button, select, input, canvas, svg[role=img]"))
      if (isSeen(control)) add(control, nameOf(control) || control.tagName, control.getBoundingClientRect(), false);
    const walk = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const parent = node.parentElement!;
      const text = node.textContent!.trim();
      if (text === "" || parent.closest("button, select, title") || !isSeen(parent)) continue;
      range.selectNodeContents(node);
      for (const { left, top, right, bottom } of range.getClientRects()) {
        // The height of letters, not of their line.
        const inset = (bottom - top) * 0.22;
        const seen = within(parent, { left, top: top + inset, right, bottom: bottom - inset });
        if (seen.bottom <= seen.top && !scroller(parent)) found.push(`“${text}” is cut off in ${nameOf(region)}`);
        add(parent, text, seen, true);
      }
    }
  }

  const isOver = (a: Box, b: Box, slack = 1) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack;
  const isDocked = (region: Element) => getComputedStyle(region).position === "fixed";

  // Regions, with everything they hold, stand clear of each other.
  const areas = regions
    .filter((region) => !isDocked(region))
    .map((region) => {
      const own = region.getBoundingClientRect();
      const boxes = [own, ...things.filter((thing) => thing.region === region).map(({ box }) => box)];
      return {
        name: nameOf(region),
        box: {
          left: Math.min(...boxes.map(({ left }) => left)),
          top: Math.min(...boxes.map(({ top }) => top)),
          right: Math.max(...boxes.map(({ right }) => right)),
          bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
        },
      };
    });
  areas.forEach((a, i) => {
    for (const b of areas.slice(i + 1))
      if (isOver(a.box, b.box, 2)) found.push(`${a.name} [${rounded(a.box)}] lies over ${b.name} [${rounded(b.box)}]`);
  });

  // Words and controls stand clear of each other; only marks on a drawing may touch its words.
  const isDrawn = ({ element }: Thing) => element.parentElement!.closest("svg") !== null;
  /** A control without words that covers those of its own place. */
  const isCover = (a: Thing, b: Thing) =>
    !a.isText && b.isText && a.element.textContent === "" && a.element.parentElement!.contains(b.element);
  const isMark = ({ element }: Thing) => element.matches("svg ~ button");
  const solid = things.filter(({ element }) => !element.matches("canvas, svg"));
  solid.forEach((a, i) => {
    for (const b of solid.slice(i + 1)) {
      if (a.region !== b.region || a.element.contains(b.element) || b.element.contains(a.element)) continue;
      if (isDrawn(a) !== isDrawn(b) && !(a.isText && b.isText)) continue;
      if (isCover(a, b) || isCover(b, a) || (isMark(a) && isMark(b))) continue;
      if (isOver(a.box, b.box)) found.push(`${said(a)} lies over ${said(b)} in ${nameOf(a.region)}`);
    }
  });

  // What is written into or chosen from stands clear of drawings; what slides or follows lies on its own.
  const isField = ({ element }: Thing) => element.matches("input:not([type=range], [type=radio]), select");
  for (const field of things.filter(isField))
    for (const drawing of things.filter((thing) => thing.element.matches("canvas") || isDrawn(thing)))
      if (field.region === drawing.region && isOver(field.box, drawing.box))
        found.push(`${said(field)} lies over ${said(drawing)}`);

  // Nothing sticks out of its region.
  for (const thing of things) {
    const { left, right, bottom } = thing.region.getBoundingClientRect();
    const { box } = thing;
    if (isDrawn(thing)) continue;
    if (box.left < left - 4 || box.right > right + 4 || box.bottom > bottom + 4)
      found.push(`${said(thing)} sticks out of ${nameOf(thing.region)}`);
  }

  // Nothing leaves the window sideways.
  for (const thing of things)
    if (thing.box.left < -1 || thing.box.right > room.clientWidth + 1) found.push(`${said(thing)} leaves the window`);

  // All can be read in full but for names that people gave, which tell the rest; controls too.
  const named = "li[title] > span, figcaption[title] > span, button[title], dialog :is(td, th, figcaption)";
  for (const element of new Set(things.filter(({ isText }) => isText).map(({ element }) => element)))
    for (let e: Element | null = element; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (/auto|scroll/.test(style.overflowX) || !clips(e) || e instanceof SVGElement) continue;
      const isTold = style.textOverflow === "ellipsis" && e.matches(named) && e.closest("[title]") !== null;
      if ((e.scrollWidth > e.clientWidth + 1 && !isTold) || e.scrollHeight > e.clientHeight + 3)
        found.push(
          `“${e.textContent}” is clipped, ${e.scrollWidth} x ${e.scrollHeight} in ${e.clientWidth} x ${e.clientHeight}`,
        );
    }
  for (const select of document.querySelectorAll("select")) {
    if (!isSeen(select)) continue;
    const pen = document.createElement("canvas").getContext("2d")!;
    const style = getComputedStyle(select);
    pen.font = style.font;
    pen.letterSpacing = style.letterSpacing;
    pen.wordSpacing = style.wordSpacing;
    const wide = pen.measureText(select.selectedOptions[0]?.label ?? "").width;
    const inner = select.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    if (wide > inner + 2)
      found.push(
        `the choice ${nameOf(select)} shows “${select.selectedOptions[0]?.label}” in part, ${Math.round(inner)} of ${Math.round(wide)} px`,
      );
  }

  for (const control of document.querySelectorAll("button, input:not([type=range])"))
    if (isSeen(control) && control.scrollWidth > control.clientWidth + 1 && !control.matches("button[title]"))
      found.push(`${nameOf(control)} is read in part, ${control.scrollWidth} on ${control.clientWidth} px`);

  // What can be pressed is what lies there.
  for (const control of document.querySelectorAll("button, select, input:not([type=range])")) {
    const { left, top, right, bottom } = within(control, control.getBoundingClientRect());
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    if (!isSeen(control) || right - left < 2 || bottom - top < 2 || y < 0 || y > innerHeight) continue;
    const hit = document.elementFromPoint(x, y);
    const isHit = hit && (control.contains(hit) || hit.closest("label")?.contains(control));
    if (!isHit) found.push(`${nameOf(control)} lies under ${hit ? hit.className || hit.tagName : "nothing"}`);
  }

  // The chart that is the slider is there, large enough, and under the pointer.
  const slider = document.querySelector("input[type=range][aria-label=Sparsity]");
  const home = slider?.closest("section[aria-label]");
  const chart = home?.querySelector("svg[role=img]");
  if (!slider || !home || !chart) return [...found, "there is no slider"];
  const before = room.scrollTop;
  const { width, height } = chart.getBoundingClientRect();
  if (height < 90) found.push(`the chart is ${Math.round(height)} px high`);
  if (isDocked(home) && home.getBoundingClientRect().height > innerHeight * 0.6)
    found.push("the chart takes the window");
  for (const [across, down] of [
    [0.1, 0.2],
    [0.3, 0.5],
    [0.5, 0.5],
    [0.7, 0.5],
    [0.95, 0.8],
  ]) {
    const at = () => chart.getBoundingClientRect().top + height * down;
    if (!isDocked(home)) room.scrollTop += at() - innerHeight / 2;
    const hit = document.elementFromPoint(chart.getBoundingClientRect().left + width * across, at());
    if (!hit || !home.contains(hit))
      found.push(
        `at ${across}, ${down} of the chart lies ${hit ? nameOf(hit.closest("[aria-label]") ?? hit) : "nothing"}`,
      );
  }
  // The end of the page is not behind what is docked.
  room.scrollTop = room.scrollHeight;
  if (isDocked(home)) {
    const end = Math.max(...areas.map(({ box }) => box.bottom)) + before - room.scrollTop;
    if (end > home.getBoundingClientRect().top + 1) found.push("the end of the page stays behind the docked chart");
  }
  room.scrollTop = before;
  return found;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Thing {
  readonly region: Element;
  readonly element: Element;
  readonly name: string;
  readonly box: Box;
  readonly isText: boolean;
}
