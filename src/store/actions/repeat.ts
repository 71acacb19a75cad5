import type { End } from "../../recipe/link.ts";
import type { RunNode } from "../../recipe/node.ts";
import { kindOfStep } from "../../recipe/steps/registry.ts";
import { type BackendName, backends } from "../../setup/backends.ts";
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

const titles: Readonly<Record<string, { readonly title: string } | undefined>> = backends;
const by = (engine: string) => (engine ? `on ${titles[engine]?.title ?? engine}` : "without training");

const inTurn = (engines: readonly { readonly engine: BackendName }[]) =>
  engines.map(({ engine }) => backends[engine].title).join(", then ");

/** Whether what was done here led to what the link says; what differs, else. */
export function verdictOn(expected: End, path: readonly RunNode[]): NonNullable<State["verdict"]> {
  const here = endOf(path);
  const { accuracy } = here;
  if (expected.fingerprint === here.fingerprint)
    return { isSame: true, sentence: `The same weights as in the link, bit for bit: accuracy ${accuracy}\u202f%.` };
  const there = `the link’s were trained ${by(expected.engine)} to ${expected.accuracy}\u202f%, these ${by(here.engine)} to ${accuracy}\u202f%`;
  const others = path.flatMap(({ step }) => (step && "engines" in step && step.engines ? [step] : []));
  const told = others.map(
    (step) => ` ${kindOfStep(step).describe(step)}: ${inTurn(step.engines!)} there, ${inTurn(step.ran)} here.`,
  );
  const why =
    expected.engine === here.engine && others.length === 0
      ? "Other versions of browsers and graphics cards may round differently."
      : "Engines round differently.";
  return { isSame: false, sentence: `Not the same weights as in the link: ${there}.${told.join("")} ${why}` };
}
