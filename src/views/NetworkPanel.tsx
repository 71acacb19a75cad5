import { X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import matrices from "../charts/network/WeightMatrices.module.css";
import plot from "../charts/plot.module.css";
import type { BrushedBox } from "../charts/useBrush.ts";
import { keptIn } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";
import { type Chosen, toggled, weightsOfUnits } from "../pruning/chosen.ts";
import { criterionOf } from "../pruning/criteria/registry.ts";
import { manual } from "../pruning/manualEdits.ts";
import { rankOf } from "../pruning/order.ts";
import { setMarked } from "../store/actions/look.ts";
import { editByHand } from "../store/actions/training.ts";
import { useDifference } from "../store/compare.ts";
import { type Cut, useCut } from "../store/cut.ts";
import { useResult } from "../store/results.ts";
import { useStore } from "../store/store.ts";
import { ChosenBar } from "./ChosenBar.tsx";
import { Difference } from "./Difference.tsx";
import { describePaths } from "./describePaths.ts";
import { drawingOf } from "./drawn.tsx";
import { partOf } from "./Fetched.tsx";
import { count, figure, percent } from "./format.ts";
import type { Sought } from "./HandEditor.tsx";
import styles from "./NetworkPanel.module.css";
import { Panel } from "./Panel.tsx";
import { Sheet } from "./Sheet.tsx";
import { useLayerNames } from "./useLayerNames.ts";

const NetworkDiagram = drawingOf("NetworkDiagram", plot.plot);
const WeightMatrices = drawingOf("WeightMatrices", matrices.matrices);
const handEditor = partOf(async () => (await import("./sheets.ts")).HandEditor);

/** More weights than this are drawn as matrices: lines would be a grey felt. */
const mostEdges = 2200;

const legendShort = (
  <>
    <span className="pos">blue adds</span>, <span className="neg">orange subtracts</span>
  </>
);

/** Units and connections, or weight matrices for big layers. */
export function NetworkPanel() {
  const cut = useCut();
  const names = useLayerNames();
  const data = useStore((state) => state.data);
  const preview = useResult("preview");
  const drawn = cut !== null && cut.total <= mostEdges;
  const difference = useDifference(cut);
  const [sought, seek] = useState<Sought>({ layer: "", units: "all", inputs: "all", isWhole: false });
  const [marked, choose] = useState<{ weights: Chosen; box: BrushedBox; network: number } | null>(null);
  // Another network has other weights.
  const chosen = marked?.network === cut?.snapshot.key.run ? marked : null;
  const unit = cut && chosen ? unitOf(cut.snapshot.layers, chosen.weights) : null;
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (marked) bar.current?.querySelector<HTMLElement>("button:not(:disabled)")?.focus();
  }, [marked]);
  const state = useMemo(() => (cut ? [describePaths(cut), ...decidedByHand(cut)].join(", ") : ""), [cut]);
  const criterion = useStore((state) => state.setup.criterion);
  const say = !cut ? null : difference ? (
    <Difference {...difference} isDrawn={drawn} />
  ) : drawn ? (
    <>
      <span className="pos">blue adds</span>, <span className="neg">orange subtracts</span>, thick is strong, dashed
      pruned
    </>
  ) : (
    <>
      <span className="pos">blue adds</span>, <span className="neg">orange subtracts</span>, vivid is strong, blank
      pruned; dashed frames are dead
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
        names.layers[l],
        layer.shape.length === 4
          ? `${layer.shape[0]} × ${layer.shape[1]}, ${layer.shape.slice(2).join(" → ")}`
          : layer.shape.join(" → "),
        `${count(kept)} of ${count(total)}`,
        `${percent(1 - kept / total)}\u202f%`,
        dead,
      ];
    }),
  });
  const pointing = {
    onToggle: (weights: Chosen) => {
      if (cut) editByHand(toggled(weights, cut.mask));
    },
    onChoose: (weights: Chosen, box: BrushedBox) => {
      if (cut) choose(weights.size > 0 ? { weights, box, network: cut.snapshot.key.run } : null);
    },
    chosen: chosen?.weights ?? null,
  };
  const tools = (
    <Sheet
      label="by hand"
      name="Prune by hand"
      title="By hand"
      width="wide"
      part={handEditor}
      props={{ sought, onSeek: seek }}
    />
  );
  const summary = cut ? `${count(cut.kept)} of ${count(cut.total)} weights kept, ${state}` : "";
  return (
    <Panel
      title="Network"
      className={styles.panel}
      say={say}
      sayShort={difference ? null : legendShort}
      state={difference ? undefined : state}
      stateShort={state.split(", ")[0]}
      tools={tools}
      table={table}
    >
      {!cut || !data ? (
        <div className={plot.plot} />
      ) : drawn ? (
        <NetworkDiagram
          layers={cut.snapshot.layers}
          mask={cut.mask}
          other={difference?.other.mask}
          locked={cut.snapshot.locked}
          dead={cut.dead}
          kernelNames={names.kernels}
          inputLabels={data.kind === "points" ? ["x₁", "x₂"] : data.inputNames}
          outputLabels={data.classes}
          unitFields={preview?.unitFields}
          summary={summary}
          tell={(weight) => describeScore(cut, criterion, weight)}
          edits={cut.snapshot.edits}
          onHover={setMarked}
          {...pointing}
        />
      ) : (
        <div className={`${plot.plot} ${styles.matrices}`}>
          <WeightMatrices
            layers={cut.snapshot.layers}
            mask={cut.mask}
            other={difference?.other.mask}
            dead={cut.dead}
            names={names.layers}
            imageShape={data.kind === "images" ? data.inputShape : null}
            columns={columnsFor(cut)}
            summary={summary}
            {...pointing}
          />
        </div>
      )}
      {cut && chosen ? (
        <div
          className={styles.chosen}
          role="dialog"
          aria-label="Chosen weights"
          style={{ left: `clamp(0px, ${chosen.box.x0}px, calc(100% - 30rem))`, top: chosen.box.y1 + 6 }}
          ref={bar}
          onKeyDown={(event) => {
            if (event.key === "Escape") choose(null);
          }}
        >
          <ChosenBar chosen={chosen.weights} cut={cut} onDone={() => choose(null)} />
          {unit ? (
            <button type="button" className="btn" onClick={() => choose({ ...chosen, weights: unit })}>
              Whole unit
            </button>
          ) : null}
          <button type="button" className="icon small" aria-label="Close" onClick={() => choose(null)}>
            <X aria-hidden />
          </button>
        </div>
      ) : null}
    </Panel>
  );
}

