import { useEffect } from "react";

/** Labelled parts of the page that take the focus of a control of theirs that is gone. */
const homes = "[aria-label]:is(section, aside, fieldset, [role=dialog], [role=group]), main";
/** What comes and goes as a whole: with it the focus goes back to where it was before. */
const passing = "[role=dialog]";
/** Elements that had the focus before, at most. */
const mostEarlier = 20;

const canHold = (element: HTMLElement) =>
  element.isConnected && !element.matches(":disabled") && element.checkVisibility({ visibilityProperty: true });

/** The element, or, where it was made anew, the one of the same kind and name. */
function standing(element: HTMLElement): HTMLElement | null {
  if (canHold(element)) return element;
  const name = element.getAttribute("aria-label");
  if (element.isConnected || !name) return null;
  const same = [...document.querySelectorAll<HTMLElement>(`${element.localName}[aria-label]`)];
  return same.find((other) => other.getAttribute("aria-label") === name && canHold(other)) ?? null;
}

/** Keeps the focus where people are. A control that goes or is disabled while it has the focus drops it to the page's body, where the
 *  next Tab starts from the top and the next Space trains. It moves on instead: to the control's double, if it was made anew; with what
 *  closed around it, to what had the focus before; else to the nearest labelled part around it, where no key does anything but Tab,
 *  which goes on from there. A control that is enabled again in the meantime gets it back. */
export function useFocusKeeper(): void {
  useEffect(() => {
    /** An element and all around it, from itself outwards, as they were: what is taken out of the page has nothing around it. */
    type FocusPlace = { readonly element: HTMLElement; readonly around: readonly HTMLElement[] };
    let held: FocusPlace | null = null;
    let earlier: FocusPlace[] = [];
    /** A disabled control whose focus is kept elsewhere. */
    let waiting: HTMLElement | null = null;

    const take = (event: FocusEvent) => {
      const element = event.target as HTMLElement;
      if (held && held.element !== element) earlier = [...earlier, held].slice(-mostEarlier);
      const around: HTMLElement[] = [];
      for (let part: HTMLElement | null = element; part; part = part.parentElement) around.push(part);
      held = { element, around };
    };
    const rescue = (lost: HTMLElement, around: readonly HTMLElement[]) => {
      const whole = around.find((part) => part.matches(passing));
      const before = whole && !canHold(whole) ? earlier.findLast((place) => !place.around.includes(whole)) : undefined;
      const home = around.find((part) => part.matches(homes) && canHold(part));
      const next =
        standing(lost) ?? (before && standing(before.element)) ?? home ?? document.querySelector<HTMLElement>("main");
      if (!next) return;
      if (!next.matches("a, button, input, select, textarea, [tabindex]")) next.tabIndex = -1;
      next.focus({ preventScroll: true });
      waiting = lost.isConnected && next !== lost ? lost : null;
    };
    const check = () => {
      if (!held) return;
      const { activeElement } = document;
      const isHeld = activeElement === held.element;
      if (isHeld && held.element.isConnected && !held.element.matches(":disabled")) {
        if (!waiting || !canHold(waiting)) return;
        const back = waiting;
        waiting = null;
        back.focus({ preventScroll: true });
        return;
      }
      if (!isHeld && activeElement && activeElement !== document.body) return;
      const { element, around } = held;
      // Still there: the focus was taken from it on purpose, by a press elsewhere.
      if (!isHeld && canHold(element)) {
        held = null;
        earlier = [];
      } else rescue(element, around);
    };
    const leave = (event: FocusEvent) => {
      waiting = null;
      if (!event.relatedTarget) setTimeout(check);
    };
    const observer = new MutationObserver(check);
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["disabled", "hidden"],
    });
    document.addEventListener("focusin", take);
    document.addEventListener("focusout", leave);
    // What styles hid tells nobody; no key may go astray.
    window.addEventListener("keydown", check, { capture: true });
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", take);
      document.removeEventListener("focusout", leave);
      window.removeEventListener("keydown", check, { capture: true });
    };
  }, []);
}
