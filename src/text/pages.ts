/** What the pages of the margin say. */
export const costText = {
  lead: "Single zeros need a sparse format to pay, whole units do not. Biases are counted too.",
  columns: { what: "format", value: "bytes", remark: "beside dense" },
  formats: "This cut in each format",
  formatsCaption: "What the network takes at this cut in each format, biases included",
  work: "What is left to do",
  workCaption: "Weights and work at this cut",
  layers: "Layer by layer",
  title: "Cost",
  table: {
    /** `speeds`: how fast measured runs were, in words. */
    caption: (speeds: readonly string[]) => `Cost by layer, biases included${speeds.join("")}`,
    columns: ["Layer", "Sparsity", "Density", "Biases", "Multiply-adds", "Dense", "Bitmask", "CSR", "Ratio"],
  },
} as const;

export const shareText = {
  finding: (accuracy: string, kept: string, total: string) => `${accuracy} % right with ${kept} of ${total} weights.`,
  untrained: "A network that nobody has trained yet.",
  picture: "Accuracy by sparsity, and where the handle stands",
  replays: "The link replays the recipe:",
  opens: "The link opens this network, untrained:",
  tooLong: (characters: string) =>
    `All that was done takes ${characters} characters, too many for a link: it is copied as text. Pasted into the page, it is done again.`,
  session: "Session",
  isKept: "kept in this browser",
  notKept: "kept with the next step",
  sessions: "all sessions",
} as const;

export const openText = {
  lead: "A table or pictures. They stay on this computer.",
  kinds: [
    ["Table", "CSV, one row per example"],
    ["Pictures", "a folder or zip, one folder per class"],
    ["Images", "IDX, images with their labels"],
    ["Recipe", "pasted as text or link"],
  ],
  choose: "Choose files",
  folder: "A folder of pictures",
  folderInput: "Data folder",
  drop: "Or drop them anywhere on the page.",
  more: "More to try",
  looking: "Looking for the data",
  cancel: "Cancel",
} as const;
