import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { isParametric, type Stage } from "../../network/layers/stage.ts";
import type { Layer } from "../../network/network.ts";
import { type Chosen, weightsOfUnits } from "../../pruning/chosen.ts";
import { BrushBox } from "../BrushBox.tsx";
import { prepareCanvas } from "../canvas.ts";
import plot from "../plot.module.css";
import { type BrushedBox, useBrush } from "../useBrush.ts";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import { chosenIn, hitAt, type PictureHit, type StandingUnits } from "./hits.ts";
import styles from "./ImageNetwork.module.css";
import { WrittenWords } from "./labels.ts";
import { type PictureData, paintNetwork } from "./paintNetwork.ts";
import { type Plan, planOf } from "./plan.ts";
import { bonesOf, sceneOf, unitsOf } from "./scene.ts";
import { inksOf, Sheet, weightColours } from "./sheet.ts";
import { fullNorm, strandsOf, strongestFirst } from "./strands.ts";

/** A picture of a network, and what can be done with it. */
export interface ImageNetworkProps extends PictureData {
  /** Units of every layer from top to bottom, where that is not their own order. */
  readonly orders: readonly (readonly number[] | null)[];
  /** Room of the lanes at the left and on top. */
  readonly left: number;
  readonly top: number;
  readonly summary: string;
  /** What stands over the picture, by its places. */
  readonly overlay: (plan: Plan) => ReactNode;
  readonly onPlan: (plan: Plan) => void;
  /** A unit is pressed; where nothing more is known of it, it is chosen. */
  readonly onUnit: ((layer: number, unit: number) => void) | undefined;
  readonly onToggle: (chosen: Chosen) => void;
  readonly onChoose: (chosen: Chosen, box: BrushedBox) => void;
  readonly onHover: (weight: { layer: number; index: number } | null) => void;
  /** What is told of what stands under the pointer. */
  readonly tell: (hit: PictureHit) => string;
}

export function ImageNetwork(props: ImageNetworkProps) {
  const { stages, weights, inputShape, classes, isWhole, orders, left, top, summary } = props;
  const { overlay, onPlan, onUnit, onToggle, onChoose, onHover, tell } = props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [sheet] = useState(() => new Sheet());
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
  const layers = weights?.layers ?? null;
  const bones = useMemo(() => plan && layers && bonesOf(layers, plan), [plan, layers]);
  const { mask, other } = weights ?? {};
  const scene = useMemo(() => (bones && mask ? sceneOf(bones, mask, other) : null), [bones, mask, other]);
  const colours = useMemo(
    () => layers && weightColours(layers[0].weights, layers[0].bias.length, inks),
    [layers, inks],
  );
  const strong = useStrongest(layers);
  const standing = useMemo((): StandingUnits | null => {
    if (!plan || !layers) return null;
    const first = stages.find(isParametric)!;
    const shape = inputShape.length === 2 && first.kind === "dense" ? first.from.slice(0, 2) : inputShape;
    const whole = orders[0] ?? strong;
    const shown = all ? whole : whole.slice(0, plan.wall?.shown ?? 0).sort((one, another) => one - another);
    return {
      layers,
      orders: plan.columns.map((column, l) =>
        unitsOf(column, l === 0 && all && plan.wall ? whole : (orders[l] ?? null)),
      ),
      shown,
      shape,
    };
  }, [plan, layers, stages, inputShape, orders, strong, all]);
  const { input, label, answerTitle, signal, groupSize, isMoving } = props;
  const given = useMemo(
    () => ({ stages, weights, inputShape, classes, input, label, answerTitle, signal, isWhole, groupSize, isMoving }),
    [stages, weights, inputShape, classes, input, label, answerTitle, signal, isWhole, groupSize, isMoving],
  );
  useEffect(() => {
    if (plan) onPlan(plan);
  }, [plan, onPlan]);
  useEffect(() => {
    if (!plan) return;
    const context = prepareCanvas(canvas.current!, width, height);
    const brush = { context, theme, labels };
    paintNetwork(brush, { plan, sheet, inks, bones, scene, colours, standing, given });
  }, [plan, width, height, theme, sheet, inks, bones, scene, colours, standing, given, labels]);
  const brush = useBrush(
    (x, y, event) => {
      const hit = plan && standing && hitAt(plan, standing, x, y);
      if (!hit || !layers) return;
      if (event.shiftKey) onToggle(weightsOfUnits(layers, hit.layer, new Set([hit.unit])));
      else if (hit.what === "weight") onToggle(new Map([[layers[hit.layer].name, [hit.index]]]));
      else if (onUnit) onUnit(hit.layer, hit.unit);
      else onChoose(weightsOfUnits(layers, hit.layer, new Set([hit.unit])), { x0: x, y0: y, x1: x, y1: y });
    },
    (box) => {
      if (!plan || !standing) return;
      const chosen = chosenIn(plan, standing, box);
      if (chosen.size > 0) onChoose(chosen, box);
    },
  );
  const overlaid = useMemo(() => plan && overlay(plan), [plan, overlay]);
  const more = weights && plan?.wall?.more;
  return (
    <div
      ref={ref}
      className={`${styles.network} ${plot.pick}`}
      {...brush.handlers}
      onPointerMove={(event) => {
        brush.handlers.onPointerMove(event);
        if (event.pointerType === "touch" || !plan || !standing) return;
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
      <canvas ref={canvas} role="img" aria-label={summary} style={{ width, height }} />
      {overlaid}
      {more ? (
        <button
          type="button"
          className={styles.more}
          style={more}
          aria-label={`+${plan.columns[0].count - plan.wall!.shown}: show all ${plan.columns[0].count} units`}
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
          fewer
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

/** Units of the first layer, the strongest first; as long as training goes on in the order that it found. */
function useStrongest(layers: readonly Layer[] | null): readonly number[] {
  const found = useRef<{ units: number; first: number; order: number[] } | null>(null);
  return useMemo(() => {
    if (!layers) return [];
    const [first] = layers;
    const strands = strandsOf(first, new Uint8Array(first.weights.length).fill(1), 1);
    const full = fullNorm(strands);
    const known = found.current;
    // Tiles that change their places at every step of training could not be looked at.
    if (known?.units === first.bias.length && Math.abs(known.first / full - 1) < 0.25) return known.order;
    const order = strongestFirst(strands);
    found.current = { units: first.bias.length, first: full, order };
    return order;
  }, [layers]);
}
