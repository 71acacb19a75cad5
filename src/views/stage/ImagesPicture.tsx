import { Pencil } from "lucide-react";
import { useMemo } from "react";
import grid from "../../charts/images/ReadSamples.module.css";
import { follow } from "../../store/actions/look.ts";
import { useBefore } from "../../store/before.ts";
import { followedRow } from "../../store/followed.ts";
import { useResult } from "../../store/results.ts";
import { useStore } from "../../store/store.ts";
import { pictures } from "../../text/pictures.ts";
import type { DataSummary, DrawnDigits } from "../../worker/protocol/data.ts";
import { imageDrawingOf } from "../drawn.tsx";
import { PageLink } from "../margin/PageLink.tsx";

const ReadSamples = imageDrawingOf("ReadSamples", grid.samples);

// Made once: a move of the handle renders none of it.
const yours = (
  <>
    <Pencil aria-hidden />
    <span aria-hidden>{pictures.yours}</span>
  </>
);

/** Samples and what the network reads them as, now or before the cut; the one that is chosen runs through the network. */
export function ImagesPicture({ data, showsBefore }: { data: DataSummary; showsBefore: boolean }) {
  const preview = useResult("preview");
  const before = useBefore();
  const followed = useStore(followedRow);
  const isMoving = useStore((state) => state.dragging);
  const ownIsFollowed = useStore((state) => state.followedOwn !== null);
  const isBefore = showsBefore && before !== null;
  const canDraw = data.inputShape.join() === "28,28" && data.classes.length === 10 && data.classes[0] === "0";
  return (
    <ReadSamples
      images={data.shown}
      rows={data.shownRows}
      shape={data.inputShape}
      classes={data.classes}
      labels={data.labels}
      predictions={(isBefore ? before : preview)?.predictions ?? null}
      confidences={isBefore ? null : (preview?.confidences ?? null)}
      isMoving={isMoving}
      followed={followed}
      onFollow={follow}
      names={pictures}
      own={
        canDraw ? (
          <PageLink page="draw" name={pictures.draw} className={`${grid.own} ${ownIsFollowed ? grid.followed : ""}`}>
            {yours}
          </PageLink>
        ) : null
      }
    />
  );
}

/** What is known of digits before they are there. */
export const drawnDigits = {
  inputShape: [28, 28] as const,
  classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
};

/** Digits on their way: what they are of is known, and no more. */
export function DrawnSoFar({ inputs, labels }: DrawnDigits) {
  const rows = useMemo(() => Uint32Array.from(labels.keys()), [labels]);
  return (
    <ReadSamples
      images={inputs}
      rows={rows}
      shape={drawnDigits.inputShape}
      classes={drawnDigits.classes}
      labels={labels}
      predictions={null}
      confidences={null}
      isMoving={false}
      followed={null}
      onFollow={null}
      names={pictures}
      own={null}
    />
  );
}
