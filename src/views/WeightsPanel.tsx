import type { CSSProperties } from "react";
import histogram from "../charts/histogram/Histogram.module.css";
import { keptIn } from "../network/mask.ts";
import { cancelMove, moveLayer, moveSparsity } from "../store/actions/handle.ts";
import { useCut } from "../store/cut.ts";
import { useStore } from "../store/store.ts";
import { drawingOf } from "./drawn.tsx";
import { count } from "./format.ts";
import { columnsFor } from "./NetworkPanel.tsx";
import { Panel } from "./Panel.tsx";
import { layerThresholds, shareAt, sparsityAt } from "./thresholds.ts";
import { useLayerNames } from "./useLayerNames.ts";
import styles from "./WeightsPanel.module.css";

const Histogram = drawingOf("Histogram", histogram.histogram);

/** A histogram per layer, each under its own layer of the network; the cut lines are the same cut. */
export function WeightsPanel() {
  const cut = useCut();
  const sparsity = useStore((state) => state.sparsity);
  const setup = useStore((state) => state.setup);
  const layers = cut?.snapshot.layers ?? [];
  const { kernels } = useLayerNames();
  const isThreshold = setup.criterion === "magnitude" && setup.granularity === "weight";
  const thresholds = cut && isThreshold ? layerThresholds(cut, sparsity) : layers.map(() => null);
  const table = () => ({
    caption: "Weights by layer at this cut",
    columns: ["Weights", "Kept", "Of", "Cut at |w| below", "Largest |w|"],
    rows: layers.map((layer, l) => [
      kernels[l],
      count(keptIn(cut!.mask.get(layer.name)!)),
      count(layer.weights.length),
      thresholds[l]?.toPrecision(3) ?? "–",
      layer.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0).toPrecision(3),
    ]),
  });
  return (
    <Panel title="Weights" className={styles.panel} head={<h2 className="vh">Weights</h2>} table={table}>
      <div
        className={styles.hists}
        style={
          {
            "--columns": cut
              ? columnsFor(cut)
                  .map((share) => `minmax(0, ${share}fr)`)
                  .join(" ")
              : undefined,
          } as CSSProperties
        }
      >
        {cut
          ? layers.map((layer, l) => (
              <Histogram
                key={layer.name}
                caption={kernels[l]}
                weights={layer.weights}
                locked={cut.snapshot.locked.get(layer.name)!}
                mask={cut.mask.get(layer.name)!}
                threshold={thresholds[l]}
                onThreshold={(threshold, final) => {
                  // By hand, a layer moves alone.
                  if (cut.snapshot.ranking.scope === "hand") moveLayer(l, shareAt(cut, l, threshold), final);
                  else moveSparsity(sparsityAt(cut, l, threshold), final);
                }}
                onCancel={cancelMove}
              />
            ))
          : null}
      </div>
    </Panel>
  );
}
