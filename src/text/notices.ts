import { count } from "./numbers.ts";

/** What an action answers with, for a few seconds, and what it corrected. */
const tooLong = (characters: number) => `What was done takes ${count(characters)} characters, too many for a link`;

export const notices = {
  copied: "Link copied.",
  copiedText: (characters: number) =>
    `${tooLong(characters)}: it was copied as text. Pasted into the page, it is done again.`,
  refused: "Copying was refused; the link is in the address bar.",
  refusedText: (characters: number) =>
    `${tooLong(characters)}, and copying was refused; the link in the address bar opens the network alone.`,
  deleted: (states: string) => `${states} deleted: “Put back” under All runs brings it back.`,
} as const;

/** "“Prune 60 %” and the 3 made from it". */
export const pile = (title: string, below: number): string =>
  below > 0 ? `“${title}” and the ${below} made from it` : `“${title}”`;

export const putBackText = (states: string | null): string => (states === null ? "Put back" : `Put back ${states}`);

/** What many files are called together. */
export const filesTitle = (files: number): string => `${files} files`;
