import { useEffect, useMemo } from "react";
import { WeightMatrices } from "../../charts/network/WeightMatrices.tsx";
import { useSize } from "../../charts/useSize.ts";
import type { NetworkSpec } from "../../network/network.ts";
import { type Chosen, toggled } from "../../pruning/chosen.ts";
import { editByHand } from "../../store/actions/training.ts";
import { useDifference } from "../../store/compare.ts";
import { useCut } from "../../store/cut.ts";
import { useLayerNames } from "../useLayerNames.ts";
import { useMedia } from "../useMedia.ts";
import { describeCut } from "./describeNetwork.ts";
import type { Marked } from "./marked.ts";
import styles from "./NetworkPicture.module.css";
import { place } from "./placed.ts";
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
    if (size.width > 0) place({ ...size, spans });
  }, [size, spans]);
  if (!cut) return null;
  return (
    <div ref={ref} className={styles.matrices} style={{ paddingLeft: left }}>
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
