import { useContext, useMemo, useState } from "react";
import { examplesPerClass, knownPerClass } from "../../data/classes.ts";
import { kindOf } from "../../data/registry.ts";
import { useBefore } from "../../store/before.ts";
import { useIsOverdue } from "../../store/cut.ts";
import { useResult } from "../../store/results.ts";
import { useStore } from "../../store/store.ts";
import { learnedText as learned } from "../../text/learned.ts";
import { nounOf, percent, percentOrNone } from "../../text/numbers.ts";
import { capital } from "../../text/parts.ts";
import type { DataSummary } from "../../worker/protocol/data.ts";
import { imageDrawingOf } from "../drawn.tsx";
import { useFieldBefore } from "./fieldBefore.ts";
import { DrawnSoFar, ImagesPicture } from "./ImagesPicture.tsx";
import { type FootNote, LearnedFrame, type LearnedView } from "./LearnedFrame.tsx";
import { MapPicture } from "./MapPicture.tsx";
import { TideRoom } from "./room.ts";
import styles from "./TablePicture.module.css";
import { Tide } from "./Tide.tsx";

const TablePicture = imageDrawingOf("TablePicture", styles.table);
const none = new Uint8Array();

/** What the network makes of the validation set, now or before the cut. The sizes of its weights take its place on demand where
 *  they have none of their own. */
export function Learned() {
  const hasTide = useContext(TideRoom);
  const data = useStore((state) => state.data);
  const drawn = useStore((state) => (state.data ? undefined : state.preparing?.drawn));
  const kind = useStore((state) => kindOf(state.setup.data, state.data));
  const preview = useResult("preview");
  const before = useBefore();
  const isOverdue = useIsOverdue();
  const hasMapBefore = useFieldBefore(before) !== null;
  // A map without its field would say something false.
  const hasBefore = before !== null && (kind !== "points" || hasMapBefore);
  const isDragging = useStore((state) => state.dragging);
  const [chosen, choose] = useState<LearnedView>("now");
  // Who moves the handle wants to see what that does.
  const shown = chosen === "before" && (isDragging || !hasBefore) ? "now" : chosen;
  const { broken, count } = useMemo(() => {
    if (!data || !preview || !before) return { broken: none, count: 0 };
    const { labels } = data;
    const broken = new Uint8Array(labels.length);
    let count = 0;
    for (let row = 0; row < labels.length; row++)
      if (before.predictions[row] === labels[row] && preview.predictions[row] !== labels[row]) {
        broken[row] = 1;
        count++;
      }
    return { broken, count };
  }, [data, preview, before]);
  const table = () => {
    const counts = data ? examplesPerClass(data.labels, data.classes.length) : null;
    const [was, is] = [before, preview].map((of) => (of && counts ? knownPerClass(of.perClass, counts) : null));
    return {
      caption: learned.table.caption,
      columns: learned.table.columns(before ? capital(before.name) : learned.table.before),
      rows: (data?.classes ?? []).map((name, c) => [name, ...[was?.[c], is?.[c]].map(percentOrNone)]),
    };
  };
  const isCut = useStore((state) => state.sparsity > 0);
  const footOf = (data: DataSummary): FootNote => {
    const { labels } = data;
    if (shown === "before" && before) return learned.rightBefore(percent(before.accuracy), before.short);
    if (count > 0) return learned.broken(count, labels.length, nounOf(data));
    return isCut ? learned.noneBroken(labels.length, nounOf(data)) : learned.unseen(labels.length, nounOf(data));
  };
  return (
    <LearnedFrame
      title={learned.titles[kind]}
      shown={shown}
      onShow={choose}
      hasBefore={hasBefore}
      weights={hasTide ? null : <Tide isApart />}
      foot={data && preview ? footOf(data) : null}
      isBroken={count > 0 && shown !== "before"}
      isOverdue={isOverdue}
      table={table}
    >
      {data?.kind === "points" ? <MapPicture data={data} broken={broken} showsBefore={shown === "before"} /> : null}
      {data?.kind === "table" ? <TablePicture data={data} showsBefore={shown === "before"} /> : null}
      {data?.kind === "images" || data?.kind === "signals" ? (
        <ImagesPicture data={data} showsBefore={shown === "before"} />
      ) : null}
      {!data && drawn ? <DrawnSoFar {...drawn} /> : null}
    </LearnedFrame>
  );
}
