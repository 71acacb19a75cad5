import { Fault, type NoFigures, type SaidOf } from "../fault.ts";
import type { Activation } from "../network/network.ts";

interface OfCriterion {
  readonly criterion: string;
}

/** Why a method is not on offer, by id: clauses. */
export interface OfferFigures {
  "ranks-weights": OfCriterion;
  "ranks-whole-units": OfCriterion;
  "ranks-no-channels": OfCriterion;
  "ranks-within-layers": OfCriterion;
  "layers-in-one-list": NoFigures;
  "erk-of-weights": NoFigures;
  "groups-in-all-layers": NoFigures;
  "no-hidden-layer": NoFigures;
  "units-shared": NoFigures;
  "no-residual-layer": NoFigures;
  "no-zeros": OfCriterion & { readonly activation: Activation };
  "no-batch-norm": OfCriterion;
  "not-yet-trained": NoFigures;
}

export type OfferSaid = SaidOf<OfferFigures>;

/** What refuses a request to rank. */
export interface RankFigures {
  "method-apart": { readonly why: OfferSaid };
}

/** A ranking by what does not go together. */
export class MethodFault extends Fault<SaidOf<RankFigures>> {
  override name = "MethodFault";
}
