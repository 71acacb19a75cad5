import type { ReactNode } from "react";
import { memo } from "react";
import { closeNote, openNote } from "../../store/actions/look.ts";
import { useStore } from "../../store/store.ts";
import { pageOf } from "./registry.ts";

/** Words that tell something and lead to the page of the margin that tells more; without that page they are words. */
export const PageLink = memo(function PageLink(props: {
  page: string;
  name?: string;
  className?: string | undefined;
  children: ReactNode;
}) {
  const { page, name, className = "", children } = props;
  const isOpen = useStore((state) => state.note === page);
  const part = pageOf(page)?.part;
  if (!part) return <span className={className}>{children}</span>;
  return (
    <button
      type="button"
      className={`link ${className}`}
      aria-label={name}
      aria-expanded={isOpen}
      onPointerEnter={part.prepare}
      onFocus={part.prepare}
      onClick={() => (isOpen ? closeNote() : openNote(page))}
    >
      {children}
    </button>
  );
});
