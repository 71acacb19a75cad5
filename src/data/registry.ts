import type { DataKind, Dataset } from "./dataset.ts";
import { circles } from "./points/circles.ts";
import { gaussians } from "./points/gaussians.ts";
import { moons } from "./points/moons.ts";
import type { PointsRequest } from "./points/points.ts";
import { spiral } from "./points/spiral.ts";
import { xor } from "./points/xor.ts";

/** Data sets on offer, by which links, records and their names in the catalogue know them. */
export type DatasetId =
  | "spiral"
  | "circles"
  | "xor"
  | "gaussians"
  | "moons"
  | "digits"
  | "signals"
  | "mnist"
  | "fashion-mnist";

/** A data set on offer. Points are made at once, digits with progress; what is downloaded is asked for first. */
export type DatasetEntry =
  | {
      readonly id: DatasetId;
      readonly kind: "points";
      readonly generate: (request: PointsRequest) => Dataset;
    }
  | { readonly id: DatasetId; readonly kind: "signals" }
  | { readonly id: DatasetId; readonly kind: "images"; readonly isDownloaded?: true };

/** Every data set by its id; a new 2-D set is a file beside these and a line here. */
export const datasets: readonly DatasetEntry[] = [
  { id: "spiral", kind: "points", generate: spiral },
  { id: "circles", kind: "points", generate: circles },
  { id: "xor", kind: "points", generate: xor },
  { id: "gaussians", kind: "points", generate: gaussians },
  { id: "moons", kind: "points", generate: moons },
  { id: "digits", kind: "images" },
  { id: "signals", kind: "signals" },
  { id: "mnist", kind: "images", isDownloaded: true },
  { id: "fashion-mnist", kind: "images", isDownloaded: true },
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
