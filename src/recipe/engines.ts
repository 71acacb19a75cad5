import { type BackendName, backendNames } from "../setup/backends.ts";
import { LinkFault } from "../setup/said.ts";
import { clip } from "../setup/texts.ts";
import type { Ran } from "./step.ts";

/** Engines that are to do a training step, in turn: each so many optimizer steps, the last one (null) all that are left. */
export type EnginePlan = readonly { readonly engine: BackendName; readonly steps: number | null }[];

/** What leads to the same bits as what ran. */
export const planOf = (ran: readonly Ran[]): EnginePlan =>
  ran.map(({ engine, steps }, i) => ({ engine, steps: i < ran.length - 1 ? steps : null }));

/** Whose turn it is after so many optimizer steps, and for how many more. */
export function turnAt(plan: EnginePlan, done: number): { turn: number; engine: BackendName; left: number } {
  let until = 0;
  for (const [turn, { engine, steps }] of plan.entries()) {
    until += steps ?? Number.POSITIVE_INFINITY;
    if (done < until) return { turn, engine, left: until - done };
  }
  throw new Error("The last engine of a plan does all steps that are left.");
}

/** Whether what ran is as it was planned, as far as it came. */
export function isAsPlanned(ran: readonly Ran[], plan: EnginePlan): boolean {
  let done = 0;
  return ran.every(({ engine, steps }) => {
    const due = turnAt(plan, done);
    done += steps;
    return due.engine === engine && steps <= due.left;
  });
}

/** "webgl*1240,wasm": 1,240 optimizer steps on WebGL, the others on WebAssembly. */
export const writeEngines = (plan: EnginePlan): string =>
  plan.map(({ engine, steps }) => (steps === null ? engine : `${engine}*${steps}`)).join(",");

/** Throws a LinkFault on what is no plan. */
export function readEngines(text: string): EnginePlan {
  const parts = text.split(",");
  return parts.map((part, i) => {
    const [, name, times, digits] = /^([^*]*)(\*([1-9]\d{0,6}))?$/.exec(part) ?? [];
    const engine = backendNames.find((one) => one === name);
    const isLast = i === parts.length - 1;
    if (name !== undefined && !engine)
      throw new LinkFault({ id: "engine-name", name: clip(name), engines: backendNames });
    if (!engine || isLast === (times !== undefined))
      throw new LinkFault({ id: "engine-turns", text: clip(text), example: writeEngines(example) });
    return { engine, steps: isLast ? null : Number(digits) };
  });
}

const example: EnginePlan = [
  { engine: "webgl", steps: 350 },
  { engine: "wasm", steps: null },
];
