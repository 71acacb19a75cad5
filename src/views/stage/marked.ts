import type { BrushedBox } from "../../charts/useBrush.ts";
import type { Chosen } from "../../pruning/chosen.ts";

/** Weights that somebody chose on the picture, and where. */
export interface Marked {
  readonly weights: Chosen;
  readonly box: BrushedBox;
}
