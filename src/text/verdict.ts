import type { BackendName } from "../setup/backends.ts";
import { engineTitles } from "./engines.ts";

const titles: Readonly<Record<string, string | undefined>> = engineTitles;

/** How an end was trained: by an engine, of whatever page wrote the link, or not at all. */
const by = (engine: string) => (engine ? `on ${titles[engine] ?? engine}` : "without training");

type InTurn = readonly { readonly engine: BackendName }[];

const inTurn = (engines: InTurn) => engines.map(({ engine }) => engineTitles[engine]).join(", then ");

/** What a recipe led to, its engine and its accuracy in percent. */
interface LinkEnd {
  readonly engine: string;
  readonly accuracy: number | string;
}

/** Whether what was done here led to what the link says. */
export const verdictText = {
  same: (accuracy: number | string) => `The same weights as in the link, bit for bit: accuracy ${accuracy}\u202f%.`,
  /** `others`: steps that were done by other engines there than here. */
  other: (
    there: LinkEnd,
    here: LinkEnd,
    others: readonly { readonly step: string; readonly there: InTurn; readonly here: InTurn }[],
  ) =>
    [
      `Not the same weights as in the link: the link’s were trained ${by(there.engine)} to ${there.accuracy}\u202f%, these ${by(here.engine)} to ${here.accuracy}\u202f%.`,
      ...others.map((one) => `${one.step}: ${inTurn(one.there)} there, ${inTurn(one.here)} here.`),
      there.engine === here.engine && others.length === 0
        ? "Other versions of browsers and graphics cards may round differently."
        : "Engines round differently.",
    ].join(" "),
} as const;
