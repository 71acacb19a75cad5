import { useLayoutEffect } from "react";

/** Tells the styles how high the panel is that phones dock, as `--docked`: the page and what floats on it end above. */
export function useDocked(id: string): void {
  useLayoutEffect(() => {
    const panel = document.getElementById(id);
    if (!panel) return;
    const tell = () =>
      document.documentElement.style.setProperty("--docked", `${panel.getBoundingClientRect().height}px`);
    tell();
    // With the next frame: at once it would resize what was just told of as resized, which browsers report as an error.
    const observer = new ResizeObserver(() => requestAnimationFrame(tell));
    observer.observe(panel, { box: "border-box" });
    return () => observer.disconnect();
  }, [id]);
}
