import { useLayoutEffect } from "react";

/** Tells the styles how high the panel is that phones dock, as `--docked`: the page and what floats on it end above. */
export function useDocked(id: string): void {
  useLayoutEffect(() => {
    const panel = document.getElementById(id);
    if (!panel) return;
    const observer = new ResizeObserver(([{ borderBoxSize }]) =>
      document.documentElement.style.setProperty("--docked", `${borderBoxSize[0].blockSize}px`),
    );
    observer.observe(panel, { box: "border-box" });
    return () => observer.disconnect();
  }, [id]);
}
