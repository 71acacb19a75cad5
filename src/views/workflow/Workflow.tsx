import { useState } from "react";
import { useCut } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { stepAt, useNextAction } from "../useNextAction.ts";
import { FineTuneStep } from "./FineTuneStep.tsx";
import { PruneStep } from "./PruneStep.tsx";
import { Rail } from "./Rail.tsx";
import { RepeatStep } from "./RepeatStep.tsx";
import type { StepStage } from "./Step.tsx";
import { TrainStep } from "./TrainStep.tsx";
import styles from "./Workflow.module.css";

/** Train, prune, fine-tune, repeat: the transport control, drawn as a loop. */
export function Workflow() {
  const setup = useStore((state) => state.setup);
  const running = useStore((state) => state.running);
  const step = useStore((state) => state.progress.step);
  const entries = useStore((state) => state.history.entries);
  const cut = useCut();
  const trained = step > 0 || entries.some((entry) => entry.kind === "train" || entry.kind === "load");
  const next = useNextAction();
  const here = stepAt(next, running);
  const [looked, look] = useState<{ step: number; at: number } | null>(null);
  // On phones one step is open at a time: the one that is due, until another is tapped.
  const open = looked?.at === here ? looked.step : here;
  const stage = (step: number, stands: StepStage["stands"]): StepStage => ({
    number: step,
    stands,
    isOpen: open === step,
    onOpen: () => look({ step, at: here }),
  });
  return (
    <section className={styles.workflow} aria-label="Workflow">
      <Rail doneTo={here} />
      <ol className={styles.flow}>
        <TrainStep setup={setup} stage={stage(1, here === 1 ? "here" : "done")} next={next === "train"} />
        <PruneStep
          setup={setup}
          stage={stage(2, here === 2 ? "here" : here === 3 ? "done" : "ahead")}
          trained={trained}
        />
        <FineTuneStep
          setup={setup}
          stage={stage(3, here === 3 ? "here" : "ahead")}
          next={next === "finetune"}
          cut={cut}
        />
        <RepeatStep stage={stage(4, "ahead")} cut={cut} />
      </ol>
    </section>
  );
}
