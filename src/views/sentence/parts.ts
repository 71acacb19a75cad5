import type { References } from "../../recipe/references.ts";
import { stepBehind } from "../../store/cut.ts";
import type { State } from "../../store/store.ts";
import type { Amount } from "../amount.ts";
import { count } from "../format.ts";

export interface SentencePart {
  readonly text: string;
  readonly tone?: "strong" | "cut";
  /** Shown on one kind of screen only: phones have room for few words. */
  readonly on?: "desk" | "phone";
}

export const desk = (text: string): SentencePart => ({ text, on: "desk" });
export const phone = (text: string): SentencePart => ({ text, on: "phone" });
export const plain = (text: string): SentencePart => ({ text });
export const strong = (text: string): SentencePart => ({ text, tone: "strong" });
export const accent = (text: string): SentencePart => ({ text, tone: "cut" });

/** "128 of 320 weights". */
export const share = ({ kept, of, noun }: Amount): SentencePart[] => [
  strong(count(kept)),
  plain(` of ${count(of)} ${noun}`),
];

/** "hidden 1", "hidden 1 and hidden 2", "hidden 1, hidden 2 and output". */
export const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

export const onDesk = (part: SentencePart): SentencePart => ({ ...part, on: "desk" });

/** What a sentence looks at. */
export type SentenceState = Pick<
  State,
  | "results"
  | "preparing"
  | "problem"
  | "running"
  | "progress"
  | "snapshot"
  | "history"
  | "data"
  | "spec"
  | "sparsity"
  | "setup"
> & { readonly references: References };

/** " at step 120", where training is further than what is on the page. */
export function whenOf(state: Parameters<typeof stepBehind>[0]): string | null {
  const step = stepBehind(state);
  return step === null ? null : ` at step ${count(step)}`;
}
