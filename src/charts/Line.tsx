import { type ReactNode, useLayoutEffect, useRef } from "react";

/** A line of words that ends in an ellipsis where it has no room; its title tells all of it. */
export function Line(props: { as?: "p" | "span" | "figcaption"; className?: string | undefined; children: ReactNode }) {
  const { as: Tag = "p", className = "", children } = props;
  const ref = useRef<HTMLParagraphElement & HTMLElement>(null);
  useLayoutEffect(() => {
    const line = ref.current!;
    line.title = line.textContent ?? "";
  });
  return (
    <Tag className={`line ${className}`} ref={ref}>
      {children}
    </Tag>
  );
}
