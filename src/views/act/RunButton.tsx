import { Pause, Play } from "lucide-react";
import type { Cut } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { useAction } from "../ActionButton.tsx";

/** Starts a run and pauses it; filled where it is what is due. */
export function RunButton(props: { id: "train" | "fine-tune"; isDue: boolean; cut?: Cut | null }) {
  const { id, isDue, cut = null } = props;
  const { label, hint, canRun, run } = useAction(id, cut);
  const isRunning = useStore((state) => state.running === (id === "train" ? "train" : "finetune"));
  return (
    <button type="button" className={isDue ? "btn next" : "btn"} title={hint} disabled={!canRun} onClick={run}>
      {isRunning ? <Pause aria-hidden className="solid" /> : <Play aria-hidden className="solid" />}
      <span>{label}</span>
    </button>
  );
}
