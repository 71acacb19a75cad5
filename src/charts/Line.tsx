import { createElement, type ReactNode, useLayoutEffect, useRef } from "react";

/** A line of words: where it has no room for all of them it says less (the first of `shorter` that fits), or nothing; its title tells
 *  all of it. */
export function Line(props: {
  as?: "p" | "span" | "figcaption";
  className?: string | undefined;
  shorter?: readonly ReactNode[];
  children: ReactNode;
}) {
  const { as: Tag = "p", className = "", shorter = [], children } = props;
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
  const versions = [children, ...shorter.filter((one) => one !== undefined && one !== null)];
  return createElement(
    Tag,
    { className: `line ${className}`, ref },
    ...versions.map((words) => createElement("span", null, words)),
  );
}

/** Says as much as there is room for. */
function sayWhatFits(line: HTMLElement): void {
  const versions = [...line.children] as HTMLElement[];
  const fits = versions.some((version) => {
    for (const one of versions) one.hidden = one !== version;
    return line.scrollWidth <= line.clientWidth + 1;
  });
  line.dataset.words = fits ? "some" : "none";
}
