import { createContext, useContext, useEffect, useRef } from "react";

/** How to end what was begun on a page of the margin, the latest last. */
export type Levels = { current: readonly (() => void)[] };

/** Those of the page around. */
export const PageLevels = createContext<Levels>({ current: [] });

/** While it is on, Escape ends this before it closes the page around. */
export function useLevel(isOn: boolean, end: () => void): void {
  const levels = useContext(PageLevels);
  const latest = useRef(end);
  latest.current = end;
  useEffect(() => {
    if (!isOn) return;
    const level = () => latest.current();
    levels.current = [...levels.current, level];
    return () => {
      levels.current = levels.current.filter((one) => one !== level);
    };
  }, [isOn, levels]);
}
