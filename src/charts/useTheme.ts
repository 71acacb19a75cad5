import { useSyncExternalStore } from "react";

const colours = [
  "paper",
  "paper-2",
  "ink",
  "ink-2",
  "ink-3",
  "rule",
  "rule-2",
  "pos",
  "neg",
  "cut",
  "other",
  "class-a",
  "class-b",
  "class-line",
] as const;
const lengths = ["edge-max", "line", "line-thin", "handle", "mark", "lane", "fs-tick", "fs-s", "fs-m", "fs-l"] as const;

/** The tokens of styles/tokens.css that drawing needs, resolved for the current theme; lengths in CSS pixels. */
export type ThemeTokens = Readonly<Record<(typeof colours)[number], string> & Record<(typeof lengths)[number], number>>;

let cached: ThemeTokens | undefined;

function read(): ThemeTokens {
  if (cached) return cached;
  const style = getComputedStyle(document.documentElement);
  // A colour may be the system's, or mixed: what it comes to shows on an element that has it, and in a pixel of it.
  const swatch = document.createElement("i");
  swatch.style.forcedColorAdjust = "none";
  document.body.append(swatch);
  const pixel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
  const colour = (name: string) => {
    swatch.style.color = `var(--${name})`;
    pixel.fillStyle = getComputedStyle(swatch).color;
    pixel.fillRect(0, 0, 1, 1);
    const channels = [...pixel.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
    return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
  };
  const rem = Number.parseFloat(style.fontSize);
  const length = (name: string) => {
    const said = style.getPropertyValue(`--${name}`);
    return Number.parseFloat(said) * (said.trim().endsWith("rem") ? rem : 1);
  };
  cached = {
    ...Object.fromEntries(colours.map((name) => [name, colour(name)])),
    ...Object.fromEntries(lengths.map((name) => [name, length(name)])),
  } as ThemeTokens;
  swatch.remove();
  return cached;
}

function subscribe(changed: () => void): () => void {
  const forget = () => {
    cached = undefined;
    changed();
  };
  const observer = new MutationObserver(forget);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-view"] });
  const queries = [
    "(prefers-color-scheme: dark)",
    "(forced-colors: active)",
    "(prefers-contrast: more)",
    "print",
    "(max-width: 719px)",
    "(max-width: 1099px)",
    "(min-width: 1700px)",
    "(max-height: 799px)",
    "(max-height: 560px)",
  ].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", forget);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", forget);
  };
}

/** Tokens for canvas drawing; the component draws again when the theme or the view changes. */
export const useTheme = (): ThemeTokens => useSyncExternalStore(subscribe, read);
