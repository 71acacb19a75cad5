import { count } from "./numbers.ts";

const weights = (n: number, verb: string, verbs: string) =>
  `${count(n)} kept ${n === 1 ? `weight ${verb}` : `weights ${verbs}`}`;

/** How many units are dead of all, how many live by shortcuts alone, and how many kept weights hand a constant on or nothing. */
export const pathsText = (figures: {
  readonly units: number;
  readonly dead: number;
  readonly bypassed: number;
  readonly constant: number;
  readonly nowhere: number;
}): string => {
  const { units, dead, bypassed, constant, nowhere } = figures;
  return [
    dead === 0 ? `all ${count(units)} units alive` : `${count(dead)} of ${count(units)} units dead`,
    ...(bypassed > 0
      ? [`${count(bypassed)} ${dead === 0 ? "of them " : "alive "}by shortcuts around layers that are gone`]
      : []),
    ...(constant > 0 ? [`${weights(constant, "hands", "hand")} on constants alone`] : []),
    ...(nowhere > 0 ? [weights(nowhere, "leads to no output", "lead to no output")] : []),
  ].join(", ");
};
