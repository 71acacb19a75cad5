import { useCut } from "../../../store/cut.ts";
import { useStore } from "../../../store/store.ts";
import { count, nounOf, percent } from "../../../text/numbers.ts";
import { sealText } from "../../../text/seal.ts";
import { ActionButton } from "../../ActionButton.tsx";
import { useScore } from "../../stage/score.ts";
import styles from "./SealPage.module.css";

/** What it means to look at the test set, and the one button that does. */
export function SealPage() {
  const data = useStore((state) => state.data);
  const cut = useCut();
  const isTuned = useStore(({ history }) => history.entries[history.current]?.kind === "finetune");
  const { score, times } = useScore();
  if (!data) return null;
  const isPruned = cut !== null && cut.kept < cut.total;
  return (
    <div className={styles.seal}>
      <p className={styles.lead}>{sealText.lead(count(data.testCount), nounOf(data))}</p>
      <ul>
        <li data-is="done">{isPruned ? sealText.settled(percent(cut.sparsity)) : sealText.whole}</li>
        {isPruned ? <li data-is={isTuned ? "done" : "open"}>{isTuned ? sealText.tuned : sealText.notTuned}</li> : null}
      </ul>
      {score ? (
        <p className={styles.lead}>
          {sealText.score(
            percent(score.accuracy),
            count(Math.round(score.count * (1 - score.accuracy))),
            count(score.count),
          )}
        </p>
      ) : (
        <ActionButton id="score-test" className="btn next" />
      )}
      <p>
        {times === 0 ? sealText.sealed : sealText.looks(times)} {sealText.once} {sealText.counts}
      </p>
    </div>
  );
}
