import type { Observer } from "../observer.ts";
import type { StateKey } from "../stateKey.ts";
import { inOne } from "./job.ts";
import type { Sliced } from "./look.ts";

/** Of points: the decision field of a state that was left behind, before its cut. */
export interface ReferenceField {
  readonly key: StateKey;
  /** As `UnitFields` have it. */
  readonly field: Float32Array;
}

/** The field of the state that the cut on the page is compared with; none where its weights are not at hand. */
export const referenceField = (observer: Observer): Sliced<`field:${number}`, ReferenceField> => ({
  // It is one picture, which somebody may be looking at.
  priority: 70,
  when: "while-training",
  share: 0.05,
  outlives: true,
  questions: ({ back: { field } }) => (field ? [{ id: `field:${field.node}`, of: `missing:${field.missing}` }] : []),
  work: ({ ranked: { key }, back }) =>
    inOne(async () => {
      const before = await back.field!.find();
      const { field } = before ? observer.field(before.layers, before.locked) : {};
      return field ? { key, field } : null;
    }),
});
