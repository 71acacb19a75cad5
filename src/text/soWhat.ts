import { bytes, count, counted, points } from "./numbers.ts";
import { accent, plain, type TextPart, wordy } from "./parts.ts";

/** Times as small or as little, as one can read it: "2.3×". */
const times = (ratio: number): string => `${ratio < 1000 ? ratio.toFixed(1) : count(Math.round(ratio))}×`;

/** What a cut saves, of figures that are worked out, not measured. */
export interface Saving {
  /** Bytes of the dense network and of this one in a format that leaves zeros out. */
  readonly bytes: { readonly dense: number; readonly cut: number };
  readonly format: "mask" | "smaller";
  /** Multiply-adds of one example. */
  readonly multiplyAdds: { readonly dense: number; readonly cut: number };
}

const formats: Readonly<Record<Saving["format"], string>> = {
  mask: "kept values and a bit mask, 32 bits a value; work where zeros are skipped",
  smaller: "the smaller dense network, 32 bits a value",
};

/** Seconds as one would say them. */
const time = (seconds: number): string =>
  seconds < 60 ? `${Math.ceil(seconds)} s` : seconds < 3600 ? `${Math.ceil(seconds / 60)} min` : "over an hour";

/** The second line: what the finding means, and what to do next. */
export const soWhats = {
  firstSight: [
    plain("Pruning sets the weights that matter least to zero"),
    wordy(plain(": less to store, less to compute")),
    plain("."),
    wordy(accent(" Drag the handle and watch.")),
  ] satisfies readonly TextPart[],
  untrained: [
    plain("It guesses. "),
    accent("Press Train"),
    plain(" and watch it learn."),
  ] satisfies readonly TextPart[],
  maskAlone: [accent("Press Train"), plain(" to see what the mask alone is worth.")] satisfies readonly TextPart[],
  trained: [
    wordy(plain("The same seed always gives the same network. ")),
    accent("Drag the handle to prune."),
  ] satisfies readonly TextPart[],

  learning: (examples: string, trainCount: number, weights: number): readonly TextPart[] => [
    plain(`Every pass over the ${count(trainCount)} ${examples} nudges all ${count(weights)} weights a little.`),
  ],
  recovering: (kept: number): readonly TextPart[] => [
    plain(`${counted(kept, "weight")} learn on, pruned ones stay 0.`),
  ],
  timeLeft: (seconds: number) => `${time(seconds)} left.`,

  saving: ({ bytes: { dense, cut }, multiplyAdds }: Saving): string =>
    [
      ...(dense > cut ? [`${times(dense / cut)} smaller`] : []),
      ...(multiplyAdds.dense > multiplyAdds.cut ? [`${times(multiplyAdds.dense / multiplyAdds.cut)} less work`] : []),
    ].join(", "),
  /** Of what that is an estimate. */
  savingOf: ({ bytes: { dense, cut }, format }: Saving): string =>
    `${bytes(cut)} of ${bytes(dense)}: ${formats[format]}`,

  /** A cut that is shown, and not made: the handle is on its way, or a link has put it there. */
  notApplied: [plain("Not yet applied.")] satisfies readonly TextPart[],
  /** After a cut: it cost something, or nothing. */
  lost: [plain("Fine-tune to win the rest back.")] satisfies readonly TextPart[],
  nothingLost: [plain("Nothing is lost: it can go on.")] satisfies readonly TextPart[],
  shortcuts: (layers: number): readonly TextPart[] => [
    plain(layers === 1 ? "Its shortcut carries on." : "Their shortcuts carry on."),
  ],

  /** Beside the dense network; then the next round. */
  standing: (difference: number): readonly TextPart[] => [
    plain(
      Math.abs(difference) < 1e-9
        ? "As good as the dense network."
        : `${points(difference)} ${difference > 0 ? "above" : "below"} the dense network.`,
    ),
    wordy(plain(" Drag on for another round.")),
  ],

  noPath: (layer: string, examples: string): readonly TextPart[] => [
    plain(`Nothing leads from an input to ${layer}, so all ${examples} get the same answer.`),
  ],
  emptied: (layers: number, examples: string): readonly TextPart[] => [
    plain(`Nothing passes through ${layers === 1 ? "it" : "them"}, so all ${examples} get the same answer.`),
  ],
  constant: [plain("A constant answer, though paths are left.")] satisfies readonly TextPart[],
} as const;
