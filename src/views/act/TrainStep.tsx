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

/** "epoch 30": how far the run is. */
function Epoch() {
  const epoch = useStore((state) => Math.floor(state.progress.epoch));
  const isRunning = useStore((state) => state.running !== null);
  return isRunning ? railText.epoch(epoch) : null;
}
