import { useContext, useMemo } from "react";
import tideStyles from "../../charts/tide/Tide.module.css";
import { toggledProtection } from "../../setup/protection.ts";
import {
  cancelMove,
  commitMove,
  moveHandle,
  moveLayer,
  moveLayerBy,
  moveSparsity,
} from "../../store/actions/handle.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { useCut } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { count } from "../../text/numbers.ts";
import { tideText as tide } from "../../text/tide.ts";
import { drawingOf } from "../drawn.tsx";
import { shareAt, sparsityAt } from "../thresholds.ts";
import { useLayerNames } from "../useLayerNames.ts";
import { usePlaced } from "./placed.ts";
import { Region } from "./Region.tsx";
import { TideRoom } from "./room.ts";
import { isOfUnits, sourcesOf, tideLayers } from "./tideLayers.ts";
import styles from "./UnderNetwork.module.css";

const Drawing = drawingOf("Tide", tideStyles.tide);
const noSpans: readonly never[] = [];

/** Where there is room for them. */
export const TideUnderNetwork = () => (useContext(TideRoom) ? <Tide /> : null);

/** All weights by size, each layer's under it: what goes is what a line drowns. `isApart` where the network does not stand above. */
export function Tide({ isApart = false }: { isApart?: boolean }) {
  const cut = useCut();
  const sparsity = useStore((state) => state.sparsity);
  const criterion = useStore((state) => state.setup.criterion);
  const protect = useStore((state) => state.setup.protect);
  const names = useLayerNames();
  const placed = usePlaced((state) => state.spans);
  const snapshot = cut?.snapshot;
  const sources = useMemo(() => (snapshot ? sourcesOf(snapshot) : []), [snapshot]);
  const layers = cut ? tideLayers(cut, sources, { sparsity, criterion, protect, names }) : [];
  const isByHand = cut?.ranking.scope === "hand";
  const table = () => ({
    caption: tide.table.caption,
    columns: tide.table.columns(cut !== null && isOfUnits(cut.ranking.granularity)),
    rows: layers.map(({ kept, threshold }, l) => [
      names.kernels[l],
      count(kept.reduce((sum, one) => sum + one, 0)),
      count(kept.length),
      tide.table.size(threshold),
      tide.table.size(Array.from(sources[l].values).reduce((most, value) => Math.max(most, Math.abs(value)), 0)),
    ]),
  });
  return (
    <Region title={tide.title} className={isApart ? styles.apart : styles.under} table={table}>
      {cut ? (
        <Drawing
          sources={sources}
          layers={layers}
          spans={isApart ? noSpans : placed}
          isSigned={!isOfUnits(cut.ranking.granularity)}
          axis={isOfUnits(cut.ranking.granularity) ? tide.strength : tide.size}
          cutBy={cut.ranking.scope === "global" ? "line" : "stairs"}
          isCut={cut.gone.count > cut.gone.before}
          lineName={(l) => (cut.ranking.scope === "global" ? tide.line : tide.stair(names.kernels[l]))}
          movesAlone={isByHand}
          onThreshold={(l, threshold, final) => {
            if (isByHand) moveLayer(l, shareAt(cut, l, threshold), final);
            else moveSparsity(sparsityAt(cut, l, threshold), final);
          }}
          onCancel={cancelMove}
          onLock={(l) => changeSetup({ protect: toggledProtection(protect, l, layers.length) })}
          onMove={(l, move, final) => {
            if (isByHand) moveLayerBy(l, move, final);
            else moveHandle(move, final);
          }}
          onCommit={commitMove}
        />
      ) : null}
    </Region>
  );
}
