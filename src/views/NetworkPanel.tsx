import { useMemo } from "react";
import { NetworkDiagram } from "../charts/network/NetworkDiagram.tsx";
import { WeightMatrices } from "../charts/network/WeightMatrices.tsx";
import { effectiveCount } from "../pruning/connectivity.ts";
import { keptIn } from "../pruning/mask.ts";
import { setMarked } from "../store/actions.ts";
import { type Cut, useCut } from "../store/cut.ts";
import { useStore } from "../store/store.ts";
import { count, percent } from "./format.ts";
import { Panel } from "./Panel.tsx";

/** More weights than this are drawn as matrices: lines would be a grey felt. */
const mostEdges = 2200;

/** Units and connections, or weight matrices for big layers. */
export function NetworkPanel() {
  const cut = useCut();
  const data = useStore((state) => state.data);
  const preview = useStore((state) => state.preview);
  const drawn = cut !== null && cut.total <= mostEdges;
  const state = useMemo(() => (cut ? unitsAlive(cut) : ""), [cut]);
  const say = drawn ? (
    <>
      <span className="pos">blue adds</span>, <span className="neg">orange subtracts</span>, thicker is stronger, dashed
      is pruned
    </>
  ) : (
    <>
      <span className="pos">blue adds</span>, <span className="neg">orange subtracts</span>, darker is stronger; blank
      is pruned, a dashed frame is a dead unit
    </>
  );
  const table = () => ({
    caption: "Layers at this cut",
    columns: ["Layer", "Shape", "Weights kept", "Sparsity", "Dead units"],
    rows: (cut?.snapshot.layers ?? []).map((layer, l) => {
      const kept = keptIn(cut!.mask.get(layer.name)!);
      const total = layer.weights.length;
      const dead = cut!.dead[l] ? keptIn(cut!.dead[l]) : "–";
      return [
        layer.name,
        layer.shape.length === 4
          ? `${layer.shape[0]} × ${layer.shape[1]}, ${layer.shape.slice(2).join(" → ")}`
          : layer.shape.join(" → "),
        `${count(kept)} of ${count(total)}`,
        `${percent(1 - kept / total)}\u202f%`,
        dead,
      ];
    }),
  });
  const summary = cut ? `${count(cut.kept)} of ${count(cut.total)} connections kept, ${state}` : "";
  return (
    <Panel id="network" title="Network" say={say} state={state} table={table}>
      {!cut || !data ? (
        <div className="plot" />
      ) : drawn ? (
        <NetworkDiagram
          layers={cut.snapshot.layers}
          mask={cut.mask}
          locked={cut.snapshot.locked}
          dead={cut.dead}
          inputLabels={data.kind === "points" ? ["x₁", "x₂"] : []}
          outputLabels={data.classes}
          unitFields={preview?.unitFields}
          summary={summary}
          onHover={setMarked}
        />
      ) : (
        <div className="plot">
          <WeightMatrices
            layers={cut.snapshot.layers}
            mask={cut.mask}
            dead={cut.dead}
            imageShape={data.kind === "images" ? data.inputShape : null}
            columns={columnsFor(cut)}
            summary={summary}
          />
        </div>
      )}
    </Panel>
  );
}

/** Shares of the width: a dense layer that reads an image needs most, filters more than matrices. */
export function columnsFor(cut: Cut): number[] {
  const layers = cut.snapshot.layers;
  if (cut.total <= mostEdges || layers.length === 1) return layers.map(() => 1);
  return layers.map(({ shape }, l) => (shape.length === 4 ? 1.6 : l === 0 ? 4 : 1));
}

function unitsAlive({ snapshot, mask, dead }: Cut): string {
  const units = dead.reduce((sum, layer) => sum + layer.length, 0);
  const gone = dead.reduce((sum, layer) => sum + keptIn(layer), 0);
  if (gone === 0) return `all ${count(units)} units alive`;
  const kept = [...mask.values()].reduce((sum, bits) => sum + keptIn(bits), 0);
  const nowhere = kept - effectiveCount(snapshot.layers, mask);
  return `${count(gone)} of ${count(units)} units dead${nowhere > 0 ? `, ${count(nowhere)} kept ${nowhere === 1 ? "weight leads" : "weights lead"} nowhere` : ""}`;
}
