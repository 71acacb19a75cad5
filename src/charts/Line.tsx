import { createElement, type ReactNode, useLayoutEffect, useRef } from "react";
import styles from "./Line.module.css";

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
  const measured = useRef("");
  useLayoutEffect(() => {
    const line = ref.current!;
    const text = line.firstElementChild!.textContent ?? "";
    line.title = text;
    const all = line.textContent ?? "";
    if (measured.current !== all) sayWhatFits(line);
    measured.current = all;
  });
  useLayoutEffect(() => {
    const line = ref.current!;
    const sizes = new ResizeObserver(() => sayWhatFits(line));
    // What stands beside it takes its room too.
    for (const one of [line.parentElement!, ...line.parentElement!.children]) sizes.observe(one);
    return () => sizes.disconnect();
  }, []);
  const versions = [children, ...shorter.filter((one) => one !== undefined && one !== null)];
  return createElement(
    Tag,
    { className: `${styles.line} ${className}`, ref },
    ...versions.map((words) => createElement("span", null, words)),
  );
}

/** Lines whose words or room changed. */
const changed = new Set<HTMLElement>();

/** A line says as much as there is room for, before it is painted. */
function sayWhatFits(line: HTMLElement): void {
  if (changed.size === 0) queueMicrotask(sayAllThatFits);
  changed.add(line);
}

/** Lines are measured together, for each look at one of them lays the page out anew: all say all, those that are too wide the next
 *  version, and so on. */
function sayAllThatFits(): void {
  let lines = [...changed].map((line) => ({ line, versions: [...line.children] as HTMLElement[] }));
  changed.clear();
  for (let version = 0; lines.length > 0; version++) {
    for (const { line, versions } of lines) {
      // A line that says nothing keeps its height.
      const shown = Math.min(version, versions.length - 1);
      for (const [i, words] of versions.entries()) words.hidden = i !== shown;
      line.dataset.words = version < versions.length ? "some" : "none";
    }
    lines = lines.filter(({ line, versions }) => version < versions.length && line.scrollWidth > line.clientWidth + 1);
  }
}
