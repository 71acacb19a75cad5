import type { Said } from "../../worker/protocol/said.ts";

/** A sentence of figures for every id of an area; `tell` says what is said within it. */
export type Texts<Figures> = {
  readonly [Id in keyof Figures]: (figures: Figures[Id], tell: (said: Said) => string) => string;
};
