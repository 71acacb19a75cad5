import { create } from "zustand";

/** The unit that a person looks at: a hidden layer, and one of its units. */
export interface LookedAt {
  readonly layer: number;
  readonly unit: number;
}

/** Set by the picture of the network, and by the page of the margin that shows the unit. */
export const useLookedAt = create<LookedAt>(() => ({ layer: 0, unit: 0 }));

export const lookAtUnit = (looked: LookedAt) => useLookedAt.setState(looked);
