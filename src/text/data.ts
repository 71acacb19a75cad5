import type { DataKind } from "../data/dataset.ts";

/** What the sets of a kind stand under. */
export const dataHeadings: Readonly<Record<DataKind, string>> = {
  points: "Points in the plane",
  images: "Pictures",
  signals: "Signals",
  table: "Tables",
};

/** What a set is, in a line; of one that is not here its name says it. */
export const dataLines: Readonly<Record<string, string>> = {
  spiral: "two arms around each other",
  circles: "one inside the other",
  xor: "opposite corners alike",
  gaussians: "two clouds",
  moons: "two crescents",
  digits: "drawn on this page",
  signals: "digits as lines over time",
  mnist: "written by people; to download",
  "fashion-mnist": "clothes; to download",
};

export const dataPage = {
  own: "Your own",
  ownLine: "Tables (CSV), images with labels (IDX), pictures in folders or a zip. They stay on this computer.",
  file: "From files…",
  folder: "From a folder of pictures…",
  /** Names the hidden input, for tools that fill it. */
  folderInput: "Data folder",
  made: "How it is made",
  yourFile: "Your file",
  note: "Other data start a new network; this one is kept.",
} as const;

/** So many examples, "500 examples". */
export const examples = (count: string, noun: string): string => `${count} ${noun}`;
