import { useStore } from "../store.ts";
import { send } from "./engine.ts";

const { setState: set } = useStore;

/** Asks for a comparison of two states, of whatever networks; where one stands stays. */
export function compareStates(one: number, other: number): void {
  set({ compared: { one, other, outcome: null } });
  send({ type: "compare", one, other });
}
