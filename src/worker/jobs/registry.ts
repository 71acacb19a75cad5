import type { Observer } from "../observer.ts";
import { comparison } from "./comparison.ts";
import { curve } from "./curve.ts";
import { gzip } from "./gzip.ts";
import { preview } from "./preview.ts";
import { trainFigures } from "./trainFigures.ts";

/** All that is worked out for the page beside training, of one network. */
export const jobKinds = (observer: Observer) => [
  preview(observer),
  trainFigures(observer),
  curve(observer),
  gzip(),
  comparison(observer),
];
