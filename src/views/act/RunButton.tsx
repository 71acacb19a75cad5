import { Pause, Play } from "lucide-react";
import { useStore } from "../../store/store.ts";
import { useAction } from "../ActionButton.tsx";

/** Starts a run and pauses it; filled where it is what is due. */
export function RunButton(props: { id: "train" | "fine-tune"; isDue: boolean }) {
  const { id, isDue } = props;
  const { label, hint, canRun, run } = useAction(id);
  const isRunning = useStore((state) => state.running === (id === "train" ? "train" : "finetune"));
  return (
    <button type="button" className={isDue ? "btn next" : "btn"} title={hint} disabled={!canRun} onClick={run}>
      {isRunning ? <Pause aria-hidden className="solid" /> : <Play aria-hidden className="solid" />}
      <span>{label}</span>
    </button>
  );
}
