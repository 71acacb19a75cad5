import type { Mask } from "../../network/mask.ts";
import type { Layer } from "../../network/network.ts";
import { type ManualEdits, manual } from "../../pruning/manualEdits.ts";
import { weightTip } from "../../text/charts.ts";
import { weightText } from "../../text/stage.ts";
import type { Hit } from "./hits.ts";
import styles from "./WeightTip.module.css";

/** A weight in words, beside the pointer. */
export function WeightTip(props: {
  hit: Hit;
  layers: readonly Layer[];
  /** Of the kernel that the weight is of. */
  name: string | undefined;
  /** Where the inputs have names that say more than their number. */
  inputNames?: readonly string[] | undefined;
  mask: Mask;
  edits: ManualEdits;
  description: string | null;
  width: number;
}) {
  const { hit, layers, name, inputNames, mask, edits, description: told, width } = props;
  const layer = layers[hit.layer];
  const out = layer.shape[1];
  const weight = layer.weights[hit.index];
  const kept = mask.get(layer.name)![hit.index] === 1;
  const isByHand = edits.get(layer.name)?.[hit.index] === (kept ? manual.kept : manual.pruned);
  const from = Math.floor(hit.index / out);
  const to = (hit.index % out) + 1;
  const input = hit.layer === 0 ? inputNames?.[from] : undefined;
  const style =
    hit.x > width / 2 ? { right: width - hit.x + 12, top: hit.y - 14 } : { left: hit.x + 12, top: hit.y - 14 };
  return (
    <div className={styles.tip} style={style}>
      <b>{weightTip.value(weightText(weight))}</b>
      {weightTip.fate(kept, isByHand)}
      <br />
      {weightTip.place(name, input ?? from + 1, to, weight)}
      {told ? (
        <>
          <br />
          {told}
        </>
      ) : null}
    </div>
  );
}
