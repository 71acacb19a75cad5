/** What the cut on screen is compared with: in a sentence, and where there is room for a word. */
export const beforeNames = {
  round: { name: "the network before this round’s cut", short: "before" },
  cut: { name: "the network before this cut", short: "before" },
  dense: { name: "the dense network", short: "dense" },
  untrained: { name: "the untrained network", short: "untrained" },
} as const;

/** How old the curve is, where training or another choice has left it behind. */
export const curveAges = { choice: "by the choice before", steps: "some steps ago" } as const;
