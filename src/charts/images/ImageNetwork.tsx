import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { Stage } from "../../network/layers/stage.ts";
import { type Chosen, weightsOfUnits } from "../../pruning/chosen.ts";
import { pictures } from "../../text/pictures.ts";
import { BrushBox } from "../BrushBox.tsx";
import { prepareCanvas } from "../canvas.ts";
import type { Feed } from "../feed.ts";
import plot from "../plot.module.css";
import { type BrushedBox, useBrush } from "../useBrush.ts";
import { useFeed, useTried } from "../useFeed.ts";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import { createBackdrop } from "./backdrop.ts";
import { chosenIn, hitAt, type PictureHit } from "./hits.ts";
import styles from "./ImageNetwork.module.css";
import { inksOf } from "./inks.ts";
import { WrittenWords } from "./labels.ts";
import { createPicturePace, type StrandsDrawn } from "./pace.ts";
import { createPainted, type PictureFrame } from "./painted.ts";
import { behindOf, type PictureData, type PictureSetting, paintFront } from "./paintNetwork.ts";
import { type DrawnPlaces, placesOf } from "./places.ts";
import { type Plan, planOf } from "./plan.ts";

/** A picture of a network, and what can be done with it. */
export interface ImageNetworkProps extends PictureSetting {
  readonly feed: Feed<PictureData>;
  readonly hasWeights: boolean;
  /** Room of the lanes at the left and on top. */
  readonly left: number;
  readonly top: number;
  /** What stands over the picture, by its places. */
  readonly overlay: (plan: Plan) => ReactNode;
  /** Where it stands, and, as long as it has weights, where these are drawn. */
  readonly onPlan: (plan: Plan, places: () => DrawnPlaces | null) => void;
  /** A unit is pressed; where nothing more is known of it, it is chosen. */
  readonly onUnit: ((layer: number, unit: number) => void) | undefined;
  readonly onToggle: (chosen: Chosen) => void;
  readonly onChoose: (chosen: Chosen, box: BrushedBox) => void;
  readonly onHover: (weight: { layer: number; index: number } | null) => void;
  /** What is told of what stands under the pointer. */
  readonly tell: (hit: PictureHit) => string;
}

/** What a finger can press, in pixels. */
const leastTarget = 24;

