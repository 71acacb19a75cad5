/** What buttons of actions say, and what each does where that is more. */
export const actionTexts = {
  train: "Train",
  fineTune: "Fine-tune",
  pause: "Pause",
  step: { label: "Step", title: "One training step" },
  rewind: { label: "Rewind", title: "Back to the same initial weights, nothing pruned" },
  rewindKeepMask: {
    label: "Rewind, keep mask",
    title: "The same initial weights, with the mask kept: is the mask alone a winning ticket?",
  },
  openTrained: "Open trained",
  openUntrained: "train it yourself",
  hurry: "Jump to the end",
  stop: "Stop",
  close: "Close",
  continueSession: "Continue",
  continueRecipe: "Go on with the recipe",
  continueRun: "Go on with the run",
  undo: "Undo",
  redo: "Redo",
  newSeed: "New seed",
  scoreTest: "Score on test",
  share: { label: "Share", title: "Take it with you" },
  copyLink: { label: "Copy link", title: "Copy a link to this set-up" },
  projector: "Projector view",
  axis: {
    even: "even axis",
    stretched: "stretched axis",
    title: "Gives the sparse end of the axis more room, or all the same",
  },
  /** Trains on at a rate that was tried. */
  lowerRate: (run: "train" | "finetune", rate: number) => `${run === "train" ? "Train" : "Fine-tune"} on at ${rate}`,
  anyLowerRate: "Train on at a lower rate",
  leaveCard: "Train on the processor",
  restart: "Restart the engine",
} as const;

/** Keys as people read them. */
export const keyTexts = {
  space: "Space",
  undo: "Ctrl Z",
  redo: "Ctrl Y",
  redoToo: "Ctrl Shift Z",
  projector: "P",
} as const;

/** What an action does, and the key that does it too. */
export const withKey = (what: string, key: string): string => `${what}  ${key}`;
