import type { End } from "../../recipe/link.ts";
import { backends } from "../../setup/backends.ts";
import type { EngineEvent } from "../../worker/protocol.ts";
import { type State, useStore } from "../store.ts";
import { endOf, pathTo, standing } from "../tree.ts";
import { send } from "./engine.ts";

const { getState: get, setState: set } = useStore;

/** What is left of the recipe is not done; or a state is not worked out again. */
export const stopRepeating = () => send({ type: "pause" });

/** The recipe goes on to its end without pauses. */
export const hurryRepeating = () => send({ type: "hurry" });

export const closeVerdict = () => set({ verdict: null });

/** At the end of a recipe it is told whether it led to what its link says. */
export function hearReplay({ replay, left }: Extract<EngineEvent, { type: "replay" }>): void {
  if (replay) return;
  const { expected } = get();
  const node = standing(get());
  if (expected && node && left === 0) set({ verdict: verdictOn(expected, endOf(pathTo(get(), node.id))) });
  set({ expected: null });
}

const titles: Readonly<Record<string, { readonly title: string } | undefined>> = backends;
const by = (engine: string) => (engine ? `on ${titles[engine]?.title ?? engine}` : "without training");

/** Whether what was done here led to what the link says; what differs, else. */
export function verdictOn(expected: End, here: End): NonNullable<State["verdict"]> {
  const { accuracy } = here;
  if (expected.fingerprint === here.fingerprint)
    return { isSame: true, sentence: `The same weights as in the link, bit for bit: accuracy ${accuracy}\u202f%.` };
  const there = `the link’s were trained ${by(expected.engine)} to ${expected.accuracy}\u202f%, these ${by(here.engine)} to ${accuracy}\u202f%`;
  const why =
    expected.engine === here.engine
      ? "Other versions of browsers and graphics cards may round differently."
      : "Engines round differently.";
  return { isSame: false, sentence: `Not the same weights as in the link: ${there}. ${why}` };
}
