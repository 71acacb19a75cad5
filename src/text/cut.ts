import { count, percentSign } from "./numbers.ts";
import { accent, plain, strong, type TextPart } from "./parts.ts";

/** The note under "Prune": what is cut at the handle's place. */
export const cutNotes = {
  untrained: [plain("Best on a trained network; any will do")] satisfies readonly TextPart[],
  nothing: [plain("Drag the "), accent("●"), plain(" below, or use the arrow keys")] satisfies readonly TextPart[],
  /** Earlier rounds took so many of all, whole ones where they have a name; some of them by hand. */
  earlier: (before: number, all: number, noun: string | null, isSomeByHand: boolean): readonly TextPart[] => [
    strong(noun === null ? percentSign(before / all) : `${count(before)} of ${count(all)}`),
    plain(
      ` ${noun === null ? "" : `${noun} `}went in earlier rounds${isSomeByHand ? " or by hand" : ""}; Undo brings them back`,
    ),
  ],
  cut: (sparsity: number, groups: string | null, noun: string | null, isApplied: boolean): readonly TextPart[] => [
    plain("Cut at "),
    strong(percentSign(sparsity)),
    plain(`${groups ? `: ${groups}` : noun ? ` of the ${noun}` : ""}${isApplied ? "" : ", not yet applied"}`),
  ],
} as const;

/** What goes as a whole, in the plural; neurons and filters together are units. */
export const wholeNames = {
  neurons: "neurons",
  filters: "filters",
  units: "units",
  channels: "channels",
  layers: "layers that can go",
  weights: "weights",
} as const;

/** "50.0 %", "50.0 % of neurons". */
export const shareText = (sparsity: number, noun: string | null): string =>
  `${percentSign(sparsity)}${noun === null ? "" : ` of ${noun}`}`;
