import { useStore } from "../../../store/store.ts";
import { ActionButton } from "../../ActionButton.tsx";
import { TimelinePanel } from "../../TimelinePanel.tsx";
import { TrainChoices } from "../../workflow/TrainStep.tsx";

/** How the network is trained, and how it went so far. */
export function TrainPage() {
  const setup = useStore((state) => state.setup);
  return (
    <>
      <TrainChoices setup={setup} />
      <ActionButton id="new-seed" className="btn" />
      <TimelinePanel />
    </>
  );
}
