import { themes } from "../../setup/fields.ts";
import { type State, useStore } from "../store.ts";
import { changeSetup } from "./settings.ts";

const { getState: get, setState: set } = useStore;

export const setMarked = (marked: State["marked"]) => set({ marked });

/** Shows the network against the mask of one of the compared methods, or again as it is (null). */
export const showDifference = (differsFrom: State["differsFrom"]) => set({ differsFrom });

/** Gives the sparse end of the axis more room, or all the same again. */
export const toggleAxis = () => changeSetup({ axis: get().setup.axis === "log" ? "linear" : "log" });

export const toggleProjector = () => changeSetup({ projector: !get().setup.projector });

export function nextTheme(): void {
  const { theme } = get().setup;
  changeSetup({ theme: themes[(themes.indexOf(theme) + 1) % themes.length] });
}
