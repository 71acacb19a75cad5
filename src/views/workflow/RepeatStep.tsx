import { RotateCcw } from "lucide-react";
import { Line } from "../../charts/Line.tsx";
import type { Cut } from "../../store/cut.ts";
import { ActionButton } from "../ActionButton.tsx";
import type { StepStage } from "./Step.tsx";

/** Back to the first weights with the mask kept, or once more around. */
export function RepeatStep({ state, head, cut }: StepStage & { cut: Cut | null }) {
  return (
    <li className={`step ${state}`} data-step="repeat">
      {head("Repeat")}
      <div className="ctl">
        <ActionButton id="rewind-keep-mask" className="btn" cut={cut}>
          <RotateCcw aria-hidden />
          Rewind, keep mask
        </ActionButton>
      </div>
      <Line className="note">Or prune more, fine-tune again</Line>
    </li>
  );
}
