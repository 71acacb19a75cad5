import type { BackendName } from "../setup/backends.ts";
import { LinkFault } from "../setup/said.ts";
import type { Setup } from "../setup/setup.ts";
import { clip, readField, writeFields } from "../setup/texts.ts";
import { planOf, readEngines, writeEngines } from "./engines.ts";
import type { Around } from "./step.ts";
import { kindOfStep, type Step, stepKinds } from "./steps/registry.ts";

/** Steps that are read at most. */
export const mostSteps = 500;

/** Steps as links write them: "train:100,prune:60,tune:40(rate=0.001)". What a step does not say is as the network's settings say, and
 *  its engine the one that trained last: others are told, "train:100(engine=webgl*1240,wasm)". */
export const writeSteps = (steps: readonly Step[], around: Around): string =>
  steps.map((step) => writeStep(step, around, lastEngine(steps))).join(",");

/** The engine that trained last; undefined where none did. */
export const lastEngine = (steps: readonly (Step | null)[]): BackendName | undefined =>
  steps.flatMap((step) => (step && "ran" in step ? step.ran : [])).at(-1)?.engine;

function writeStep(step: Step, around: Around, last: BackendName | undefined): string {
  const kind = kindOfStep(step);
  const ran = "ran" in step ? step.ran : [];
  const { backend } = around.setup;
  const isTold = ran.some(({ engine }) => engine !== last || (backend !== "auto" && backend !== last));
  const settings = [
    ...writeFields(kind.settings(step), around.setup).map(([key, text]) => `${key}=${escaped(text)}`),
    ...(isTold ? [`${engineIs}${writeEngines(planOf(ran))}`] : []),
  ];
  return `${kind.word}:${kind.argument(step, around)}${settings.length > 0 ? `(${settings.join(";")})` : ""}`;
}

/** Lists in a setting keep their commas: those between steps stand outside of parentheses. */
const escaped = (text: string) => text.replace(/[();]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

/** The steps that a text says; throws a LinkFault on the first that is none. */
export function readSteps(text: string, around: Around): readonly Step[] {
  const parts = text.match(/[^,(]+(?:\([^)]*\))?/g) ?? [];
  if (parts.join(",") !== text) throw new LinkFault({ id: "steps-none", text: clip(text) });
  if (parts.length > mostSteps) throw new LinkFault({ id: "steps-many", count: parts.length, most: mostSteps });
  const steps = parts.map((part, i) => {
    try {
      return readStep(part, around);
    } catch (error) {
      if (!(error instanceof LinkFault)) throw error;
      throw new LinkFault({ id: "step-refused", step: i + 1, text: clip(part), why: error.said });
    }
  });
  const { engine } = around;
  if (!engine || !steps.some((step) => "engines" in step)) return steps;
  return steps.map((step) => ("ran" in step ? { engines: [{ engine, steps: null }], ...step } : step));
}

function readStep(text: string, around: Around): Step {
  const [, word, argument, settings = ""] = /^([a-z]+):([^(]*)(?:\(([^)]*)\))?$/.exec(text) ?? [];
  const kind = stepKinds.find((one) => one.word === word);
  if (!kind) throw new LinkFault({ id: "step-words", words: stepKinds.map((one) => one.word) });
  const said = settings.split(";");
  const engines = said.findLast((setting) => setting.startsWith(engineIs));
  const others = said.filter((setting) => !setting.startsWith(engineIs));
  const setup: Setup = others.reduce((all, setting) => withSetting(all, setting), around.setup);
  const step = kind.read(argument, { ...around, setup });
  if (engines === undefined) return step;
  if (!("ran" in step)) throw new LinkFault({ id: "step-engine" });
  return { ...step, engines: readEngines(engines.slice(engineIs.length)) };
}

const engineIs = "engine=";

function withSetting(setup: Setup, setting: string): Setup {
  if (setting === "") return setup;
  const [key, text = ""] = setting.split("=");
  const read = readField(
    key,
    text.replace(/%(28|29|3b)/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
  );
  return { ...setup, ...read };
}
