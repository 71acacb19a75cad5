import { X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { closeNote } from "../../store/actions/look.ts";
import { useStore } from "../../store/store.ts";
import { marginText } from "../../text/margin.ts";
import { Fetched } from "../Fetched.tsx";
import { Guarded } from "../Guarded.tsx";
import { PageLevels } from "../useLevel.ts";
import styles from "./Margin.module.css";
import { type MarginPage, pageOf } from "./registry.ts";

/** The one home of everything that needs words or settings: one page at a time, beside the stage. */
export function Margin() {
  const page = useStore((state) => (state.note === null ? undefined : pageOf(state.note)));
  return page ? <OpenPage key={page.id} page={page} /> : null;
}

function OpenPage({ page }: { page: MarginPage }) {
  const { id, title, part } = page;
  const heading = useRef<HTMLHeadingElement>(null);
  const levels = useRef<readonly (() => void)[]>([]);
  useEffect(() => {
    const opener = document.activeElement;
    heading.current!.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    (levels.current.at(-1) ?? closeNote)();
  };
  return (
    <aside className={styles.margin} aria-label={title} data-note={id} onKeyDown={onKeyDown}>
      <header className={styles.head}>
        <h2 tabIndex={-1} ref={heading}>
          {title}
        </h2>
        <button type="button" className="icon small" aria-label={marginText.close} onClick={closeNote}>
          <X aria-hidden />
        </button>
      </header>
      <PageLevels value={levels}>
        <Guarded name={marginText.page} of={part}>
          <Fetched part={part} props={{}} />
        </Guarded>
      </PageLevels>
    </aside>
  );
}
