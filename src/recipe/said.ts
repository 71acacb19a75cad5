import { Fault, type NoFigures, type SaidOf } from "../fault.ts";

/** What cannot be had or done with states and their steps, by id. */
export interface RecipeFigures {
  "way-lost": NoFigures;
  /** Edits by hand of a layer that the network has not, or of more weights than it has. */
  "edit-elsewhere": { readonly layer: string; readonly weights: number | null };
  /** It stands, beside others that can be gone to or none, and is not deleted as a whole. */
  "network-stands": { readonly hasOthers: boolean };
}

export type RecipeSaid = SaidOf<RecipeFigures>;

/** A step that cannot be done. */
export class RecipeFault extends Fault<RecipeSaid> {
  override name = "RecipeFault";
}
