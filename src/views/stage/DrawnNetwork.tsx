import { useEffect, useMemo, useState } from "react";
import { widthOf } from "../../charts/fitted.ts";
import { roomFor } from "../../charts/network/frame.ts";
import { networkGeometry, placesOf } from "../../charts/network/geometry.ts";
import { NetworkDiagram } from "../../charts/network/NetworkDiagram.tsx";
import { NetworkLabels } from "../../charts/network/NetworkLabels.tsx";
import { useMarks } from "../../charts/network/useMarks.ts";
import { useSize } from "../../charts/useSize.ts";
import { useTheme } from "../../charts/useTheme.ts";
import { countWeights } from "../../network/count.ts";
import { hasKernel, layerKind } from "../../network/layers/registry.ts";
import type { NetworkSpec } from "../../network/network.ts";
import { type Chosen, toggled } from "../../pruning/chosen.ts";
import { criterionOf } from "../../pruning/criteria/registry.ts";
import { rankOf } from "../../pruning/order.ts";
import { setMarked } from "../../store/actions/look.ts";
import { editByHand } from "../../store/actions/training.ts";
import { followedRow } from "../../store/followed.ts";
import { useStore } from "../../store/store.ts";
import { scoreText } from "../../text/charts.ts";
import { criterionName } from "../../text/method.ts";
import { stage } from "../../text/stage.ts";
import type { DataSummary } from "../../worker/protocol/data.ts";
import { useLayerNames } from "../useLayerNames.ts";
import { useMedia } from "../useMedia.ts";
import { useProjector } from "../useProjector.ts";
import styles from "./DrawnNetwork.module.css";
import type { Marked } from "./marked.ts";
import { networkFeedOf } from "./networkFeed.ts";
import { place } from "./placed.ts";
import { rowValues } from "./rowValues.ts";
import { Steppers } from "./Steppers.tsx";
import { narrow, thumbsRoom } from "./Thumbs.tsx";

/** A network as units and connections, with what changes it over its layers. Where it stands is told to what stands under it. */
export function DrawnNetwork(props: {
  run: number;
  spec: NetworkSpec;
  data: DataSummary;
  chosen: Chosen | null;
  onChoose: (next: Marked | null) => void;
}) {
  const { run, spec, data, chosen, onChoose } = props;
  const feed = useMemo(() => networkFeedOf(run), [run]);
  const [ref, size] = useSize<HTMLDivElement>();
  const theme = useTheme();
  const names = useLayerNames();
  const isProjector = useProjector();
  const isNarrow = useMedia(narrow);
  const [spread, setSpread] = useState<number | null>(null);
  const isPlane = data.kind === "points";
  const { room, geometry } = useMemo(() => {
    const counts = [spec.input[2], ...spec.hidden.map((layer) => layerKind(layer).width(layer) ?? 0), spec.outputs];
    const inputs = isPlane ? stage.planeInputs : data.inputNames;
    const room = roomFor(
      size,
      { inputs, outputs: data.classes, hasValues: data.kind === "table" },
      {
        thumbs: isNarrow || isProjector ? 0 : thumbsRoom,
        above: isProjector ? 8 : 30,
        below: 14,
        isPlane,
        measure: (word) => widthOf(word, theme, "fs-s"),
      },
    );
    const shortcuts = [...spec.hidden.map((layer) => hasKernel(layer) && layer.residual === true), false];
    return { room, geometry: networkGeometry(counts, room.frame, { shortcuts, spread, dots: !isPlane }) };
  }, [spec, data, size, theme, isNarrow, isProjector, isPlane, spread]);
  const { unread, answer } = useMarks(feed);
  const row = useStore(followedRow);
  const values = useMemo(() => (data.kind === "table" && row !== null ? rowValues(data, row) : null), [data, row]);
  useEffect(() => {
    if (size.width > 0) place({ ...size, spans: geometry.spans, places: () => placesOf(geometry) });
  }, [size, geometry]);
  return (
    <div className={styles.drawn} ref={ref} data-place="network">
      {size.width > 0 ? (
        <>
          <NetworkDiagram
            feed={feed}
            geometry={geometry}
            size={size}
            connections={countWeights(spec)}
            kernelNames={names.kernels}
            inputNames={isPlane ? undefined : data.inputNames}
            bars={room.bars}
            tell={describeScore}
            onHover={setMarked}
            onPoint={setSpread}
            onToggle={(weights) => {
              const shown = feed.read();
              if (shown) editByHand(toggled(weights, shown.mask));
            }}
            onChoose={(weights, box) => onChoose({ weights, box })}
            chosen={chosen}
          />
          <NetworkLabels
            geometry={geometry}
            room={room}
            unread={unread}
            answer={answer}
            values={values}
            theme={theme}
          />
          <Steppers spec={spec} columns={geometry.columns} width={size.width} />
          {geometry.isCrowded ? (
            <input
              type="range"
              className={styles.spread}
              aria-label={stage.spread}
              min={0}
              max={geometry.spans.length}
              value={(spread ?? -1) + 1}
              aria-valuetext={spread === null ? stage.none : names.kernels[spread]}
              onChange={({ target }) => setSpread(Number(target.value) > 0 ? Number(target.value) - 1 : null)}
              onBlur={() => setSpread(null)}
            />
          ) : null}
        </>
      ) : null}
    </div>
  );
}

/** "s = |w| = 0.324, number 120 of 320 to go": the score that decides about a weight, and when it does. */
function describeScore({ layer, index }: { layer: number; index: number }): string | null {
  const { snapshot, setup } = useStore.getState();
  const found = snapshot && rankOf(snapshot.ranking, snapshot.layers, layer, index);
  if (!found) return null;
  if (found.score === Number.POSITIVE_INFINITY) return scoreText.never;
  const order = scoreText.order(found.rank + 1, found.of);
  // Of these a rank is known, no score.
  const { ranksPerUnit, scoreAll } = criterionOf(setup.criterion);
  if (!Number.isFinite(found.score) || ranksPerUnit || scoreAll) return order;
  return scoreText.score(setup.criterion === "magnitude" ? null : criterionName(setup.criterion), found.score, order);
}
