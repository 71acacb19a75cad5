import type { Observer } from "../observer.ts";
import { comparison } from "./comparison.ts";
import { curve } from "./curve.ts";
import { flip } from "./flip.ts";
import { follow } from "./follow.ts";
import { gzip } from "./gzip.ts";
import type { Slices } from "./job.ts";
import type { NodeCurves } from "./nodeCurves.ts";
import { preview } from "./preview.ts";
import { reference } from "./reference.ts";
import { referenceField } from "./referenceField.ts";
import { trainFigures } from "./trainFigures.ts";

/** All that is worked out for the page beside training, of one network. */
export const jobKinds = (observer: Observer, known: NodeCurves) => [
  preview(observer),
  follow(observer),
  trainFigures(observer),
  referenceField(observer),
  curve(observer, known),
  gzip(),
  comparison(observer),
  flip(observer),
  reference(observer, known),
];

type AnyJobKind = ReturnType<typeof jobKinds>[number];
type IdOf<K> = K extends { questions(...args: never): readonly { readonly id: infer Id extends string }[] }
  ? Id
  : never;
type ResultOf<K> = K extends { answer(...args: never): infer Result }
  ? Result
  : K extends { work(...args: never): Slices<infer Result> }
    ? Result
    : never;

/** What jobs have found out, by the id of the question. */
export type Results = { readonly [K in AnyJobKind as IdOf<K>]?: ResultOf<K> };
export type Result = NonNullable<Results[keyof Results]>;
