import { type Chosen, countChosen } from "../pruning/chosen.ts";
import type { HandEdit } from "../pruning/hand.ts";
import type { Mask } from "../pruning/types.ts";
import { editByHand } from "../store/actions.ts";
import { count } from "./format.ts";

/** What can be done with chosen weights. */
export function ChosenBar({ chosen, mask, onDone }: { chosen: Chosen; mask: Mask; onDone?: () => void }) {
  const { all, kept } = countChosen(chosen, mask);
  const button = (label: string, action: HandEdit["action"], enabled: boolean) => (
    <button
      type="button"
      className="btn"
      disabled={!enabled}
      onClick={() => {
        editByHand({ action, weights: chosen });
        onDone?.();
      }}
    >
      {label}
    </button>
  );
  return (
    <>
      <p aria-live="polite">
        <b>{count(all)}</b> {all === 1 ? "weight" : "weights"}, {count(kept)} kept
      </p>
      <div className="grp">
        {button("Prune", "prune", kept > 0)}
        {button("Restore", "restore", kept < all)}
        {button("Leave to the slider", "release", all > 0)}
      </div>
    </>
  );
}
