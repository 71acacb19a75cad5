import type { Setup } from "../setup/setup.ts";
import { clip, readField, writeFields } from "../setup/texts.ts";
import type { Around } from "./step.ts";
import { kindOfStep, type Step, stepKinds } from "./steps/registry.ts";

/** Steps that are read at most. */
export const mostSteps = 500;

/** Steps as links write them: "train:100,prune:60,tune:40(rate=0.001)". What a step does not say is as the network's settings say. */
export const writeSteps = (steps: readonly Step[], around: Around): string =>
  steps.map((step) => writeStep(step, around)).join(",");

function writeStep(step: Step, around: Around): string {
  const kind = kindOfStep(step);
  const settings = writeFields(kind.settings(step), around.setup).map(([key, text]) => `${key}=${escaped(text)}`);
  return `${kind.word}:${kind.argument(step, around)}${settings.length > 0 ? `(${settings.join(";")})` : ""}`;
}

/** Lists in a setting keep their commas: those between steps stand outside of parentheses. */
const escaped = (text: string) => text.replace(/[();]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

/** The steps that a text says; throws a sentence on the first that is none. */
export function readSteps(text: string, around: Around): readonly Step[] {
  const parts = text.match(/[^,(]+(?:\([^)]*\))?/g) ?? [];
  if (parts.join(",") !== text) throw new Error(`“${clip(text)}” does not read as steps`);
  if (parts.length > mostSteps) throw new Error(`${parts.length} steps are more than ${mostSteps}`);
  return parts.map((part, i) => {
    try {
      return readStep(part, around);
    } catch (error) {
      throw new Error(`step ${i + 1}, “${clip(part)}”, is not possible: ${(error as Error).message}`);
    }
  });
}

function readStep(text: string, around: Around): Step {
  const [, word, argument, settings = ""] = /^([a-z]+):([^(]*)(?:\(([^)]*)\))?$/.exec(text) ?? [];
  const kind = stepKinds.find((one) => one.word === word);
  if (!kind) throw new Error(`it takes ${stepKinds.map((one) => one.word).join(", ")}`);
  const setup: Setup = settings.split(";").reduce((all, setting) => withSetting(all, setting), around.setup);
  return kind.read(argument, { ...around, setup });
}

function withSetting(setup: Setup, setting: string): Setup {
  if (setting === "") return setup;
  const [key, text = ""] = setting.split("=");
  const read = readField(
    key,
    text.replace(/%(28|29|3b)/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
  );
  if (typeof read === "string") throw new Error(read);
  return { ...setup, ...read };
}
