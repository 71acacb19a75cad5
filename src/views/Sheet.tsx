import { X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Fetched, type FetchedPart } from "./Fetched.tsx";
import { Guarded } from "./Guarded.tsx";
import styles from "./Sheet.module.css";
import { SheetLevels } from "./useLevel.ts";

const widths = { usual: "", wide: styles.wide, widest: styles.widest, map: styles.map };

/** A folded group of rare options: a button that opens a native popover below itself. What it holds is a part of the page that is
 *  fetched as soon as somebody points at the button or reaches it by keyboard, and drawn while it is open. One that `stays` is open until
 *  it is closed, or another such one opens: the page goes on beside it. */
export function Sheet<Props extends object>(sheet: {
  label: string;
  name?: string;
  title: string;
  width?: keyof typeof widths;
  stays?: boolean;
  part: FetchedPart<Props>;
  props: Props;
}) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const { label, name, title, width = "usual", stays = false, part, props } = sheet;
  const place = (event: React.ToggleEvent<HTMLElement>) => {
    // Only now, when the browser has given the focus back to the button, may the contents go.
    if (event.newState !== "open") return setOpen(false);
    const opened = event.currentTarget;
    if (stays)
      for (const other of document.querySelectorAll<HTMLElement>("[popover=manual]:popover-open"))
        if (other !== opened) other.hidePopover();
    put(opened);
  };
  const put = (opened: HTMLElement) => {
    const box = document.querySelector(`[popovertarget="${id}"]`)!.getBoundingClientRect();
    // What stays keeps to its panel's side: the slider is to be used meanwhile.
    const panel = stays ? opened.parentElement!.closest("main section") : null;
    const least = panel?.getBoundingClientRect().left ?? 16;
    opened.style.setProperty("--room", `${innerWidth - least - 16}px`);
    const left = Math.max(least, Math.min(box.left, innerWidth - opened.offsetWidth - 16));
    opened.style.setProperty("--left", `${left + scrollX}px`);
    opened.style.setProperty("--top", `${box.bottom + 8 + scrollY}px`);
  };
  // Under its button in another window too: a tablet is turned.
  const again = useRef(put);
  again.current = put;
  useEffect(() => {
    if (!isOpen) return;
    const turned = () => again.current(document.getElementById(id)!);
    window.addEventListener("resize", turned);
    return () => window.removeEventListener("resize", turned);
  }, [isOpen, id]);
  const close = () => {
    document.getElementById(id)!.hidePopover();
    document.querySelector<HTMLElement>(`[popovertarget="${id}"]`)!.focus();
  };
  const levels = useRef<readonly (() => void)[]>([]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || event.key !== "Escape" || event.nativeEvent.isComposing) return;
    const end = levels.current.at(-1);
    if (end) {
      // Else the browser closes a popover.
      event.preventDefault();
      end();
    } else if (stays) close();
  };
  return (
    <>
      <button
        type="button"
        className={styles.fold}
        onKeyDown={onKeyDown}
        popoverTarget={id}
        aria-expanded={isOpen}
        aria-label={name ? `${name}: ${label}` : undefined}
        onPointerEnter={part.prepare}
        onFocus={part.prepare}
      >
        {label}
      </button>
      <section
        className={`${styles.sheet} ${widths[width]}`}
        data-sheet={width}
        popover={stays ? "manual" : "auto"}
        id={id}
        aria-label={title}
        onBeforeToggle={(event) => {
          if (event.newState === "open") setOpen(true);
        }}
        onToggle={place}
        onKeyDown={onKeyDown}
      >
        <h3>{title}</h3>
        {stays ? (
          <button type="button" className={`icon small ${styles.close}`} aria-label="Close" onClick={close}>
            <X aria-hidden />
          </button>
        ) : null}
        {isOpen ? (
          <SheetLevels value={levels}>
            <Guarded name="This part" of={part}>
              <Fetched part={part} props={props} />
            </Guarded>
          </SheetLevels>
        ) : null}
      </section>
    </>
  );
}

/** A line of a sheet: what is set, and its control. */
export function SheetRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.row}>
      <span>{name}</span>
      {children}
    </div>
  );
}
