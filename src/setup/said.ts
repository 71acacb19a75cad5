import type { DataKind } from "../data/dataset.ts";
import { Fault, type NoFigures, type SaidOf } from "../fault.ts";
import type { NetworkSaid } from "../network/said.ts";
import type { OfferSaid } from "../pruning/said.ts";

/** What text a setting takes. */
export type Takes =
  | { readonly takes: "number" | "whole"; readonly range: readonly [least: number, most: number] }
  | { readonly takes: "choice" | "either" | "protection"; readonly options: readonly string[] }
  | { readonly takes: "list"; readonly most: number; readonly each: Takes }
  | { readonly takes: "layers" | "method" };

/** Why something is not possible. */
export type Why = LinkSaid | NetworkSaid | OfferSaid;

/** A setting by its key in links, and the text of it. */
interface OfText {
  readonly key: string;
  readonly text: string;
}

/** What reading links tells, by id: corrections in whole sentences, and why steps or texts are none. */
export interface LinkFigures {
  "link-long": { readonly most: number };
  "link-versionless": NoFigures;
  "link-version": { readonly version: string };
  "link-key": { readonly key: string };
  "link-twice": OfText;
  "link-file": { readonly standIn: string };
  "link-value": OfText & { readonly used: string };
  "link-refused": OfText & { readonly why: Why; readonly used: string };
  "link-clash": {
    readonly why: Why;
    readonly criterion: string;
    readonly granularity: string;
    readonly scope: string;
  };
  "link-shares": { readonly text: string; readonly kernels: number };
  "link-level": { readonly sparsity: number; readonly groupSize: number; readonly used: number };
  "link-against": { readonly method: string; readonly why: Why };
  "link-undone": { readonly why: Why };
  "link-end": { readonly text: string };

  "compared-already": NoFigures;
  "not-as-it-was": { readonly key: string };
  "unstable-l2": { readonly optimizer: string; readonly l2: number };
  "unstable-l1": { readonly optimizer: string; readonly l1: number };
  "unstable-scales": { readonly optimizer: string; readonly scaleL1: number };
  "untrained-set": { readonly seed: number };
  "text-key": { readonly key: string };
  "text-value": OfText & { readonly takes: Takes };
  "steps-none": { readonly text: string };
  "steps-many": { readonly count: number; readonly most: number };
  "step-refused": { readonly step: number; readonly text: string; readonly why: Why };
  "step-words": { readonly words: readonly string[] };
  "step-engine": NoFigures;
  "engine-name": { readonly name: string; readonly engines: readonly string[] };
  "engine-turns": { readonly text: string; readonly example: string };
  "step-epochs": NoFigures;
  "epochs-range": { readonly least: number; readonly most: number };
  "share-range": { readonly least: number; readonly most: number };
  "step-share": NoFigures;
  "step-rewind": { readonly kept: string; readonly all: string };
  "edit-action": NoFigures;
  "edit-weights": { readonly text: string };
  "edit-empty": NoFigures;
  "step-lost": NoFigures;

  /** Settings that a person chose, and that others rule out. */
  "network-unread": { readonly kind: DataKind; readonly why: Why; readonly layers: string };
  "method-unsuited": { readonly why: OfferSaid };
}

/** Most of something in the range that is in use, and in the advanced one. */
interface UpTo {
  readonly what: "layers" | "units" | "filters";
  readonly most: number;
  readonly advanced: number;
}

/** How far networks may be edited; hidden layers are counted from 0. */
export interface RangeFigures {
  "layers-many": UpTo;
  "side-range": { readonly layer: number; readonly least: number; readonly most: number };
  "width-range": UpTo & { readonly layer: number };
}

export type RangeSaid = SaidOf<RangeFigures>;

export type LinkSaid = SaidOf<LinkFigures>;

/** A text that says no settings or steps. */
export class LinkFault extends Fault<Why> {
  override name = "LinkFault";
}
