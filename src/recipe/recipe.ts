import { areAlike, fieldsOf, type Setup } from "../setup/setup.ts";
import type { RunNode } from "./node.ts";
import { cutSettingsOf } from "./state.ts";
import { kindOfStep, type Step } from "./steps/registry.ts";

/** What leads to a state: the network on its data, and what was done with it. The same recipe gives the same bits on the same engine. */
export interface Recipe {
  /** Settings of the network and its data; the others are those in force at the end. */
  readonly setup: Setup;
  readonly steps: readonly Step[];
}

/** The steps that count: of cuts without training between them the last alone. */
export function essential(steps: readonly Step[]): readonly Step[] {
  const kept: Step[] = [];
  for (const step of steps) {
    if (kindOfStep(step).isCut) {
      // Edits by hand decide beside the cut, whichever comes first.
      const last = kept.findLastIndex(({ kind }) => kind !== "edit");
      if (last >= 0 && kindOfStep(kept[last]).isCut) kept.splice(last, 1);
    }
    kept.push(step);
  }
  // What was taken back leaves the mask of earlier rounds, as if nothing had been cut: unless a weight restored by hand, however much later,
  // opens that cut again.
  return kept.filter(
    ({ kind }, i) => kind !== "uncut" || kept.slice(Math.max(0, i - 1)).some((one) => one.kind === "edit"),
  );
}

/** The steps of a path, from a network's first state on. Where the handle came to rest elsewhere without one, for something else is counted
 *  or ranked, one is put in that says so. */
export function stepsOf(path: readonly Pick<RunNode, "step" | "cut" | "setup">[]): readonly Step[] {
  let stands = { cut: path[0].cut, setup: path[0].setup };
  return path.flatMap(({ step, cut, setup }) => {
    if (!step) return [];
    const led = { cut: cutAfter(step, cut, stands.cut), setup: kindOfStep(step).isCut ? setup : stands.setup };
    stands = { cut, setup };
    const rests = led.cut === cut && areAlike(led.setup, setup, fieldsOf("ranking", "shares"));
    return rests ? [step] : [step, { kind: "uncut", rest: cut, settings: cutSettingsOf(setup) } as const];
  });
}

/** The cut that a step leads to from one that stood. */
function cutAfter(step: Step, stands: number, before: number): number {
  if (step.kind === "prune") return step.sparsity / 100;
  if (step.kind === "uncut") return step.rest;
  return step.kind === "rewind" && !step.keepsMask ? stands : before;
}

/** The recipe of a state, from the steps of its path; weights that came with the page are a setting. */
export function recipeOf(setup: Setup, steps: readonly Step[]): Recipe {
  const done = essential(steps);
  const isLoaded = done[0]?.kind === "load";
  return {
    setup: { ...setup, start: isLoaded ? "trained" : "untrained", sparsity: 0 },
    steps: isLoaded ? done.slice(1) : done,
  };
}
