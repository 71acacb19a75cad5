import { useStore } from "../../store/store.ts";
import { count } from "../format.ts";
import { Word } from "../margin/Word.tsx";
import { RunButton } from "./RunButton.tsx";
import { Step, type StepStage } from "./Step.tsx";

/** Train and pause, for so many epochs. */
export function TrainStep({ stage, isDue }: { stage: StepStage; isDue: boolean }) {
  const epochs = useStore((state) => state.setup.trainEpochs);
  return (
    <Step id="train" name="Train" note={<Epoch />} stage={stage}>
      <RunButton id="train" isDue={isDue} />
      <Word page="train" name="How to train" value={epochs === 1 ? "1 epoch" : `${count(epochs)} epochs`} />
    </Step>
  );
}

/** "epoch 30": how far the run is. */
function Epoch() {
  const epoch = useStore((state) => Math.floor(state.progress.epoch));
  const isRunning = useStore((state) => state.running !== null);
  return isRunning ? `epoch ${count(epoch)}` : null;
}
