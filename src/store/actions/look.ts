import { axisKindOf } from "../axisKind.ts";
import { followedRow } from "../followed.ts";
import { keepPreferences, type Preferences } from "../preferences.ts";
import { unknownSlides } from "../slides.ts";
import { type State, useStore } from "../store.ts";
import { ask } from "./engine.ts";
import { changeSetup } from "./settings.ts";

const { getState: get, setState: set } = useStore;

export const setMarked = (marked: State["marked"]) => set({ marked });

/** Follows the signal of one validation example through the network, or none (null). */
export function follow(followed: State["followed"]): void {
  set({ followed, followedOwn: null });
  tellFollowed();
}

/** Follows a picture that a person made. */
export function followOwn(followedOwn: Uint8Array): void {
  set({ followedOwn });
  tellFollowed();
}

/** The worker hears what is followed; a network that has just been opened has not. */
export function tellFollowed(): void {
  const { followedOwn } = get();
  ask({ type: "follow", example: followedOwn ?? followedRow(get()) });
}

/** Cuts that are drawn, by id: curves that they slid down and nobody has seen are worked out. */
export const drawSlides = (cuts: readonly number[]) => ask({ type: "drawCurves", of: unknownSlides(get(), cuts) });

/** Opens a page of the margin, in place of the one that is open. */
export const openNote = (note: string) => set({ note });

export const closeNote = () => set({ note: null });

/** Opens a page, or closes it where it is the one that is open. */
export const toggleNote = (note: string) => (get().note === note ? closeNote() : openNote(note));

/** Shows the network against the mask of one of the compared methods, or again as it is (null). */
export const showDifference = (differsFrom: State["differsFrom"]) => set({ differsFrom });

/** Gives the sparse end of the axis more room, or all the same again. */
export const toggleAxis = () => changeSetup({ axis: axisKindOf(get()) === "log" ? "linear" : "log" });

/** A projector shows the stage alone, until a page is opened there. */
export function toggleProjector(): void {
  const projector = !get().setup.projector;
  if (projector) closeNote();
  changeSetup({ projector });
}

/** Takes what a person would rather have, and keeps it in this browser. */
export function prefer(change: Partial<Preferences>): void {
  const preferences = { ...get().preferences, ...change };
  keepPreferences(preferences);
  set({ preferences });
}