/** What lies behind on one canvas, what stands in the picture on another before it. A move of the handle renders nothing of it. */
export function ImageNetwork(props: ImageNetworkProps) {
  const { feed, stages, inputShape, classes, answerTitle, isWhole, hasWeights, left, top } = props;
  const { overlay, onPlan, onUnit, onToggle, onChoose, onHover, tell } = props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const picture = useRef<HTMLDivElement>(null);
  const [painted] = useState(createPainted);
  const [pace] = useState(createPicturePace);
  const [backdrop] = useState(createBackdrop);
  const [allOf, showAll] = useState<readonly Stage[] | null>(null);
  const [hovered, hover] = useState<{ hit: PictureHit; x: number; y: number } | null>(null);
  const theme = useTheme();
  const inks = useMemo(() => inksOf(theme), [theme]);
  const all = isWhole || allOf === stages;
  const line = theme["fs-tick"] * 1.4;
  const labels = useMemo(() => new WrittenWords(theme["fs-tick"], getComputedStyle(document.body).fontFamily), [theme]);
  const name = useMemo(() => Math.max(...classes.map((one) => labels.width(one, 600))), [classes, labels]);
  const plan = useMemo(
    () => planOf(stages, { width, height, left, top, line, name, all }),
    [stages, width, height, left, top, line, name, all],
  );
  const frame = useMemo(
    (): PictureFrame | null =>
      plan && { plan, inks, all, setting: { stages, inputShape, classes, answerTitle, isWhole } },
    [plan, inks, all, stages, inputShape, classes, answerTitle, isWhole],
  );
  useEffect(() => {
    if (!plan) return;
    onPlan(plan, () => {
      const standing = latest.current.standingNow();
      return standing ? placesOf(plan, standing) : null;
    });
  }, [plan, onPlan]);
  const drawn = useRef<{ frame: PictureFrame | null; data: PictureData | null }>({ frame: null, data: null });
  const draw = (data: PictureData, strands: StrandsDrawn) => {
    const [behind, front] = picture.current!.querySelectorAll("canvas");
    const { summary } = data;
    const now = painted.at(frame!, data);
    // What is seen in another frame, or has no weights, is not to stand for the time that a worker takes.
    if (strands !== "stay")
      backdrop.draw(behind, [width, height], behindOf(now, theme), strands, drawn.current.frame === frame);
    if (strands !== "all" || drawn.current.data !== data)
      paintFront({ context: prepareCanvas(front, width, height), theme, labels }, now);
    drawn.current = { frame, data };
    if (picture.current!.ariaLabel !== summary) picture.current!.ariaLabel = summary;
  };
  const standingNow = () => {
    const data = feed.read();
    return frame && data && painted.at(frame, data).standing;
  };
  const latest = useRef({ draw, standingNow });
  latest.current = { draw, standingNow };
  useEffect(() => pace.stop, [pace]);
  useEffect(() => backdrop.stop, [backdrop]);
  const tried = useTried();
  useFeed(feed, (data) => {
    if (!frame || (drawn.current.frame === frame && drawn.current.data === data)) return;
    if (drawn.current.frame !== frame) drawn.current = { frame: null, data: null };
    pace.run(frame, data.weights?.layers, (strands) => {
      const now = feed.read();
      if (now && picture.current) tried(() => latest.current.draw(now, strands));
    });
  });
  const brush = useBrush(
    (x, y, event) => {
      const standing = standingNow();
      const hit = plan && standing && hitAt(plan, standing, x, y);
      if (!hit) return;
      const { layers } = standing;
      if (event.shiftKey) onToggle(weightsOfUnits(layers, hit.layer, new Set([hit.unit])));
      else if (hit.what === "weight") onToggle(new Map([[layers[hit.layer].name, [hit.index]]]));
      else if (onUnit) onUnit(hit.layer, hit.unit);
      else onChoose(weightsOfUnits(layers, hit.layer, new Set([hit.unit])), { x0: x, y0: y, x1: x, y1: y });
    },
    (box) => {
      const standing = standingNow();
      if (!plan || !standing) return;
      const chosen = chosenIn(plan, standing, box);
      if (chosen.size > 0) onChoose(chosen, box);
    },
  );
  const overlaid = useMemo(() => plan && overlay(plan), [plan, overlay]);
  const more = hasWeights && plan?.wall?.more;
  return (
    <div
      ref={ref}
      className={`${styles.network} ${plot.pick}`}
      data-place="network"
      {...brush.handlers}
      onPointerMove={(event) => {
        brush.handlers.onPointerMove(event);
        const standing = event.pointerType === "touch" ? null : standingNow();
        if (!plan || !standing) return;
        const frame = event.currentTarget.getBoundingClientRect();
        const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
        const hit = hitAt(plan, standing, x, y);
        onHover(hit?.what === "weight" ? { layer: hit.layer, index: hit.index } : null);
        if (hit || hovered) hover(hit && { hit, x, y });
      }}
      onPointerLeave={() => {
        onHover(null);
        hover(null);
      }}
    >
      <div ref={picture} className={styles.picture} role="img" aria-label={feed.read()?.summary}>
        <canvas style={{ width, height }} data-place="connections" />
        <canvas style={{ width, height }} />
      </div>
      {overlaid}
      {more ? (
        <button
          type="button"
          className={styles.more}
          style={{ ...more, top: Math.min(more.top, height - leastTarget) }}
          aria-label={pictures.showAll(plan.columns[0].count, plan.wall!.shown)}
          onClick={() => showAll(stages)}
        >
          +{plan.columns[0].count - plan.wall!.shown}
        </button>
      ) : null}
      {allOf === stages && !isWhole && plan?.wall ? (
        <button
          type="button"
          className={styles.fewer}
          style={{ left: plan.wall.left, top: plan.wall.top + plan.wall.height, width: plan.wall.width }}
          onClick={() => showAll(null)}
        >
          {pictures.fewer}
        </button>
      ) : null}
      {brush.box ? <BrushBox box={brush.box} /> : null}
      {hovered && !brush.box ? (
        <div
          className={styles.tip}
          style={
            hovered.x > width / 2
              ? { right: width - hovered.x + 12, top: hovered.y - 14 }
              : { left: hovered.x + 12, top: hovered.y - 14 }
          }
        >
          {tell(hovered.hit)}
        </div>
      ) : null}
    </div>
  );
}
