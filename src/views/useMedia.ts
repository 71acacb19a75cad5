import { useMemo, useSyncExternalStore } from "react";

/** Whether the window is such; while the page is laid out for paper, whether it was. */
export function useMedia(query: string): boolean {
  const [list, read] = useMemo(() => {
    const [list, paper] = [matchMedia(query), matchMedia("print")];
    let was = list.matches;
    return [
      list,
      () => {
        if (!paper.matches) was = list.matches;
        return was;
      },
    ] as const;
  }, [query]);
  return useSyncExternalStore((changed) => {
    list.addEventListener("change", changed);
    return () => list.removeEventListener("change", changed);
  }, read);
}
