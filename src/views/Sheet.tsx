import { type ReactNode, useId, useState } from "react";

/** A folded group of rare options: a button that opens a native popover below itself. What it holds is drawn while it is open. */
export function Sheet(props: {
  label: string;
  name?: string;
  title: string;
  children: ReactNode;
  className?: string;
  width?: "wide" | "widest";
  /** Called when somebody points at the button or reaches it by keyboard: the sheet may soon be opened. */
  onNear?: () => void;
}) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const { label, name, title, children, className = "fold", width = "", onNear } = props;
  const place = (event: React.ToggleEvent<HTMLElement>) => {
    // Only now, when the browser has given the focus back to the button, may the contents go.
    if (event.newState !== "open") return setOpen(false);
    const sheet = event.currentTarget;
    const box = document.querySelector(`[popovertarget="${id}"]`)!.getBoundingClientRect();
    const left = Math.max(16, Math.min(box.left, innerWidth - sheet.offsetWidth - 16));
    sheet.style.left = `${left + scrollX}px`;
    sheet.style.top = `${box.bottom + 8 + scrollY}px`;
  };
  return (
    <>
      <button
        type="button"
        className={className}
        popoverTarget={id}
        aria-expanded={isOpen}
        aria-label={name ? `${name}: ${label}` : undefined}
        onPointerEnter={onNear}
        onFocus={onNear}
      >
        {label}
      </button>
      <section
        className={`sheet ${width}`}
        popover="auto"
        id={id}
        aria-label={title}
        onBeforeToggle={(event) => {
          if (event.newState === "open") setOpen(true);
        }}
        onToggle={place}
      >
        <h3>{title}</h3>
        {isOpen ? children : null}
      </section>
    </>
  );
}

/** A line of a sheet: what is set, and its control. */
export function SheetRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="row">
      <span>{name}</span>
      {children}
    </div>
  );
}
