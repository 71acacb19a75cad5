import * as v from "valibot";
import type { StepKind } from "../step.ts";
import { edit } from "./edit.ts";
import { load } from "./load.ts";
import { lost } from "./lost.ts";
import { prune } from "./prune.ts";
import { rewind } from "./rewind.ts";
import { finetune, train } from "./train.ts";
import { uncut } from "./uncut.ts";

/** All kinds of steps: one line each. */
const kinds = [load, train, prune, uncut, edit, finetune, rewind, lost] as const;

type StepOf<Kind> = Kind extends StepKind<infer S> ? S : never;
/** What a person did, as plain data, with what really ran. */
export type Step = StepOf<(typeof kinds)[number]>;

export const stepKinds: readonly StepKind<Step>[] = kinds;

/** The kind that a step is of. */
export function kindOfStep(step: Pick<Step, "kind">): StepKind<Step> {
  const found = stepKinds.find(({ kind }) => kind === step.kind);
  if (!found) throw new Error(`No kind of step is called “${step.kind}”.`);
  return found;
}

/** Reads the JSON of any step. */
export const stepSchema: v.GenericSchema<unknown, Step> = v.lazy(
  (input) =>
    stepKinds.find(({ kind }) => kind === (input as Partial<Step> | null)?.kind)?.schema ?? v.never("kind of step"),
);
