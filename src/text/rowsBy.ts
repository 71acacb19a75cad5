/** How rows of a table are looked at: under their picture, and on the page of mistakes. */
export const rowsByText = {
  across: "Across",
  up: "Up",
  acrossWord: "→",
  upWord: "↑",
  stand: <T>(across: T, up: T) => ["Rows stand by ", across, " across and ", up, " up."],
  shown: "The picture shows",
  rows: "rows",
  classes: "by class",
} as const;
