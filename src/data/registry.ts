import type { Dataset } from "./dataset.ts";
import { circles } from "./points/circles.ts";
import { gaussians } from "./points/gaussians.ts";
import { moons } from "./points/moons.ts";
import type { PointsRequest } from "./points/points.ts";
import { spiral } from "./points/spiral.ts";
import { xor } from "./points/xor.ts";

/** A data set on offer. Points are made at once; images by the worker, with progress. */
export type DatasetEntry =
  | {
      readonly id: string;
      readonly label: string;
      readonly kind: "points";
      readonly generate: (request: PointsRequest) => Dataset;
    }
  | { readonly id: string; readonly label: string; readonly kind: "images" };

/** Every embedded data set; a new 2-D set is a file beside these and a line here. */
export const datasets: readonly DatasetEntry[] = [
  { id: "spiral", label: "Spiral", kind: "points", generate: spiral },
  { id: "circles", label: "Circles", kind: "points", generate: circles },
  { id: "xor", label: "XOR", kind: "points", generate: xor },
  { id: "gaussians", label: "Gaussians", kind: "points", generate: gaussians },
  { id: "moons", label: "Moons", kind: "points", generate: moons },
  { id: "digits", label: "Handwritten digits", kind: "images" },
];

export function datasetOf(id: string): DatasetEntry {
  const found = datasets.find((entry) => entry.id === id);
  if (!found) throw new Error(`unknown data set "${id}"; there are ${datasets.map((entry) => entry.id).join(", ")}`);
  return found;
}
