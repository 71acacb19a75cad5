import { type Chosen, countChosen } from "../pruning/chosen.ts";
import type { ManualEdit } from "../pruning/manualEdits.ts";
import { editByHand } from "../store/actions/training.ts";
import type { Cut } from "../store/cut.ts";
import { count } from "../text/numbers.ts";
import styles from "./ChosenBar.module.css";
import { useLayerNames } from "./useLayerNames.ts";
import { valuesOf } from "./weightValues.ts";

/** What can be done with chosen weights. */
export function ChosenBar({ chosen, cut, onDone }: { chosen: Chosen; cut: Cut; onDone?: () => void }) {
  const { kernels } = useLayerNames();
  const { all, kept } = countChosen(chosen, cut.mask);
  const [only] = all === 1 ? valuesOf(chosen, cut, kernels) : [];
  const button = (label: string, action: ManualEdit["action"], enabled: boolean) => (
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
        {only ? (
          <>
            {only.kernel}: {only.from} → {only.to}, <b>w = {only.weight}</b>, {only.isKept ? "kept" : "pruned"}
          </>
        ) : (
          <>
            <b>{count(all)}</b> weights, {count(kept)} kept
          </>
        )}
      </p>
      <div className={styles.buttons}>
        {button("Prune", "prune", kept > 0)}
        {button("Restore", "restore", kept < all)}
        {button("Leave to the slider", "release", all > 0)}
      </div>
    </>
  );
}
