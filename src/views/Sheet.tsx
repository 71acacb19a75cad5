import { type ReactNode, useId } from "react";

/** A folded group of rare options: a button that opens a native popover below itself. */
export function Sheet(props: {
  label: string;
  name?: string;
  title: string;
  children: ReactNode;
  className?: string;
  isWide?: boolean;
}) {
  const id = useId();
  const { label, name, title, children, className = "fold", isWide = false } = props;
  const place = (event: React.ToggleEvent<HTMLElement>) => {
    const sheet = event.currentTarget;
    const button = document.querySelector<HTMLElement>(`[popovertarget="${id}"]`);
    button?.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState !== "open" || !button) return;
    const box = button.getBoundingClientRect();
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
        aria-expanded="false"
        aria-label={name ? `${name}: ${label}` : undefined}
      >
        {label}
      </button>
      <section className={isWide ? "sheet wide" : "sheet"} popover="auto" id={id} aria-label={title} onToggle={place}>
        <h3>{title}</h3>
        {children}
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
