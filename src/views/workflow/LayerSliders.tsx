import { moveOf } from "../../charts/tradeoff/SparsityInput.tsx";
import { useSettled } from "../../charts/useSettled.ts";
import { keptIn } from "../../network/mask.ts";
import { whyNotFor } from "../../pruning/offer.ts";
import { cancelMove, commitMove, moveLayer, moveLayerBy } from "../../store/actions/handle.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { sharesNow, useCut } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { sentenceOf } from "../../text/faults/catalogue.ts";
import { layersText } from "../../text/layers.ts";
import { percentSign } from "../../text/numbers.ts";
import { useLayerNames } from "../useLayerNames.ts";
import styles from "./LayerSliders.module.css";

/** How much of every layer is left, and, by hand, a slider for each. */
export function LayerSliders() {
  const cut = useCut();
  const { kernels } = useLayerNames();
  const setup = useStore((state) => state.setup);
  const sparsity = useStore((state) => state.sparsity);
  if (!cut) return null;
  const { layers, ranking } = cut.snapshot;
  const isByHand = ranking.scope === "hand" && setup.scope === "hand";
  const shares = sharesNow(ranking, sparsity, setup);
  const reason = whyNotFor({ ...setup, scope: "hand" });
  return (
    <>
      <div>
        {layers.map((layer, index) => {
          const bits = cut.mask.get(layer.name)!;
          const density = keptIn(bits) / bits.length;
          const label = kernels[index];
          const canMove = isByHand && ranking.lists.some((list) => list.layer === index);
          return (
            <div className={styles.layer} key={layer.name}>
              <span>{label}</span>
              <span className={styles.amount}>{layersText.kept(density, bits.length)}</span>
              <span className={styles.density} aria-hidden>
                <span style={{ width: `${100 * density}%` }} />
              </span>
              {canMove ? <LayerSlider index={index} label={label} share={shares[index]} /> : null}
            </div>
          );
        })}
      </div>
      {isByHand ? (
        <p>{layersText.together(cut.sparsity)}</p>
      ) : (
        <>
          <p>{reason ? sentenceOf(reason) : layersText.offer}</p>
          <p>
            <button
              type="button"
              className="btn"
              disabled={reason !== null}
              onClick={() => changeSetup({ scope: "hand" })}
            >
              {layersText.set}
            </button>
          </p>
        </>
      )}
    </>
  );
}

/** Shows every move at once; what it was left at becomes a step. Keys lead on from where the layer stands: what is shown may be a key
 *  behind. */
function LayerSlider({ index, label, share }: { index: number; label: string; share: number }) {
  const settled = useSettled(commitMove);
  return (
    <input
      type="range"
      className="mini"
      aria-label={layersText.slider(label)}
      aria-valuetext={percentSign(share)}
      min={0}
      max={100}
      step={1}
      value={Math.round(100 * share)}
      onChange={(event) => {
        settled.moved();
        moveLayer(index, Number(event.target.value) / 100, false);
      }}
      onKeyDown={(event) => {
        const move = moveOf(event);
        if (!move) return;
        event.preventDefault();
        settled.moved();
        moveLayerBy(index, move, false);
      }}
      onPointerUp={settled.settle}
      onPointerCancel={() => {
        settled.forget();
        cancelMove();
      }}
      onKeyUp={settled.released}
      onBlur={settled.settle}
    />
  );
}
