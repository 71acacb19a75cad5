import { useEffect } from "react";

/** Tells the styles, before the page is printed, how large it is on the screen: it is printed as it stands, on one page. */
export function usePrint(): void {
  useEffect(() => {
    const tell = () => {
      const { style } = document.documentElement;
      style.setProperty("--screen-width", String(innerWidth));
      style.setProperty("--screen-height", String(innerHeight));
    };
    window.addEventListener("beforeprint", tell);
    return () => window.removeEventListener("beforeprint", tell);
  }, []);
}
