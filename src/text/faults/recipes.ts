import type { RecipeFigures } from "../../recipe/said.ts";
import type { Texts } from "./texts.ts";

export const recipeTexts: Texts<RecipeFigures> = {
  "way-lost": () =>
    "This state is not to be had: the steps that led there cannot be read any more, and its weights are not kept.",
  "network-stands": ({ hasOthers }) =>
    hasOthers
      ? "The network that stands cannot be deleted as a whole: go to another one first."
      : "The only network cannot be deleted as a whole.",
};
