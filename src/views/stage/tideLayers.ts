import { shortest } from "../../charts/shortest.ts";
import type { TideLayer, TideSource } from "../../charts/tide/Tide.tsx";
import { keptIn } from "../../network/mask.ts";
import { unitCount } from "../../network/wiring.ts";
import { keptUnitsAt } from "../../pruning/cut.ts";
import type { Granularity } from "../../pruning/types.ts";
import { isProtected, type Protection } from "../../setup/protection.ts";
import type { Cut } from "../../store/cut.ts";
import type { LayerNames } from "../../text/layerNames.ts";
import { tideText as tide } from "../../text/tide.ts";
import type { Snapshot } from "../../worker/protocol.ts";
import { endsOf, layerThresholds } from "../thresholds.ts";

/** What is there to be cut of a layer: weights, or units by their scores, and what they are called. */
export interface CutSource extends TideSource {
  readonly noun: string;
}

export const isOfUnits = (granularity: Granularity) => granularity === "unit" || granularity === "channel";

/** Of one snapshot, whatever the cut. */
export function sourcesOf({ layers, locked, ranking }: Snapshot): CutSource[] {
  if (!isOfUnits(ranking.granularity))
    return layers.map(({ name, weights }) => ({ values: weights, there: locked.get(name)!, noun: "weights" }));
  const ends = endsOf(ranking);
  const scores = new Float64Array(ends.at(-1) ?? 0);
  const there = new Uint8Array(scores.length);
  for (const { order, scores: found } of ranking.lists)
    order.forEach((unit, rank) => {
      if (found[rank] === Number.NEGATIVE_INFINITY) return;
      there[unit] = 1;
      scores[unit] = Math.max(0, found[rank]);
    });
  return layers.map((layer, l) => {
    const noun = ends[l] === undefined ? "answers" : layer.shape.length === 4 ? "filters" : "neurons";
    const [from, to] = [ends[l] - unitCount(layer), ends[l]];
    if (ends[l] === undefined) return { values: [], there: new Uint8Array(), noun };
    return { values: scores.subarray(from, to), there: there.subarray(from, to), noun };
  });
}

/** What is kept of each layer. */
function keptOf({ snapshot: { layers }, ranking, mask }: Cut, sparsity: number): readonly Uint8Array[] {
  if (!isOfUnits(ranking.granularity)) return layers.map(({ name }) => mask.get(name)!);
  return [...keptUnitsAt(ranking, sparsity), new Uint8Array(unitCount(layers.at(-1)!)).fill(1)];
}

/** Whether the cut goes by what is drawn: by the size of weights, or by the scores of units. */
const goesByHeight = (granularity: Granularity, criterion: string) =>
  isOfUnits(granularity) || (granularity === "weight" && criterion === "magnitude");

/** What stands under each layer at a place of the handle; counts are told once something was pruned. */
export function tideLayers(
  cut: Cut,
  sources: readonly CutSource[],
  of: {
    readonly sparsity: number;
    readonly criterion: string;
    readonly protect: Protection;
    readonly names: LayerNames;
  },
): TideLayer[] {
  const { sparsity, criterion, protect, names } = of;
  const { granularity } = cut.ranking;
  const thresholds = goesByHeight(granularity, criterion) ? layerThresholds(cut, sparsity) : null;
  const kept = keptOf(cut, sparsity);
  const isWhole = cut.kept === cut.total;
  return sources.map(({ values, noun }, l) => {
    const threshold = thresholds?.[l] ?? null;
    const [left, all] = [isOfUnits(granularity) ? keptIn(kept[l]) : cut.keptByLayer[l], kept[l].length];
    const goes =
      threshold === null ? null : granularity === "weight" ? `|w| < ${shortest(threshold)}` : shortest(threshold);
    return {
      name: tide.layer(names.kernels[l] ?? "", left, all, noun, goes),
      kept: kept[l],
      figure: isWhole || values.length === 0 ? "" : tide.kept(left, all),
      rest: values.length === 0 ? tide.stay(all, noun) : isWhole ? tide.whole(all, noun) : tide.ofKept(all),
      threshold,
      lock:
        values.length > 0 && granularity !== "layer"
          ? { name: tide.lock(names.layers[l] ?? ""), isOn: isProtected(protect, l, sources.length) }
          : null,
    };
  });
}
