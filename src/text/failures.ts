/** What is said in the place of a part that did not come or could not be drawn. */
export const failures = {
  page: "The page",
  part: "This part of the page",
  charts: "The charts",
  unfetched: (name: string) =>
    `${name} could not be fetched; the connection may be gone. Nothing else is affected. If trying again does not help, reload the page: the link keeps the set-up, but not the trained weights.`,
  unfetchedChart: "This chart could not be fetched.",
  /** In place of sentences that did not come. */
  untold: "What happened cannot be told: the connection may be gone.",
  tryAgain: "Try again",
  tryAgainChart: "Try again to fetch this chart",
  undrawn: (name: string) => `${name} could not be drawn.`,
  restGoesOn: (error: string) =>
    `The rest of the page goes on, and so does the network: its weights and the history are kept. (${error})`,
  drawAgain: "Draw it again",
  copyLink: "Copy the link",
} as const;

/** What the panels are called where they cannot be drawn. */
export const panelNames = {
  top: "The top bar",
  say: "The sentence",
  network: "Network",
  tide: "Weights",
  learned: "What it learned",
  workflow: "Workflow",
  floor: "Trade-off",
} as const;
