import type { Evaluation } from "../../network/evaluator.ts";
import type { Observer } from "../observer.ts";
import { cutMask } from "../ranked.ts";
import type { Handle, StateKey } from "../stateKey.ts";
import { inOne } from "./job.ts";
import { cutAt, type Sliced } from "./look.ts";

export interface TrainFigures extends Pick<Evaluation, "accuracy" | "loss"> {
  readonly key: StateKey;
  readonly handle: Handle;
  /** Examples that they were measured on. */
  readonly count: number;
}

/** Figures at the handle on a fixed sample of the training examples. */
export const trainFigures = (observer: Observer): Sliced<"trainFigures", TrainFigures> => ({
  priority: 80,
  when: "while-training",
  share: 0.05,
  questions: (look) => [{ id: "trainFigures", of: cutAt(look) }],
  work: ({ ranked, handle }) =>
    inOne(() => {
      const { accuracy, loss } = observer.trainFigures(ranked.layers, cutMask(ranked, handle));
      return { key: ranked.key, handle, accuracy, loss, count: observer.trainCount };
    }),
});
