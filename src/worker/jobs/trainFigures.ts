import type { Observer } from "../observer.ts";
import { cutMask } from "../ranked.ts";
import { inOne } from "./job.ts";
import { cutAt, type Sliced } from "./look.ts";

/** Figures at the handle on a fixed sample of the training examples. */
export const trainFigures = (observer: Observer): Sliced => ({
  priority: 80,
  when: "while training",
  share: 0.05,
  questions: (look) => [{ id: "trainFigures", of: cutAt(look) }],
  work: ({ ranked, handle }) =>
    inOne(() => {
      const { accuracy, loss } = observer.trainFigures(ranked.layers, cutMask(ranked, handle));
      return { type: "trainFigures", handle, accuracy, loss, count: observer.trainCount, key: ranked.key };
    }),
});