/** All weights of the unit that the one chosen weight leads into; null where more are chosen. */
function unitOf(layers: readonly Layer[], chosen: Chosen): Chosen | null {
  const [[name, indexes]] = chosen;
  if (chosen.size > 1 || indexes.length > 1) return null;
  const l = layers.findIndex((layer) => layer.name === name);
  return weightsOfUnits(layers, l, new Set([indexes[0] % layers[l].bias.length]));
}

/** Shares of the width: a dense layer that reads an image needs most, filters more than matrices. */
export function columnsFor(cut: Cut): number[] {
  const layers = cut.snapshot.layers;
  if (cut.total <= mostEdges || layers.length === 1) return layers.map(() => 1);
  return layers.map(({ shape }, l) => (shape.length === 4 ? 1.6 : l === 0 ? 4 : 1));
}

/** "s = |w| = 0.324, 120th of 320 to go": the score that decides about a weight, and when it does. */
function describeScore(
  { snapshot }: Cut,
  criterion: string,
  { layer, index }: { layer: number; index: number },
): string | null {
  const found = rankOf(snapshot.ranking, snapshot.layers, layer, index);
  if (!found) return null;
  if (found.score === Number.POSITIVE_INFINITY) return "goes at no sparsity";
  const order = `number ${count(found.rank + 1)} of ${count(found.of)} to go`;
  // Of these a rank is known, no score.
  const { ranksPerUnit, scoreAll } = criterionOf(criterion);
  if (!Number.isFinite(found.score) || ranksPerUnit || scoreAll) return order;
  const how = criterion === "magnitude" ? "s = |w|" : `${criterionOf(criterion).label} s`;
  return `${how} = ${figure(found.score)}, ${order}`;
}

/** "3 pruned by hand", where something was. */
function decidedByHand({ snapshot: { edits } }: Cut): string[] {
  const counts = { [manual.pruned]: 0, [manual.kept]: 0 };
  for (const decided of edits.values()) for (const one of decided) if (one !== manual.open) counts[one as 1 | 2]++;
  return [
    ...(counts[manual.pruned] > 0 ? [`${count(counts[manual.pruned])} pruned by hand`] : []),
    ...(counts[manual.kept] > 0 ? [`${count(counts[manual.kept])} kept by hand`] : []),
  ];
}
