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
    if (measured.current !== all) sayBeforePaint(line);
    measured.current = all;
  });
  useLayoutEffect(() => {
    const line = ref.current!;
    const sizes = new ResizeObserver(() => sayNextFrame(line));
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

/** Gathers lines until `soon` has them say what fits, all together. */
function gather(soon: (say: () => void) => unknown): (line: HTMLElement) => void {
  const lines = new Set<HTMLElement>();
  return (line) => {
    if (lines.size === 0)
      soon(() => {
        const all = [...lines];
        lines.clear();
        sayAllThatFits(all);
      });
    lines.add(line);
  };
}

/** For lines whose words changed. */
const sayBeforePaint = gather(queueMicrotask);

/** For lines whose room changed. Other words at once would resize what was just told of as resized, which browsers report as an error. */
const sayNextFrame = gather((say) => requestAnimationFrame(say));

/** Lines are measured together, for each look at one of them lays the page out anew: all say all, those that are too wide the next
 *  version, and so on. */
function sayAllThatFits(all: readonly HTMLElement[]): void {
  let lines = all.map((line) => ({ line, versions: [...line.children] as HTMLElement[] }));
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
