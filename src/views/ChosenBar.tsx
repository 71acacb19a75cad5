import { filled } from "../charts/filled.ts";
import { type Chosen, countChosen } from "../pruning/chosen.ts";
import type { ManualEdit } from "../pruning/manualEdits.ts";
import { editByHand } from "../store/actions/training.ts";
import type { Cut } from "../store/cut.ts";
import { chosenText } from "../text/chosen.ts";
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
        {filled(
          only
            ? chosenText.one(only.kernel, only.from, only.to, <b>{chosenText.weight(only.weight)}</b>, only.isKept)
            : chosenText.many(<b>{count(all)}</b>, kept),
        )}
      </p>
      <div className={styles.buttons}>
        {button(chosenText.prune, "prune", kept > 0)}
        {button(chosenText.restore, "restore", kept < all)}
        {button(chosenText.release, "release", all > 0)}
      </div>
    </>
  );
}
