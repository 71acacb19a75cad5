import { RotateCcw } from "lucide-react";
import { Line } from "../../charts/Line.tsx";
import { rewind } from "../../store/actions/training.ts";
import type { Stage } from "./Step.tsx";

/** Back to the first weights with the mask kept, or once more around. */
export function RepeatStep({ state, head, pruned }: Stage & { pruned: boolean }) {
  return (
    <li className={`step ${state}`} data-step="repeat">
      {head("Repeat")}
      <div className="ctl">
        <button
          type="button"
          className="btn"
          disabled={!pruned}
          title="The same initial weights, with the mask kept: is the mask alone a winning ticket?"
          onClick={() => rewind(true)}
        >
          <RotateCcw aria-hidden />
          Rewind, keep mask
        </button>
      </div>
      <Line className="note">Or prune more, fine-tune again</Line>
    </li>
  );
}
