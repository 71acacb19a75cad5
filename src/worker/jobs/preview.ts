import type { Evaluation } from "../../network/evaluator.ts";
import type { Observer } from "../observer.ts";
import { cutMask, type Ranked } from "../ranked.ts";
import type { Urgent } from "./look.ts";

/** Figures at the handle, and those of the weights before the cut. */
export function preview(observer: Observer): Urgent {
  let before: { readonly version: number; readonly figures: Evaluation } | undefined;

  /** What the weights do before the cut, that of the slider and by hand; computed once a version. */
  function beforeCut({ key: { version }, layers, locked }: Ranked): Evaluation {
    if (before?.version !== version) before = { version, figures: observer.validate(layers, locked) };
    return before.figures;
  }

  return {
    priority: 100,
    when: "at once",
    questions: ({ times }) => (times > 0 ? [{ id: "preview", of: String(times) }] : []),
    answer({ ranked, handle }) {
      const { key, layers } = ranked;
      const { accuracy, predictions, perClass } = beforeCut(ranked);
      return {
        type: "preview",
        preview: observer.preview(layers, cutMask(ranked, handle), { key, handle }),
        beforeCut: predictions,
        beforeCutPerClass: perClass,
        beforeCutAccuracy: accuracy,
        key,
      };
    },
  };
}
