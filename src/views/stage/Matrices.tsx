import { useEffect, useMemo } from "react";
import { WeightMatrices } from "../../charts/network/WeightMatrices.tsx";
import { useSize } from "../../charts/useSize.ts";
import type { Connection } from "../../motion/motion.ts";
import type { Layer, NetworkSpec } from "../../network/network.ts";
import { unitCount } from "../../network/wiring.ts";
import { type Chosen, toggled } from "../../pruning/chosen.ts";
import { editByHand } from "../../store/actions/training.ts";
import { useDifference } from "../../store/compare.ts";
import { useCut } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { useLayerNames } from "../useLayerNames.ts";
import { useMedia } from "../useMedia.ts";
import { describeCut } from "./describeNetwork.ts";
import type { Marked } from "./marked.ts";
import styles from "./NetworkPicture.module.css";
import { type PlacesInNetwork, place } from "./placed.ts";
import { Steppers } from "./Steppers.tsx";
import { narrow, thumbsRoom } from "./Thumbs.tsx";

/** Columns of the grid keep so far apart, and controls stand above, in pixels. */
const apart = 32;

/** Weight matrices, for layers with too many connections to be drawn. */
export function Matrices(props: { spec: NetworkSpec; chosen: Chosen | null; onChoose: (next: Marked | null) => void }) {
  const { spec, chosen, onChoose } = props;
  const cut = useCut();
  const difference = useDifference(cut);
  const names = useLayerNames();
  const [ref, size] = useSize<HTMLDivElement>();
  const isNarrow = useMedia(narrow);
  const left = isNarrow ? 0 : thumbsRoom + 44;
  const kernels = spec.hidden.length + 1;
  const spans = useMemo(() => {
    const width = (size.width - left - apart * (kernels - 1)) / kernels;
    return Array.from({ length: kernels }, (_, l) => {
      const from = left + l * (width + apart);
      return { left: from, right: from + width };
    });
  }, [size, left, kernels]);
  useEffect(() => {
    const places = () => ref.current && cellsOf(ref.current, useStore.getState().snapshot?.layers ?? []);
    if (size.width > 0) place({ ...size, spans, places });
  }, [ref, size, spans]);
  if (!cut) return null;
  return (
    <div ref={ref} className={styles.matrices} style={{ paddingLeft: left }} data-place="network">
      <WeightMatrices
        layers={cut.snapshot.layers}
        mask={cut.mask}
        other={difference?.other.mask}
        dead={cut.dead}
        names={names.layers}
        columns={spans.map(() => 1)}
        summary={describeCut(cut)}
        onToggle={(weights) => editByHand(toggled(weights, cut.mask))}
        onChoose={(weights, box) => onChoose({ weights, box })}
        chosen={chosen}
      />
      <Steppers spec={spec} columns={spans.map(({ right }) => ({ x: right + apart / 2 }))} width={size.width} />
    </div>
  );
}

/** Where weights are drawn: as cells of the pictures of their layers, a row an input, a column a unit. */
function cellsOf(network: HTMLElement, layers: readonly Layer[]): PlacesInNetwork {
  const { left, top } = network.getBoundingClientRect();
  const frames = Array.from(network.querySelectorAll("canvas"), (canvas) => canvas.getBoundingClientRect());
  const cell = (layer: number, unit: number, from: number, rows: number): Connection | null => {
    const frame = frames[layer];
    if (!frame || !layers[layer]) return null;
    const wide = frame.width / unitCount(layers[layer]);
    const [x, y] = [frame.left - left + unit * wide, frame.top - top + (frame.height * from) / rows];
    return [x, y, x + wide, y];
  };
  return {
    weight: (layer, index) => {
      const units = unitCount(layers[layer]);
      return cell(layer, index % units, Math.floor(index / units) + 0.5, layers[layer].weights.length / units);
    },
    unit: (layer, unit) => cell(layer, unit, 0.5, 1),
  };
}
