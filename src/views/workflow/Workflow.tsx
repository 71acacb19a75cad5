import { useState } from "react";
import { useCut } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { stepAt, useNextAction } from "../useNextAction.ts";
import { FineTuneStep } from "./FineTuneStep.tsx";
import { PruneStep } from "./PruneStep.tsx";
import { Rail } from "./Rail.tsx";
import { RepeatStep } from "./RepeatStep.tsx";
import { StepHead } from "./Step.tsx";
import { TrainStep } from "./TrainStep.tsx";

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
  const stage = (step: number, state: string) => ({
    state: `${state} ${open === step ? "open" : ""}`,
    head: (name: string) => (
      <StepHead number={step} name={name} open={open === step} onOpen={() => look({ step, at: here })} />
    ),
  });
  return (
    <section className="workflow" aria-label="Workflow">
      <Rail doneTo={here} />
      <ol className="flow">
        <TrainStep setup={setup} {...stage(1, here === 1 ? "here" : "done")} next={next === "train"} />
        <PruneStep setup={setup} {...stage(2, here === 2 ? "here" : here === 3 ? "done" : "")} trained={trained} />
        <FineTuneStep setup={setup} {...stage(3, here === 3 ? "here" : "")} next={next === "finetune"} cut={cut} />
        <RepeatStep {...stage(4, "")} cut={cut} />
      </ol>
    </section>
  );
}
