import { type ReactNode, useLayoutEffect, useRef } from "react";

/** A line of words: where it has no room for all of them it says less (`short`), or nothing; its title tells all of it. */
export function Line(props: {
  as?: "p" | "span" | "figcaption";
  className?: string | undefined;
  short?: ReactNode;
  children: ReactNode;
}) {
  const { as: Tag = "p", className = "", short = null, children } = props;
  const ref = useRef<HTMLParagraphElement & HTMLElement>(null);
  const told = useRef("");
  useLayoutEffect(() => {
    const line = ref.current!;
    const text = line.firstElementChild!.textContent ?? "";
    line.title = text;
    if (told.current !== text) sayWhatFits(line);
    told.current = text;
  });
  useLayoutEffect(() => {
    const line = ref.current!;
    const sizes = new ResizeObserver(() => sayWhatFits(line));
    sizes.observe(line.parentElement!);
    return () => sizes.disconnect();
  }, []);
  return (
    <Tag className={`line ${className}`} ref={ref}>
      <span className="full">{children}</span>
      {short === null ? null : <span className="short">{short}</span>}
    </Tag>
  );
}

/** Says as much as there is room for. */
function sayWhatFits(line: HTMLElement): void {
  for (const words of ["full", "short", "none"]) {
    line.dataset.words = words;
    const isEmpty = words === "short" && line.querySelector(":scope > .short") === null;
    if (!isEmpty && line.scrollWidth <= line.clientWidth + 1) return;
  }
}
