import type { Problem } from "../../worker/protocol/problem.ts";
import { saidOf } from "../../worker/protocol/said.ts";
import { sentenceOf, sentencesOf } from "./catalogue.ts";

/** What people read of an error. */
export const told = (error: unknown): string => sentenceOf(saidOf(error));

/** What people read where something fails; fails itself where nothing does. */
export function toldWhere(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return told(error);
  }
  throw new Error("Nothing failed.");
}

/** The same of what fails later. */
export const toldOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => Promise.reject(new Error("Nothing failed.")),
    (error: unknown) => told(error),
  );

/** What people read of a problem; nothing of one whose sentence has figures alone. */
export const toldProblem = (problem: Problem): string => ("said" in problem ? sentencesOf(problem.said) : "");
