import type { Said } from "../../worker/protocol/said.ts";
import { downloadTexts } from "./downloads.ts";
import { engineTexts } from "./engines.ts";
import { fileTexts } from "./files.ts";
import { linkTexts } from "./links.ts";
import { networkTexts } from "./networks.ts";
import { offerTexts } from "./offers.ts";
import { recipeTexts } from "./recipes.ts";
import { recordTexts } from "./records.ts";
import { tableTexts } from "./tables.ts";
import { workerTexts } from "./worker.ts";

/** The sentences of every area. */
export const areas = {
  workerTexts,
  fileTexts,
  tableTexts,
  downloadTexts,
  linkTexts,
  networkTexts,
  offerTexts,
  recipeTexts,
  recordTexts,
  engineTexts,
} as const;

const texts = Object.assign({}, ...Object.values(areas)) as Readonly<
  Record<string, (figures: Said, tell: (said: Said) => string) => string>
>;

/** The sentence that is said. */
export const sentenceOf = (said: Said): string => texts[said.id](said, sentenceOf);

/** Sentences one after the other. */
export const sentencesOf = (all: readonly Said[]): string => all.map(sentenceOf).join(" ");
