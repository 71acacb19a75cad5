import { keptIn } from "../network/mask.ts";
import type { Cut } from "../store/cut.ts";
import { count } from "../text/numbers.ts";

const weights = (n: number, verb: string, verbs: string) =>
  `${count(n)} kept ${n === 1 ? `weight ${verb}` : `weights ${verbs}`}`;

/** How many units are dead, on no path from an input to an output, and what the kept weights there do: hand a constant on, as biases
 *  do, or nothing. Units of layers that are gone live on by their shortcuts, and need not be stored. */
export function describePaths(cut: Pick<Cut, "dead" | "kept" | "effective" | "constant" | "bypassed">) {
  const { dead, kept, effective, constant, bypassed } = cut;
  const units = dead.reduce((sum, layer) => sum + layer.length, 0);
  const gone = dead.reduce((sum, layer) => sum + keptIn(layer), 0);
  const nowhere = kept - effective - constant;
  return [
    gone === 0 ? `all ${count(units)} units alive` : `${count(gone)} of ${count(units)} units dead`,
    ...(bypassed > 0
      ? [`${count(bypassed)} ${gone === 0 ? "of them " : "alive "}by shortcuts around layers that are gone`]
      : []),
    ...(constant > 0 ? [`${weights(constant, "hands", "hand")} on constants alone`] : []),
    ...(nowhere > 0 ? [weights(nowhere, "leads to no output", "lead to no output")] : []),
  ].join(", ");
}
