import type { End } from "../../recipe/link.ts";
import type { RunNode } from "../../recipe/node.ts";
import { describeStep } from "../../text/steps.ts";
import { verdictText } from "../../text/verdict.ts";
import type { EngineEvent } from "../../worker/protocol.ts";
import { type State, useStore } from "../store.ts";
import { endOf, pathTo, standing } from "../tree.ts";
import { hashOf, writeHash } from "./address.ts";
import { send } from "./engine.ts";

const { getState: get, setState: set } = useStore;

/** What is left of the recipe is not done; or a state is not worked out again. */
export const stopRepeating = () => send({ type: "pause" });

/** The recipe goes on to its end without pauses. */
export const hurryRepeating = () => send({ type: "hurry" });

export const closeVerdict = () => set({ verdict: null });

/** At the end of a recipe it is told whether it led to what its link says. */
export function hearReplay({ replay, left, end }: Extract<EngineEvent, { type: "replay" }>): void {
  const node = standing(get());
  if (replay || left > 0 || !node) return;
  if (end) set({ verdict: verdictOn(end, pathTo(get(), node.id)) });
  // A reload in between left the address of a step that was not done yet.
  const { setup } = get();
  if (wordsOf(location.hash) !== wordsOf(hashOf(setup))) writeHash(setup, false);
}

/** What was done by a link, but for settings and engines of single steps. */
const wordsOf = (hash: string) => new URLSearchParams(hash.slice(1)).get("do")?.replace(/\([^)]*\)/g, "");

/** Whether what was done here led to what the link says; what differs, else. */
export function verdictOn(expected: End, path: readonly RunNode[]): NonNullable<State["verdict"]> {
  const here = endOf(path);
  const { accuracy } = here;
  if (expected.fingerprint === here.fingerprint) return { isSame: true, sentence: verdictText.same(accuracy) };
  const others = path.flatMap(({ step }) => (step && "engines" in step && step.engines ? [step] : []));
  const told = others.map((step) => ({ step: describeStep(step), there: step.engines!, here: step.ran }));
  return { isSame: false, sentence: verdictText.other(expected, here, told) };
}
