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
export type ThemeTokens = Readonly<
  Record<(typeof colours)[number], string> &
    Record<(typeof lengths)[number], number> & {
      /** How far apart a person sets letters, and words beyond that, in shares of the size: 0 where nothing is asked for. */
      readonly letters: number;
      readonly words: number;
    }
>;

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
    ...spacing(),
    ...Object.fromEntries(colours.map((name) => [name, colour(name)])),
    ...Object.fromEntries(lengths.map((name) => [name, length(name)])),
  } as ThemeTokens;
  swatch.remove();
  return cached;
}

/** How far apart letters and words are set, beyond what the type does. */
function spacing(): Pick<ThemeTokens, "letters" | "words"> {
  const { fontSize, letterSpacing, wordSpacing } = getComputedStyle(document.body);
  const share = (space: string) => (Number.parseFloat(space) || 0) / Number.parseFloat(fontSize);
  return { letters: share(letterSpacing), words: share(wordSpacing) };
}

/** What is told of another theme, view or spacing. */
const told = new Set<() => void>();

function forget(): void {
  // While it is laid out for paper nothing can be drawn.
  if (matchMedia("print").matches) return;
  cached = undefined;
  for (const changed of told) changed();
}

const queries = [
  "(prefers-color-scheme: dark)",
  "(forced-colors: active)",
  "(prefers-contrast: more)",
  "(max-width: 719px)",
  "(max-width: 1099px)",
  "(min-width: 1700px)",
  "(max-height: 799px)",
  "(max-height: 560px)",
];

function watch(): void {
  const observer = new MutationObserver(forget);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-view"] });
  for (const query of queries) matchMedia(query).addEventListener("change", forget);
  // Nothing tells of spacing but words that take more room.
  const words = document.createElement("span");
  words.textContent = "0 0 0 0";
  words.ariaHidden = "true";
  words.style.cssText = "position:fixed;top:0;visibility:hidden;white-space:nowrap";
  document.body.append(words);
  new ResizeObserver(() => {
    const now = spacing();
    if (cached && (now.letters !== cached.letters || now.words !== cached.words)) forget();
  }).observe(words);
}

function subscribe(changed: () => void): () => void {
  if (!isWatched) watch();
  isWatched = true;
  told.add(changed);
  return () => told.delete(changed);
}
let isWatched = false;

/** Tokens for canvas drawing; the component draws again when the theme or the view changes. */
export const useTheme = (): ThemeTokens => useSyncExternalStore(subscribe, read);
