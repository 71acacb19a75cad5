import type { RecipeFigures } from "../../recipe/said.ts";
import type { Texts } from "./texts.ts";

export const recipeTexts: Texts<RecipeFigures> = {
  "way-lost": () =>
    "This state is not to be had: the steps that led there cannot be read any more, and its weights are not kept.",
  "edit-elsewhere": ({ layer, weights }) =>
    weights === null ? `The network has no layer “${layer}”.` : `Layer “${layer}” has ${weights} weights.`,
  "network-stands": ({ hasOthers }) =>
    hasOthers
      ? "The network that stands cannot be deleted as a whole: go to another one first."
      : "The only network cannot be deleted as a whole.",
};
