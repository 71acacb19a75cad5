import { sentenceOf } from "../text/faults/catalogue.ts";
import type { Passage } from "../text/messages.ts";

/** Texts, and the sentences of what is said by id and figures, one after the other. */
export const Sentences = ({ of }: { of: Passage }) =>
  of.map((one) => (typeof one === "string" ? one : sentenceOf(one))).join(" ");
