import * as v from "valibot";
import type { StepKind } from "../step.ts";
import { edit } from "./edit.ts";
import { load } from "./load.ts";
import { type LostStep, lostOf } from "./lost.ts";
import { prune } from "./prune.ts";
import { rewind } from "./rewind.ts";
import { finetune, train } from "./train.ts";
import { uncut } from "./uncut.ts";

/** All kinds of steps that can be done: one line each. */
const kinds = [load, train, prune, uncut, edit, finetune, rewind] as const;

type StepOf<Kind> = Kind extends StepKind<infer S> ? S : never;
/** What can be done. */
export type KnownStep = StepOf<(typeof kinds)[number]>;
/** What a person did, as plain data, with what really ran. */
export type Step = KnownStep | LostStep<KnownStep>;

/** Reads the JSON of a step of some kinds. */
const schemaOf = <S extends Step>(all: readonly StepKind<S>[]): v.GenericSchema<unknown, S> =>
  v.lazy(
    (input) =>
      all.find(({ kind }) => kind === (input as Partial<Step> | null)?.kind)?.schema ?? v.never("kind-of-step"),
  );

const lost = lostOf<KnownStep>((step) => kindOfStep(step).toJson(step), schemaOf<KnownStep>(kinds));

export const stepKinds: readonly StepKind<Step>[] = [...kinds, lost];

/** The kind that a step is of. */
export function kindOfStep(step: Pick<Step, "kind">): StepKind<Step> {
  const found = stepKinds.find(({ kind }) => kind === step.kind);
  if (!found) throw new Error(`No kind of step is called “${step.kind}”.`);
  return found;
}

/** Reads the JSON of any step. */
export const stepSchema: v.GenericSchema<unknown, Step> = schemaOf(stepKinds);
