import type { EntryKind } from "../worker/protocol/history.ts";

/** Accuracy and loss over the steps. */
export const timelineText = {
  title: "Timeline",
  note: "Accuracy in %, loss below; click a mark to go back.",
  caption: "Accuracy and loss by step",
  columns: ["Step", "Validation", "Training", "Validation loss", "Training loss"],
  /** Under a mark, of what is done there; a cut says how much. */
  captions: {
    train: (label) => label.toLowerCase(),
    load: (label) => label.toLowerCase(),
    finetune: () => "fine-tune",
    rewind: () => "rewind",
    uncut: () => "taken back",
  } satisfies Partial<Record<EntryKind, (label: string) => string>> as Partial<
    Record<EntryKind, (label: string) => string>
  >,
  /** "Prune 50.0 % of neurons". */
  cut: (label: string, share: string) => `${label} ${share}`,
} as const;
