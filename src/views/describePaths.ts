import { keptIn } from "../network/mask.ts";
import type { Cut } from "../store/cut.ts";
import { pathsText } from "../text/paths.ts";

/** How many units are dead, on no path from an input to an output, and what the kept weights there do: hand a constant on, as biases
 *  do, or nothing. Units of layers that are gone live on by their shortcuts, and need not be stored. */
export function describePaths(cut: Pick<Cut, "dead" | "kept" | "effective" | "constant" | "bypassed">) {
  const { dead, kept, effective, constant, bypassed } = cut;
  const units = dead.reduce((sum, layer) => sum + layer.length, 0);
  const gone = dead.reduce((sum, layer) => sum + keptIn(layer), 0);
  return pathsText({ units, dead: gone, bypassed, constant, nowhere: kept - effective - constant });
}
