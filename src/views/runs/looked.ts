import { create } from "zustand";
import { closeNote } from "../../store/actions/look.ts";

/** What is looked at of all that was done: on the floor, and in the margin beside it. */
export interface Looked {
  readonly as: "ends" | "list" | "compare" | "sessions";
  readonly showsHidden: boolean;
  /** The state that is looked at, and where one was then: who goes somewhere looks at where they are. */
  readonly chosen: { readonly id: number; readonly here: number } | null;
  /** The state that another one is chosen for, to be compared with. */
  readonly first: number | null;
}

export const useLooked = create<Looked>(() => ({ as: "ends", showsHidden: false, chosen: null, first: null }));

export const look = (change: Partial<Looked>) => useLooked.setState(change);

/** Ends what was begun last, else closes the page. */
export function stepBack(): void {
  if (useLooked.getState().first !== null) look({ first: null });
  else closeNote();
}
