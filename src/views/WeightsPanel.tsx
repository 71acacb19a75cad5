import { Histogram } from "../charts/histogram/Histogram.tsx";
import { countsAt, sparsityFor, thresholdsAt } from "../pruning/cut.ts";
import { keptIn } from "../pruning/mask.ts";
import type { RankedList } from "../pruning/types.ts";
import { moveLayer, moveSparsity } from "../store/actions.ts";
import { type Cut, useCut } from "../store/cut.ts";
import { useStore } from "../store/store.ts";
import { count } from "./format.ts";
import { layerLabel } from "./layerLabel.ts";
import { columnsFor } from "./NetworkPanel.tsx";
import { Panel } from "./Panel.tsx";

/** A histogram per layer, each under its own layer of the network; the cut lines are the same cut. */
export function WeightsPanel() {
  const cut = useCut();
  const sparsity = useStore((state) => state.sparsity);
  const setup = useStore((state) => state.setup);
  const layers = cut?.snapshot.layers ?? [];
  const isThreshold = setup.criterion === "magnitude" && setup.granularity === "weight";
  const thresholds = cut && isThreshold ? layerThresholds(cut, sparsity) : layers.map(() => null);
  const table = () => ({
    caption: "Weights by layer at this cut",
    columns: ["Layer", "Kept", "Of", "Cut at |w| below", "Largest |w|"],
    rows: layers.map((layer, l) => [
      layer.name,
      count(keptIn(cut!.mask.get(layer.name)!)),
      count(layer.weights.length),
      thresholds[l]?.toPrecision(3) ?? "–",
      layer.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0).toPrecision(3),
    ]),
  });
  return (
    <Panel id="weights" title="Weights" className="flush" head={<h2 className="vh">Weights</h2>} table={table}>
      <div
        className="hists"
        style={{
          gridTemplateColumns: cut
            ? columnsFor(cut)
                .map((share) => `minmax(0, ${share}fr)`)
                .join(" ")
            : undefined,
        }}
      >
        {cut
          ? layers.map((layer, l) => (
              <Histogram
                key={layer.name}
                caption={layerLabel(layers, l)}
                weights={layer.weights}
                locked={cut.snapshot.locked.get(layer.name)!}
                mask={cut.mask.get(layer.name)!}
                threshold={thresholds[l]}
                onThreshold={(threshold, final) => {
                  // By hand, a layer moves alone.
                  if (cut.snapshot.ranking.scope === "hand") moveLayer(l, shareAt(cut, l, threshold), final);
                  else moveSparsity(sparsityAt(cut, l, threshold), final);
                }}
              />
            ))
          : null}
      </div>
    </Panel>
  );
}

/** Where the cut lies in every layer: one threshold for global, else one a layer; null for protected layers. */
function layerThresholds(cut: Cut, sparsity: number): (number | null)[] {
  const { ranking } = cut.snapshot;
  const counts = countsAt(ranking, sparsity);
  const thresholds = thresholdsAt(ranking, sparsity).map((threshold, l) => {
    if (counts[l] === 0) return 0;
    if (threshold !== null) return threshold;
    return ranking.lists[l].scores.at(-1) ?? null;
  });
  const lists = listsOfLayers(cut);
  return lists.map((list) => (list === null ? null : thresholds[list]));
}

/** The list each layer is ranked in; null where it is protected. */
function listsOfLayers({ snapshot }: Cut): (number | null)[] {
  const { ranking, layers } = snapshot;
  const ends: number[] = [];
  let offset = 0;
  for (const layer of layers) {
    offset += layer.weights.length;
    ends.push(offset);
  }
  const found: (number | null)[] = layers.map(() => null);
  ranking.lists.forEach((list, l) => {
    const seen = new Set<number>();
    for (const entry of list.order) {
      const layer = ends.findIndex((end) => entry < end);
      seen.add(layer);
      if (ranking.scope !== "global" || seen.size === layers.length) break;
    }
    for (const layer of seen) found[layer] = l;
  });
  return found;
}

/** The sparsity, to a thousandth, whose cut prunes the weights of a layer's list with a score below the threshold. */
function sparsityAt(cut: Cut, layer: number, threshold: number): number {
  const place = listsOfLayers(cut)[layer] ?? 0;
  return sparsityFor(cut.snapshot.ranking, place, countBelow(cut.snapshot.ranking.lists[place], threshold));
}

/** Share of a layer's weights with a score below the threshold. */
function shareAt(cut: Cut, layer: number, threshold: number): number {
  const list = cut.snapshot.ranking.lists[listsOfLayers(cut)[layer] ?? 0];
  return countBelow(list, threshold) / list.order.length;
}

/** Entries of a list with a score below the threshold. */
function countBelow(list: RankedList, threshold: number): number {
  let low = 0;
  let high = list.scores.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list.scores[middle] < threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}
