import type { Mask } from "../network/mask.ts";
import type { LayerShape } from "../network/network.ts";
import { channelOf, inputCount, unitCount } from "../network/wiring.ts";
import type { ManualEdit } from "./manualEdits.ts";

/** Some weights of a network: flat indexes into kernels, by layer name. */
export type Chosen = ManualEdit["weights"];

/** Weights of a layer between some of its inputs and some of its units, all taps of a convolution; null stands for all. */
export function weightsBetween(
  layer: LayerShape,
  from: ReadonlySet<number> | null,
  to: ReadonlySet<number> | null,
): number[] {
  const [inputs, units] = [inputCount(layer), unitCount(layer)];
  const rows = layer.shape.reduce((product, side) => product * side, 1) / units;
  const indexes: number[] = [];
  for (let row = 0; row < rows; row++) {
    if (from && !from.has(channelOf(row, inputs))) continue;
    for (let unit = 0; unit < units; unit++) if (!to || to.has(unit)) indexes.push(row * units + unit);
  }
  return indexes;
}

/** All weights into and out of some hidden units of one layer. */
export function weightsOfUnits(layers: readonly LayerShape[], index: number, units: ReadonlySet<number>): Chosen {
  const layer = layers[index];
  const reader = layers[index + 1];
  const chosen = new Map([[layer.name, weightsBetween(layer, null, units)]]);
  if (!reader) return chosen;
  const rows = Array.from({ length: inputCount(reader) }, (_, row) => row).filter((row) =>
    units.has(channelOf(row, unitCount(layer))),
  );
  return chosen.set(reader.name, weightsBetween(reader, new Set(rows), null));
}

/** Several choices as one, every weight once. */
export function together(choices: readonly Chosen[]): Chosen {
  const all = new Map<string, Set<number>>();
  for (const choice of choices)
    for (const [name, indexes] of choice) {
      const seen = all.get(name) ?? new Set();
      for (const index of indexes) seen.add(index);
      all.set(name, seen);
    }
  return new Map([...all].map(([name, seen]) => [name, [...seen].sort((a, b) => a - b)]));
}

/** How many weights were chosen, and how many of them a mask keeps. */
export function countChosen(chosen: Chosen, mask: Mask): { readonly all: number; readonly kept: number } {
  let [all, kept] = [0, 0];
  for (const [name, indexes] of chosen) {
    all += indexes.length;
    for (const index of indexes) kept += mask.get(name)![index];
  }
  return { all, kept };
}

/** What a click on them asks for: they go, or, where none is left, come back. */
export const toggled = (chosen: Chosen, mask: Mask): ManualEdit => ({
  action: countChosen(chosen, mask).kept > 0 ? "prune" : "restore",
  weights: chosen,
});

/** Numbers from 1 as people write them ("2, 5-7"; nothing or "all" for all), counted from 0; undefined for anything else. */
export function readNumbers(text: string, most: number): ReadonlySet<number> | null | undefined {
  const clean = text.trim().toLowerCase();
  if (clean === "" || clean === "all") return null;
  const numbers = new Set<number>();
  for (const part of clean.split(",")) {
    const match = /^\s*(\d+)\s*(?:[-–]\s*(\d+)\s*)?$/.exec(part);
    if (!match) return undefined;
    const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
    if (first < 1 || last > most || first > last) return undefined;
    for (let n = first; n <= last; n++) numbers.add(n - 1);
  }
  return numbers;
}
