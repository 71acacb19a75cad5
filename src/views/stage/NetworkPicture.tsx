import { useCallback, useMemo, useRef, useState } from "react";
import type { Feed } from "../../charts/feed.ts";
import type { Plan } from "../../charts/images/plan.ts";
import { TableTwin } from "../../charts/TableTwin.tsx";
import { useFeed } from "../../charts/useFeed.ts";
import { keptIn } from "../../network/mask.ts";
import type { NetworkSpec } from "../../network/network.ts";
import { useDifference } from "../../store/compare.ts";
import { type Cut, cutOf, useCut } from "../../store/cut.ts";
import { telling, useStore } from "../../store/store.ts";
import { layerTable, stage } from "../../text/stage.ts";
import type { DataSummary } from "../../worker/protocol/data.ts";
import { Difference } from "../Difference.tsx";
import { drawingOf, imageDrawingOf } from "../drawn.tsx";
import { useLayerNames } from "../useLayerNames.ts";
import { useMedia } from "../useMedia.ts";
import { useProjector } from "../useProjector.ts";
import { ChosenWeights } from "./ChosenWeights.tsx";
import { describeNetwork } from "./describeNetwork.ts";
import { isDrawable } from "./drawable.ts";
import { drawnDigits } from "./ImagesPicture.tsx";
import type { Marked } from "./marked.ts";
import styles from "./NetworkPicture.module.css";
import { NetworkTools } from "./NetworkTools.tsx";
import { Steppers } from "./Steppers.tsx";
import { narrow, thumbsRoom } from "./Thumbs.tsx";

const DrawnNetwork = drawingOf("DrawnNetwork", styles.room);
const ImagePicture = imageDrawingOf("ImagePicture", styles.room);
const Matrices = imageDrawingOf("Matrices", styles.room);

/** The network: units and connections, or what stands for them where they are too many. */
export function NetworkPicture() {
  const spec = useStore((state) => state.spec);
  const data = useStore((state) => state.data);
  const run = useStore((state) => state.run);
  const differs = useStore((state) => state.differsFrom !== null);
  const prefersTables = useStore((state) => state.preferences.charts === "tables");
  const [wanted, setWanted] = useState<boolean | null>(null);
  const asTable = wanted ?? prefersTables;
  const [marked, setMarked] = useState<(Marked & { readonly run: number }) | null>(null);
  // Another network has other weights.
  const chosen = marked?.run === run ? marked : null;
  const choose = (next: Marked | null) => setMarked(next && next.weights.size > 0 ? { ...next, run } : null);
  const isDrawn = spec !== null && data !== null && isDrawable(spec, data.kind);
  return (
    <section className={styles.network} aria-label={stage.network}>
      <h2 className="vh">{stage.network}</h2>
      {asTable ? (
        <LayerTable />
      ) : !spec || !data ? (
        <Coming />
      ) : isDrawn ? (
        <DrawnNetwork key={run} run={run} spec={spec} data={data} chosen={chosen?.weights ?? null} onChoose={choose} />
      ) : data.kind === "images" || data.kind === "signals" ? (
        <Pictures spec={spec} data={data} onChoose={choose} />
      ) : (
        <Matrices spec={spec} chosen={chosen?.weights ?? null} onChoose={choose} />
      )}
      <NetworkState />
      {differs ? <Differing isDrawn={isDrawn} /> : null}
      <NetworkTools asTable={asTable} onTable={() => setWanted(!asTable)} />
      {chosen ? <ChosenWeights {...chosen} onChoose={choose} /> : null}
    </section>
  );
}

/** The network that reads digits, as empty places while they are drawn. */
function Coming() {
  const isDrawing = useStore((state) => state.preparing?.drawn !== undefined);
  const { hidden, activation, initialiser } = useStore((state) => state.setup);
  const spec = useMemo(
    (): NetworkSpec => ({ input: [...drawnDigits.inputShape, 1], hidden, outputs: 10, activation, initialiser }),
    [hidden, activation, initialiser],
  );
  return isDrawing ? <Pictures spec={spec} data={drawnDigits} onChoose={nothing} /> : null;
}

const nothing = () => undefined;

/** Of networks that read images or signals, what runs through them. */
function Pictures(props: {
  spec: NetworkSpec;
  data: Pick<DataSummary, "inputShape" | "classes">;
  onChoose: (next: Marked | null) => void;
}) {
  const { spec, data, onChoose } = props;
  const stands = useStore((state) => state.snapshot !== null);
  const isProjector = useProjector();
  const isNarrow = useMedia(narrow);
  const overlay = useCallback(
    ({ columns, width }: Plan) => (stands ? <Steppers spec={spec} columns={columns} width={width} /> : null),
    [spec, stands],
  );
  return (
    <ImagePicture
      spec={spec}
      inputShape={data.inputShape}
      classes={data.classes}
      left={isNarrow || isProjector ? 4 : thumbsRoom + 18}
      top={isProjector ? 4 : 26}
      overlay={overlay}
      onChoose={(weights, box) => onChoose({ weights, box })}
    />
  );
}

let told: { readonly cut: Cut; readonly text: string } | null = null;

const stateFeed: Feed<{ readonly text: string }> = {
  read: () => {
    const { snapshot, sparsity, setup } = useStore.getState();
    const cut = snapshot && cutOf(snapshot, sparsity, setup);
    if (cut && told?.cut !== cut) told = { cut, text: describeNetwork(cut) };
    return cut && told;
  },
  subscribe: telling.subscribe,
};

/** What units and weights do at this cut, in words, to be read while the network is pointed at; written without rendering. */
function NetworkState() {
  const line = useRef<HTMLDivElement>(null);
  useFeed(stateFeed, ({ text }) => {
    if (line.current!.textContent !== text) line.current!.textContent = text;
  });
  return <div className={styles.state} ref={line} />;
}

/** Which colour is which where another cut is shown too. */
function Differing({ isDrawn }: { isDrawn: boolean }) {
  const difference = useDifference(useCut());
  return difference ? (
    <div className={styles.difference}>
      <Difference {...difference} isDrawn={isDrawn} />
    </div>
  ) : null;
}

/** The network's figures, layer by layer. */
function LayerTable() {
  const cut = useCut();
  const names = useLayerNames();
  const rows = (cut?.snapshot.layers ?? []).map((layer, l) => {
    const kept = cut!.keptByLayer[l];
    const total = layer.weights.length;
    return [
      names.layers[l],
      layerTable.shape(layer.shape),
      layerTable.kept(kept, total),
      layerTable.sparsity(1 - kept / total),
      layerTable.dead(cut!.dead[l] ? keptIn(cut!.dead[l]) : null),
    ];
  });
  return <TableTwin caption={layerTable.caption} columns={layerTable.columns} rows={rows} />;
}
