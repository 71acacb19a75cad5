import type { ReactNode } from "react";
import { closeNote, openNote } from "../../store/actions/look.ts";
import { useStore } from "../../store/store.ts";
import { type PageId, pageTitles } from "../../text/margin.ts";
import { pageOf } from "../margin/registry.ts";

/** Opens a page of the margin, by a sign; named by its title. */
export function Opener({ page, children }: { page: PageId; children: ReactNode }) {
  const isOpen = useStore((state) => state.note === page);
  const prepare = () => pageOf(page)?.part.prepare();
  return (
    <button
      type="button"
      className="icon"
      aria-label={pageTitles[page]}
      title={pageTitles[page]}
      aria-expanded={isOpen}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={() => (isOpen ? closeNote() : openNote(page))}
    >
      {children}
    </button>
  );
}
