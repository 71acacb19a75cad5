import type { Evaluation } from "../../network/evaluator.ts";
import { keptCount } from "../../network/mask.ts";
import type { Observer, UnitFields } from "../observer.ts";
import { cutMask, type Ranked } from "../ranked.ts";
import type { Handle, StateKey } from "../stateKey.ts";
import type { Urgent } from "./look.ts";

/** What the network does at one cut, on the validation set, and what it did before that. */
export interface Preview extends Evaluation, UnitFields {
  readonly key: StateKey;
  readonly handle: Handle;
  /** The field where something is cut that stood. */
  readonly beforeCut: Pick<Evaluation, "accuracy" | "predictions" | "perClass"> & Pick<UnitFields, "field">;
}

/** Figures at the handle, and those of the weights before the cut. */
export function preview(observer: Observer): Urgent<"preview", Preview> {
  let before: { readonly version: number; figures: Preview["beforeCut"] } | undefined;

  /** What the weights do before the cut, that of the slider and by hand; computed once a version. */
  function beforeCut({ key: { version }, layers, locked }: Ranked, isCut: boolean): Preview["beforeCut"] {
    if (before?.version !== version) {
      const { accuracy, predictions, perClass } = observer.validate(layers, locked);
      before = { version, figures: { accuracy, predictions, perClass } };
    }
    if (isCut && !before.figures.field) before.figures = { ...before.figures, ...observer.field(layers, locked) };
    return before.figures;
  }

  return {
    priority: 100,
    when: "at-once",
    questions: ({ times }) => (times > 0 ? [{ id: "preview", of: String(times) }] : []),
    answer({ ranked, handle }) {
      const mask = cutMask(ranked, handle);
      const before = beforeCut(ranked, keptCount(mask) < keptCount(ranked.locked));
      const figures = observer.preview(ranked.layers, mask);
      return { ...figures, key: ranked.key, handle, beforeCut: before };
    },
  };
}
