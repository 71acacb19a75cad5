import { create } from "zustand";
import type { MovementKind } from "../../motion/motion.ts";

/** What moves now, between which shares of the queue. */
export interface Movement {
  readonly kind: MovementKind;
  readonly from: number;
  readonly to: number;
}

/** Null while all rests; `hasFlown` since the weights have left the network for the queue once. */
export const useMovement = create<{ readonly movement: Movement | null; readonly hasFlown: boolean }>(() => ({
  movement: null,
  hasFlown: false,
}));

export const move = (movement: Movement | null) =>
  useMovement.setState(movement?.kind === "flight" ? { movement, hasFlown: true } : { movement });

/** Lets the weights fly out of the network again. */
export const replayFlight = () => move({ kind: "flight", from: 0, to: 1 });
