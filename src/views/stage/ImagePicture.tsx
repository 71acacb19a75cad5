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
import { type Cut, cutOf } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { pictures } from "../../text/pictures.ts";
import { useLayerNames } from "../useLayerNames.ts";
import { imageFeedOf } from "./imageFeed.ts";
import { lookAtUnit } from "./lookedAt.ts";
import { place } from "./placed.ts";
import { isOfUnits } from "./tideLayers.ts";

/** A network that reads images or signals: one of them goes in at the left, and what becomes of it is drawn layer by layer. */
export function ImagePicture(props: {
  spec: NetworkSpec;
  inputShape: readonly number[];
  classes: readonly string[];
  left: number;
  top: number;
  overlay: (plan: Plan) => React.ReactNode;
  onChoose: (chosen: Chosen, box: BrushedBox) => void;
}) {
  const { spec, inputShape, classes, left, top, overlay, onChoose } = props;
  const hasWeights = useStore((state) => state.snapshot !== null);
  const isWhole = useStore(({ snapshot }) => snapshot !== null && isOfUnits(snapshot.ranking.granularity));
  const names = useLayerNames();
  const stages = useMemo(() => stagesOf(spec), [spec]);
  const feed = useMemo(() => imageFeedOf(spec), [spec]);
  const onPlan = useCallback<ImageNetworkProps["onPlan"]>(
    (plan, places) => place({ width: plan.width, height: plan.height, spans: spansOf(plan), places }),
    [],
  );
  const tell = useCallback<ImageNetworkProps["tell"]>((hit) => tellHit(names.layers, hit), [names]);
  return (
    <ImageNetwork
      feed={feed}
      hasWeights={hasWeights}
      stages={stages}
      inputShape={inputShape}
      classes={classes}
      answerTitle={pictures.answer}
      isWhole={isWhole}
      left={left}
      top={top}
      overlay={overlay}
      onPlan={onPlan}
      onUnit={inputShape.length === 2 ? lookAt : undefined}
      onToggle={(chosen) => {
        const cut = cutNow();
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

function cutNow(): Cut | null {
  const { snapshot, sparsity, setup } = useStore.getState();
  return snapshot && cutOf(snapshot, sparsity, setup);
}

function tellHit(layers: readonly string[], hit: Parameters<ImageNetworkProps["tell"]>[0]): string {
  const cut = cutNow();
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
