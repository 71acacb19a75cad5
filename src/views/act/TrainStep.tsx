import { runSoFar } from "../../store/runSoFar.ts";
import { useStore } from "../../store/store.ts";
import { railText } from "../../text/act.ts";
import { epochs, epochsOn } from "../../text/training.ts";
import { Word } from "../margin/Word.tsx";
import { RunButton } from "./RunButton.tsx";
import { Step, type StepStage } from "./Step.tsx";

/** Train and pause, for so many epochs. */
export function TrainStep({ stage, isDue }: { stage: StepStage; isDue: boolean }) {
  const trained = useStore((state) => state.setup.trainEpochs);
  // Another engine than was meant is told where one starts it.
  const place = useStore(({ backend }) => (backend?.fallback ? backend.name : null));
  return (
    <Step id="train" name={railText.steps.train} note={<Epoch />} stage={stage}>
      <RunButton id="train" isDue={isDue} />
      <Word page="train" name={railText.howToTrain} value={place ? epochsOn(trained, place) : epochs(trained)} />
    </Step>
  );
}

/** "epoch 3 of 8": how far the run is. */
function Epoch() {
  const said = useStore((state) => {
    const run = runSoFar(state);
    return run && railText.epochOf(Math.min(run.epochs, Math.floor(run.done) + 1), run.epochs);
  });
  return said;
}
