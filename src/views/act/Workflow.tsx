import { type CSSProperties, useState } from "react";
import { useStore } from "../../store/store.ts";
import { railText } from "../../text/act.ts";
import { stepAt, useNextAction } from "../useNextAction.ts";
import { FineTuneStep } from "./FineTuneStep.tsx";
import { PruneStep } from "./PruneStep.tsx";
import { RepeatStep } from "./RepeatStep.tsx";
import type { StepStage } from "./Step.tsx";
import { TrainStep } from "./TrainStep.tsx";
import styles from "./Workflow.module.css";

/** Train, prune, fine-tune, repeat: the transport control, drawn as a loop. */
export function Workflow() {
  const running = useStore((state) => state.running);
  const isUntrained = useStore((state) => state.progress.step === 0);
  const next = useNextAction();
  const here = stepAt(next, running);
  const [looked, look] = useState<{ step: number; at: number } | null>(null);
  // Where there is little room one step is open at a time: the one that is due, until another is tapped.
  const open = looked?.at === here ? looked.step : here;
  const stage = (step: number, stands: StepStage["stands"]): StepStage => ({
    number: step,
    stands,
    isOpen: open === step,
    onOpen: () => look({ step, at: here }),
  });
  return (
    <section aria-label={railText.region}>
      <ol className={styles.rail}>
        <li
          className={styles.line}
          style={{ "--done": !isUntrained && running !== "train" ? 1 : 0 } as CSSProperties}
          aria-hidden
        />
        <li className={styles.loop} aria-hidden />
        <TrainStep stage={stage(1, here === 1 ? "here" : "done")} isDue={next === "train"} />
        <PruneStep stage={stage(2, here === 2 ? "here" : here === 3 ? "done" : "ahead")} />
        <FineTuneStep stage={stage(3, here === 3 ? "here" : "ahead")} isDue={next === "finetune"} />
        <RepeatStep stage={stage(4, "ahead")} />
      </ol>
    </section>
  );
}
