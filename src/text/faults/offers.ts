import type { OfferFigures, RankFigures } from "../../pruning/said.ts";
import { criterionName } from "../method.ts";
import type { Texts } from "./texts.ts";

/** Clauses: they stand where a choice is refused, or within a sentence. */
export const offerTexts: Texts<OfferFigures & RankFigures> = {
  "ranks-weights": ({ criterion }) => `${criterionName(criterion)} ranks single weights`,
  "ranks-whole-units": ({ criterion }) => `${criterionName(criterion)} ranks whole neurons and filters`,
  "ranks-no-channels": ({ criterion }) => `${criterionName(criterion)} ranks neurons and filters`,
  "ranks-within-layers": ({ criterion }) => `${criterionName(criterion)} compares within a layer`,
  "layers-in-one-list": () => "layers are compared with each other",
  "erk-of-weights": () => "ERK shares out single weights",
  "groups-in-all-layers": () => "N:M is the same in all layers",
  "no-hidden-layer": () => "there is no hidden layer",
  "units-shared": () => "residual layers share their units",
  "no-residual-layer": () => "only a residual network can lose a layer",
  "no-zeros": ({ criterion, activation }) => `${criterionName(criterion)} counts zeros, and ${activation} gives none`,
  "no-batch-norm": ({ criterion }) => `${criterionName(criterion)} goes by batch norm, and no layer has any`,
  "not-yet-trained": () => "made for a trained network",

  "method-apart": ({ why }, tell) => `These do not go together: ${tell(why)}.`,
};
