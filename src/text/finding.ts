import type { Activity } from "../worker/protocol/said.ts";
import { activities } from "./messages.ts";
import { count, counted, percent, percentSign, points } from "./numbers.ts";
import { capital, listed, plain, strong, type TextPart } from "./parts.ts";

/** How much is kept of what was chosen to go: "4 of 8 neurons". */
export interface Amount {
  readonly kept: number;
  readonly of: number;
  readonly noun: string;
}

/** What training under a mask has won back of what the cut had cost, 0..1; both may be below 0. */
export interface Win {
  readonly lost: number;
  readonly won: number;
}

const share = ({ kept, of, noun }: Amount): readonly TextPart[] => [
  strong(count(kept)),
  plain(` of ${count(of)} ${noun}`),
];
/** "90 weights": of how many stood in the sentence before. */
const left = ({ kept, of, noun }: Amount): string =>
  noun === "weights" ? counted(kept, "weight") : `${count(kept)} of ${count(of)} ${noun}`;
const accuracyOf = (accuracy: number): TextPart => strong(percentSign(accuracy));
/** "83.6" of a range that ends in percent. */
const ends = (accuracy: number): readonly TextPart[] => [strong(percent(accuracy)), plain("\u202f%")];
const layers = (names: readonly string[]) =>
  `${names.length === 1 ? "Layer" : "Layers"} ${listed(names)} ${names.length === 1 ? "is" : "are"}`;

/** Shares that a sentence names in words. */
const named = new Map([
  [0.9, "nine tenths"],
  [0.75, "three quarters"],
  [0.5, "half"],
  [0.25, "a quarter"],
  [0.1, "a tenth"],
]);

