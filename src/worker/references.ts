import { type Mask, sparsityOf } from "../network/mask.ts";
import type { Reference, References } from "./protocol.ts";
import type { Training } from "./training.ts";

export const noReferences: References = { dense: null, before: null, afterCut: null };

/** The weights that stand, under a mask, on the validation set. */
function referenceOf({ prepared, ranked, step }: Training, mask: Mask): Reference {
  const { accuracy, predictions, perClass } = prepared.observer.validate(ranked.layers, mask);
  return { accuracy, predictions, perClass, sparsity: sparsityOf(mask), isTrained: step > 0 };
}

/** What stands is the dense network where nothing of it is pruned for good: nothing comes before it then. */
export function withDense(references: References, training: Training): References {
  const { locked } = training.ranked;
  return sparsityOf(locked) > 0 ? references : { ...noReferences, dense: referenceOf(training, locked) };
}

/** What stands is the state before a cut whose mask is about to be locked; the same where the mask prunes nothing more. */
export function beforeLocking(references: References, training: Training, mask: Mask): References {
  const { locked } = training.ranked;
  if (sparsityOf(mask) <= sparsityOf(locked)) return references;
  const before = referenceOf(training, locked);
  return {
    ...references,
    before,
    afterCut: training.prepared.observer.validate(training.ranked.layers, mask).accuracy,
  };
}
