import type { DataKind, Dataset } from "./dataset.ts";
import { circles } from "./points/circles.ts";
import { gaussians } from "./points/gaussians.ts";
import { moons } from "./points/moons.ts";
import type { PointsRequest } from "./points/points.ts";
import { spiral } from "./points/spiral.ts";
import { xor } from "./points/xor.ts";

/** A data set on offer. Points are made at once, digits with progress; what is downloaded is asked for first. */
export type DatasetEntry =
  | {
      readonly id: string;
      readonly label: string;
      readonly kind: "points";
      readonly generate: (request: PointsRequest) => Dataset;
    }
  | { readonly id: string; readonly label: string; readonly kind: "signals" }
  | { readonly id: string; readonly label: string; readonly kind: "images"; readonly isDownloaded?: true };

/** Every data set by name; a new 2-D set is a file beside these and a line here. */
export const datasets: readonly DatasetEntry[] = [
  { id: "spiral", label: "Spiral", kind: "points", generate: spiral },
  { id: "circles", label: "Circles", kind: "points", generate: circles },
  { id: "xor", label: "XOR", kind: "points", generate: xor },
  { id: "gaussians", label: "Gaussians", kind: "points", generate: gaussians },
  { id: "moons", label: "Moons", kind: "points", generate: moons },
  { id: "digits", label: "Handwritten digits", kind: "images" },
  { id: "signals", label: "1-D digits", kind: "signals" },
  { id: "mnist", label: "MNIST", kind: "images", isDownloaded: true },
  { id: "fashion-mnist", label: "Fashion-MNIST", kind: "images", isDownloaded: true },
];

/** Whether the page must be given the data: it is downloaded, or comes from a person's files. */
export function isGiven(id: string): boolean {
  const entry = datasets.find((one) => one.id === id);
  return id === "file" || (entry?.kind === "images" && entry.isDownloaded === true);
}

/** The kind of a data set by name; of a file that is open, its own. */
export const kindOf = (id: string, open?: { readonly id: string; readonly kind: DataKind } | null): DataKind =>
  datasets.find((entry) => entry.id === id)?.kind ?? (open?.id === id ? open.kind : "images");

export function datasetOf(id: string): DatasetEntry {
  const found = datasets.find((entry) => entry.id === id);
  if (!found) throw new Error(`unknown data set "${id}"; there are ${datasets.map((entry) => entry.id).join(", ")}`);
  return found;
}
