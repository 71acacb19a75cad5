import type { Theme } from "../setup/setup.ts";

export const themeNames: Readonly<Record<Theme, string>> = {
  system: "as the system",
  light: "light",
  dark: "dark",
  contrast: "contrast",
};

export const viewPage = {
  theme: "Theme",
  size: "Size",
  desk: "desk",
  projector: "projector",
  charts: "Pictures",
  chartNames: { drawn: "drawn", tables: "tables" },
  axis: "Axis of the cut",
  axisNames: { linear: "even", log: "sparse end stretched" },
  motion: "Motion",
  motionNames: { system: "as the system", none: "none" },
  flight: "Let the weights queue up again",
  letters: "Single letters",
  on: "do something",
  off: "do nothing",
  keys: "Keys",
  about: "About",
  aboutText:
    "Everything is computed in this browser: networks are trained, cut and measured here, and nothing that you open leaves this computer. Every formula names its paper where it is chosen. Source Sans and Source Serif are under the Open Font License.",
} as const;

/** Keys of the slider and of the margin, which belong to no button. */
export const otherKeys: readonly { readonly keys: string; readonly what: string }[] = [
  { keys: "← →", what: "cut 1\u202f% more or less" },
  { keys: "Alt ← →", what: "one weight or unit" },
  { keys: "Shift ← →", what: "a tenth of a percent" },
  { keys: "Page ↑ ↓", what: "10\u202f%" },
  { keys: "Home, End", what: "nothing, all" },
  { keys: "Esc", what: "close this page" },
];
