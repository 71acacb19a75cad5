import { useCallback, useMemo } from "react";
import { ImageNetwork, type ImageNetworkProps } from "../../charts/images/ImageNetwork.tsx";
import type { Plan } from "../../charts/images/plan.ts";
import { spansOf } from "../../charts/images/plan.ts";
import type { BrushedBox } from "../../charts/useBrush.ts";
import type { NetworkSpec } from "../../network/network.ts";
import { stagesOf } from "../../network/stages.ts";
import { type Chosen, toggled } from "../../pruning/chosen.ts";
import { openNote, setMarked } from "../../store/actions/look.ts";
import { editByHand } from "../../store/actions/training.ts";
import { useDifference } from "../../store/compare.ts";
import { type Cut, useCut } from "../../store/cut.ts";
import { followedInput, followedRow } from "../../store/followed.ts";
import { useResult } from "../../store/results.ts";
import { useStore } from "../../store/store.ts";
import { pictures } from "../../text/pictures.ts";
import { useLayerNames } from "../useLayerNames.ts";
import { lookAtUnit } from "./lookedAt.ts";
import { orderOfUnits } from "./orderOfUnits.ts";
import { place } from "./placed.ts";

/** A network that reads images or signals: one of them goes in at the left, and what becomes of it is drawn layer by layer. */
export function ImagePicture(props: {
  spec: NetworkSpec;
  inputShape: readonly number[];
  classes: readonly string[];
  summary: string;
  left: number;
  top: number;
  overlay: (plan: Plan) => React.ReactNode;
  onChoose: (chosen: Chosen, box: BrushedBox) => void;
}) {
  const { spec, inputShape, classes, summary, left, top, overlay, onChoose } = props;
  const cut = useCut();
  const difference = useDifference(cut);
  const names = useLayerNames();
  const signal = useResult("follow");
  const followed = useStore((state) => state.followed);
  const followedOwn = useStore((state) => state.followedOwn);
  const data = useStore((state) => state.data);
  const groupSize = useStore(({ setup }) => (setup.granularity === "group" ? setup.groupSize : null));
  const isMoving = useStore((state) => state.dragging);
  const stages = useMemo(() => stagesOf(spec), [spec]);
  const { input, label } = useMemo(() => {
    const state = { followed, followedOwn, data };
    const row = followedRow(state);
    return { input: followedInput(state), label: row === null ? null : (data?.labels[row] ?? null) };
  }, [followed, followedOwn, data]);
  const ranking = cut?.snapshot.ranking;
  const orders = useMemo(() => (ranking ? orderOfUnits(ranking) : []), [ranking]);
  const other = difference?.other.mask;
  const weights = useMemo(
    () => cut && { layers: cut.snapshot.layers, mask: cut.mask, other, dead: cut.dead },
    [cut, other],
  );
  const onPlan = useCallback(
    (plan: Plan) => place({ width: plan.width, height: plan.height, spans: spansOf(plan) }),
    [],
  );
  const tell = useCallback<ImageNetworkProps["tell"]>((hit) => tellHit(cut, names.layers, hit), [cut, names]);
  return (
    <ImageNetwork
      stages={stages}
      weights={weights}
      inputShape={inputShape}
      classes={classes}
      input={input}
      label={label}
      answerTitle={pictures.answer}
      signal={signal}
      isWhole={ranking?.granularity === "unit" || ranking?.granularity === "channel"}
      orders={orders}
      groupSize={groupSize}
      isMoving={isMoving}
      left={left}
      top={top}
      summary={summary}
      overlay={overlay}
      onPlan={onPlan}
      onUnit={inputShape.length === 2 ? lookAt : undefined}
      onToggle={(chosen) => {
        if (cut) editByHand(toggled(chosen, cut.mask));
      }}
      onChoose={onChoose}
      onHover={setMarked}
      tell={tell}
    />
  );
}

function lookAt(layer: number, unit: number): void {
  lookAtUnit({ layer, unit });
  openNote("units");
}

function tellHit(cut: Cut | null, layers: readonly string[], hit: Parameters<ImageNetworkProps["tell"]>[0]): string {
  if (!cut) return "";
  const { layer, unit } = hit;
  const { name, shape, weights } = cut.snapshot.layers[layer];
  const bits = cut.mask.get(name)!;
  if (hit.what === "weight") return pictures.weight(layers[layer], unit + 1, weights[hit.index], bits[hit.index] === 1);
  let [kept, all] = [0, 0];
  const units = shape[shape.length - 1];
  for (let i = unit; i < bits.length; i += units) {
    kept += bits[i];
    all++;
  }
  return pictures.unit(layers[layer], shape.length === 4, unit + 1, kept, all);
}