/** The finding, in one sentence: of figures alone, so that it can be told in any language. */
export const findings = {
  preparing: "Preparing the network…",
  making: (what: Activity) => `${activities[what]}…`,
  engineStands: "No network: the engine does not run.",

  /** At first sight: a share of the weights that can go, and what is right without it, where that is less than with it. */
  firstSight: (weights: number, given: { share: number; accuracy: number | null }): readonly TextPart[] => [
    plain(`Take away ${named.get(given.share)} of this network’s ${count(weights)} weights, and `),
    strong(given.accuracy === null ? "nothing happens." : `${percentSign(given.accuracy)} are still right.`),
    plain(" How far can it go?"),
  ],
  /** The same where nothing can go. */
  howMany: (weights: number): readonly TextPart[] => [
    plain(`This network has ${count(weights)} weights. `),
    strong("How many does it need?"),
  ],

  untrained: (weights: number, accuracy: number): readonly TextPart[] => [
    plain(`Untrained: ${count(weights)} random weights, `),
    accuracyOf(accuracy),
    plain(" right."),
  ],
  untrainedCut: (kept: Amount, accuracy: number): readonly TextPart[] => [
    plain("Untrained: keep "),
    ...share(kept),
    plain(", "),
    accuracyOf(accuracy),
    plain(" right."),
  ],
  /** Rewound, with the mask kept. */
  rewound: (kept: Amount, accuracy: number): readonly TextPart[] => [
    plain("Back at the initial weights, "),
    ...share(kept),
    plain(" kept: "),
    accuracyOf(accuracy),
    plain(" right."),
  ],

  /** A run goes on; `step` where what is shown is of an earlier one. */
  learning: (examples: string, accuracy: number, step: number | null): readonly TextPart[] => [
    plain("It learns: "),
    accuracyOf(accuracy),
    plain(` of the ${examples} are right${atStep(step)}.`),
  ],
  recovering: (
    run: "train" | "finetune",
    accuracy: number,
    win: Win | null,
    step: number | null,
  ): readonly TextPart[] => {
    const right = [accuracyOf(accuracy), plain(` right${step === null && !hasWon(win) ? " so far" : atStep(step)}`)];
    return hasWon(win)
      ? [
          plain("It recovers: "),
          ...right,
          plain(", "),
          strong(`${percent(Math.min(win.won, win.lost))} of ${points(win.lost)}`),
          plain(" won back."),
        ]
      : [plain(run === "train" ? "Training: " : "Fine-tuning: "), ...right, plain(".")];
  },

  /** Nothing is pruned; epochs where they are whole. */
  trained: (run: { epochs: number; steps: number }, accuracy: number): readonly TextPart[] => [
    plain(`Trained for ${Number.isInteger(run.epochs) ? counted(run.epochs, "epoch") : counted(run.steps, "step")}: `),
    accuracyOf(accuracy),
    plain(" right."),
  ],

  /** A cut that nothing was trained under yet; `gone` where whole layers went. */
  cut: (
    kept: Amount,
    gone: readonly string[],
    before: number,
    accuracy: number,
    step: number | null,
  ): readonly TextPart[] => [
    ...(gone.length > 0 ? [plain(`${layers(gone)} gone, and `)] : [plain("Keep "), ...share(kept), plain(", and ")]),
    ...(percent(before) === percent(accuracy)
      ? [plain("accuracy stays at "), accuracyOf(accuracy)]
      : [plain(`accuracy ${accuracy < before ? "falls" : "rises"} from ${percent(before)} to `), ...ends(accuracy)]),
    plain(`${atStep(step)}.`),
  ],
  /** Whole layers went in an earlier round. */
  layersGone: (gone: readonly string[], accuracy: number): readonly TextPart[] => [
    plain(`${layers(gone)} gone: `),
    accuracyOf(accuracy),
    plain(" right."),
  ],

  /** Trained under a mask, for what that won back. */
  tuned: (run: "train" | "finetune", kept: Amount, accuracy: number, win: Win): readonly TextPart[] => [
    plain(run === "train" ? "Training" : "Fine-tuning"),
    ...won(win),
    plain(` ${left(kept)}, `),
    accuracyOf(accuracy),
    plain(" right."),
  ],
  /** Trained under a mask that nothing is known to have been lost by; `isRewound` from the initial weights. */
  left: (kept: Amount, accuracy: number, isRewound: boolean): readonly TextPart[] => [
    plain(isRewound ? "Trained anew under this mask: " : ""),
    ...share(kept),
    plain(isRewound ? ", " : " are left: "),
    accuracyOf(accuracy),
    plain(" right."),
  ],

  /** No path leads through the network. */
  noPath: (weights: number, accuracy: number): readonly TextPart[] => [
    plain("No path is left: "),
    strong(`${counted(weights, "weight")} kept, ${percentSign(accuracy)} right`),
    plain(", whatever it is shown."),
  ],
  /** Layers lost all they had; null where that is all of the network. */
  emptied: (gone: readonly string[] | null, accuracy: number): readonly TextPart[] => [
    strong(gone ? `${capital(listed(gone))} lost every weight:` : "Every weight is gone:"),
    plain(` ${percentSign(accuracy)} right, whatever it is shown.`),
  ],
  constant: (kept: Amount, examples: string, answer: string, accuracy: number): readonly TextPart[] => [
    plain(`All ${examples} are taken for `),
    strong(`“${answer}”`),
    plain(": "),
    ...share(kept),
    plain(", "),
    accuracyOf(accuracy),
    plain(" right."),
  ],
} as const;

const hasWon = (win: Win | null): win is Win => win !== null && win.lost > 0 && win.won > 0;

/** " at step 120", where training is further than what is on the page. */
export const atStep = (step: number | null): string => (step === null ? "" : ` at step ${count(step)}`);

function won({ lost, won }: Win): readonly TextPart[] {
  if (lost <= 0) {
    if (won === 0) return [plain(" left accuracy as it was:")];
    return [plain(won > 0 ? " gained " : " lost "), strong(`${points(won)}:`)];
  }
  if (won < 0) return [plain(" lost "), strong(`${points(won)} more:`)];
  if (won >= lost) return [plain(" won back "), strong(`all ${points(lost)}:`)];
  return [plain(" won back "), strong(`${won === 0 ? "none" : percent(won)} of ${points(lost)}:`)];
}
