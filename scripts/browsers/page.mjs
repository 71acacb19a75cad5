// What a person does on the page and sees of it, by WebDriver's commands. Functions given to `evaluate` run on the page, which may
// lie in a frame of any size: they get its window first.
import { setTimeout as sleep } from "node:timers/promises";

const patience = 120_000;

/** Finds one element by role and accessible name, on the page. */
function find(view, role, name) {
  const tags = {
    button: "button, summary",
    slider: "input[type=range]",
    radio: "input[type=radio]",
    spinbutton: "input[type=number]",
    combobox: "select",
    complementary: "aside",
    group: "fieldset",
    region: "section",
  };
  const wanted = new RegExp(`^${name}$`);
  const nameOf = (element) =>
    element.getAttribute("aria-label") ??
    element.labels?.[0]?.textContent ??
    view.document.getElementById(element.getAttribute("aria-labelledby"))?.textContent ??
    element.textContent;
  const shown = (element) => element.getClientRects().length > 0;
  return [...view.document.querySelectorAll(`${tags[role]}, [role=${role}]`)].find(
    (element) => shown(element) && wanted.test(nameOf(element).trim().replace(/\s+/g, " ")),
  );
}

export class Page {
  #browser;
  #address;

  constructor(browser, address) {
    this.#browser = browser;
    this.#address = address;
  }

  /** Opens a link and waits for the network's figures; with a size, in a frame of it. */
  async open(link, size) {
    await this.visit(`#v=1&${link}`, size);
  }

  /** Opens the page with what stands behind its address. */
  async visit(hash, size) {
    await this.#browser.command("navigate", { url: "about:blank" });
    await this.#browser.command("resize", { width: 1500, height: 1000 });
    const { width, height } = size ?? {};
    const inner = size ? `frame.html?width=${width}&height=${height}${hash}` : hash;
    await this.#browser.command("navigate", { url: `${this.#address}${inner}` });
    await this.ready();
  }

  async reload() {
    await this.evaluate((view) => {
      view.isOld = true;
      // Once this has answered.
      view.setTimeout(() => view.location.reload());
    });
    await this.until("another page", (view) => !view.isOld);
    await this.ready();
  }

  ready() {
    return this.until("a network with its figures", (view) => {
      const value = (name) => view.document.querySelector(`[data-metric="${name}"]`)?.dataset.value;
      return /^\d+$/.test(value("total-weights")) && /^[\d.]+$/.test(value("validation-accuracy"));
    });
  }

  /** The answer of a function on the page; what it throws is thrown. An element is told as `true`: WebKit hands none out of a frame. */
  async evaluate(run, ...values) {
    const script = `const [values, done] = arguments;
      const find = ${String(find)};
      const view = self.frames.length > 0 ? self.frames[0] : self;
      Promise.resolve().then(() => (${run})(view, ...values))
        .then((value) => done({ value: value instanceof view.Element || value }), (error) => done({ error: String(error) }));`;
    const answer = await this.#browser.command("execute", { script, args: [values] });
    if (!answer) throw new Error("The page went meanwhile.");
    if (answer.error) throw new Error(answer.error);
    return answer.value;
  }

  /** Waits until a function says something true, and gives it. */
  async until(what, holds, ...values) {
    let fault = "";
    for (const end = Date.now() + patience; Date.now() < end; await sleep(100)) {
      fault = "";
      const answer = await this.evaluate(holds, ...values).catch((error) => {
        if (/gone|session/i.test(error.message)) throw error;
        fault = `; it could not be looked at: ${error.message}`;
      });
      if (answer) return answer;
    }
    const said = await this.evaluate((view) => view.document.querySelector("[role=alert]")?.textContent).catch(String);
    throw new Error(`Waited for ${what} for ${patience / 1000} s${said ? `; the page says: ${said}` : ""}${fault}.`);
  }

  metric(name) {
    return this.evaluate((view, one) => view.document.querySelector(`[data-metric="${one}"]`)?.dataset.value, name);
  }

  /** Waits until a figure satisfies a pattern. */
  untilMetric(name, pattern) {
    return this.until(
      `${name} to be ${pattern}`,
      (view, one, text) => {
        const { value } = view.document.querySelector(`[data-metric="${one}"]`)?.dataset ?? {};
        return new RegExp(text).test(value) ? value : null;
      },
      name,
      pattern.source,
    );
  }

  /** Where something with a role and a name is, scrolled into view: the middle, or so far to the right, 0..1. */
  #place(role, name, across = 0.5) {
    return this.until(
      `the ${role} "${name}"`,
      (view, wanted, text, share) => {
        const element = find(view, wanted, text);
        element.scrollIntoView({ block: "nearest" });
        const { left, top, width, height } = element.getBoundingClientRect();
        // Pointers go by the window, in which the frame may have been scrolled.
        const frame = view.frameElement?.getBoundingClientRect() ?? { left: 0, top: 0 };
        const [x, y] = [frame.left + left + share * width, frame.top + top + height / 2];
        return element.disabled ? null : [Math.round(x), Math.round(y)];
      },
      role,
      name,
      across,
    );
  }

  async #move(pointerType, ...steps) {
    const actions = [{ type: "pointer", id: pointerType, parameters: { pointerType }, actions: steps }];
    await this.#browser.command("perform", { actions });
  }

  async #press(pointerType, role, name) {
    const [x, y] = await this.#place(role, name);
    await this.#move(
      pointerType,
      { type: "pointerMove", x, y, duration: 0 },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    );
  }

  click(role, name) {
    return this.#press("mouse", role, name);
  }

  /** Presses with a finger, of which WebKitWebDriver makes a mouse. */
  tap(role, name) {
    return this.#press("touch", role, name);
  }

  /** Drags a slider from one share of its way to another, 0..1; with "touch" by a finger. */
  async drag(name, from, to, pointerType = "mouse") {
    await this.hold(name, from, to, pointerType);
    await this.#move(pointerType, { type: "pointerUp", button: 0 });
  }

  /** Lets go of what is held by the mouse. */
  release() {
    return this.#move("mouse", { type: "pointerUp", button: 0 });
  }

  /** As `drag`, without letting go. */
  async hold(name, from, to, pointerType = "mouse") {
    const [start, y] = await this.#place("slider", name, from);
    const [end] = await this.#place("slider", name, to);
    const stops = Array.from({ length: 10 }, (_, i) => Math.round(start + ((i + 1) / 10) * (end - start)));
    await this.#move(
      pointerType,
      { type: "pointerMove", x: start, y, duration: 0 },
      { type: "pointerDown", button: 0 },
      ...stops.map((x) => ({ type: "pointerMove", x, y, duration: 30 })),
    );
  }

  async press(...keys) {
    const actions = keys.flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.#browser.command("perform", { actions: [{ type: "key", id: "keys", actions }] });
  }

  /** Errors, rejections and what went to the console since the page was opened. */
  complaints() {
    return this.evaluate((view) => view.complaints);
  }

  /** The page as it is printed, PDF; null where the browser's driver prints nothing. */
  async print() {
    const text = await this.#browser.command("print", { orientation: "landscape" }).catch((error) => {
      if (/unknown|not (implemented|supported)|unsupported/i.test(error.message)) return null;
      throw error;
    });
    return text && Buffer.from(text, "base64");
  }

  /** A picture of the window, PNG. */
  async screenshot() {
    return Buffer.from(await this.#browser.command("screenshot", { full: false }), "base64");
  }
}
