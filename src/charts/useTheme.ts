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
const lengths = ["edge-max", "line", "line-thin", "handle", "mark", "fs-tick", "fs-s", "fs-l"] as const;

/** The tokens of styles/tokens.css that drawing needs, resolved for the current theme; lengths in CSS pixels. */
export type ThemeTokens = Readonly<Record<(typeof colours)[number], string> & Record<(typeof lengths)[number], number>>;

let cached: ThemeTokens | undefined;

function read(): ThemeTokens {
  if (cached) return cached;
  const style = getComputedStyle(document.documentElement);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim();
  cached = {
    ...Object.fromEntries(colours.map((name) => [name, value(name)])),
    ...Object.fromEntries(lengths.map((name) => [name, Number.parseFloat(value(name))])),
  } as ThemeTokens;
  return cached;
}

function subscribe(changed: () => void): () => void {
  const forget = () => {
    cached = undefined;
    changed();
  };
  const observer = new MutationObserver(forget);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-view"] });
  const queries = ["(prefers-color-scheme: dark)", "(max-width: 719px)"].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", forget);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", forget);
  };
}

/** Tokens for canvas drawing; the component draws again when the theme or the view changes. */
export const useTheme = (): ThemeTokens => useSyncExternalStore(subscribe, read);
