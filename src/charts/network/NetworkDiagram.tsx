import { type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Chosen } from "../../pruning/chosen.ts";
import type { ManualEdits } from "../../pruning/manualEdits.ts";
import { BrushBox } from "../BrushBox.tsx";
import { prepareCanvas, prepareOverlay } from "../canvas.ts";
import type { Feed } from "../feed.ts";
import plot from "../plot.module.css";
import { Sheet } from "../sheet.ts";
import { type BrushedBox, useBrush } from "../useBrush.ts";
import { useFeed, useTried } from "../useFeed.ts";
import type { Size } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import { edgeEnds, kernelAt, type NetworkGeometry } from "./geometry.ts";
import { chosenAt, chosenIn, type Hit, nearestEdge } from "./hits.ts";
import { type DrawnNetwork, looksOf, type Strata, strataFor, strataOf } from "./looks.ts";
import styles from "./NetworkDiagram.module.css";
import { createPace } from "./pace.ts";
import { createEdgePainter, type Pen, strokeEdge, thickest } from "./paintEdges.ts";
import { type Bars, type DrawnUnits, paintUnits } from "./paintUnits.ts";
import { WeightTip } from "./WeightTip.tsx";

/** All that is drawn of a network at a cut. */
export interface NetworkData extends DrawnNetwork, DrawnUnits {
  /** When each weight goes, 0..1, of all kernels one after the other; null where units or layers go. */
  readonly places: Float32Array | null;
  /** Decided by hand. */
  readonly edits: ManualEdits;
  readonly summary: string;
}

export interface DiagramProps {
  readonly feed: Feed<NetworkData>;
  readonly geometry: NetworkGeometry;
  readonly size: Size;
  /** All of them, kept or not. */
  readonly connections: number;
  /** What the kernels of the layers are called, in order. */
  readonly kernelNames: readonly string[];
  readonly inputNames: readonly string[] | undefined;
  /** Where bars of the answers stand after the outputs; under their names where null. */
  readonly bars: Bars | null;
  /** What else is to be told of a weight under the pointer. */
  readonly tell: (weight: { layer: number; index: number }) => string | null;
  /** The weight under the pointer, as layer and flat index. */
  readonly onHover: (weight: { layer: number; index: number } | null) => void;
  /** The kernel that is pointed at or tapped on. */
  readonly onPoint: (kernel: number | null) => void;
  /** A click on a connection or a hidden unit. */
  readonly onToggle: (chosen: Chosen) => void;
  /** A box around hidden units, or around connections where there are none; and where it stands. A finger chooses what it taps, which
   *  may be nothing. */
  readonly onChoose: (chosen: Chosen, box: BrushedBox) => void;
  /** What is chosen now. */
  readonly chosen: Chosen | null;
}

/** A small network: units as squares, weights as curves; blue adds, orange subtracts, thicker is stronger, dashed is pruned. A move of
 *  the handle renders nothing of it. */
export function NetworkDiagram(props: DiagramProps) {
  const { feed, geometry, size, chosen, onHover, onPoint } = props;
  const box = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const [hit, setHit] = useState<Hit | null>(null);
  const pen = useMemo<Pen>(() => ({ theme, geometry, size }), [theme, geometry, size]);
  const painter = useMemo(createEdgePainter, []);
  const strata = useMemo(createStrata, []);
  const [sheet] = useState(() => new Sheet());

  const pace = useRef(createPace());
  useEffect(() => pace.current.stop, []);
  const draw = (data: NetworkData, inHaste: boolean) => {
    const all = [...box.current!.querySelectorAll("canvas")];
    const looks = looksOf(data, geometry.spread);
    painter(all.slice(0, -2), strata(data), looks, pen, inHaste);
    paintUnits(prepareCanvas(all.at(-2)!, size.width, size.height), sheet, data, pen, props.bars);
    if (box.current!.ariaLabel !== data.summary) box.current!.ariaLabel = data.summary;
  };
  const latest = useRef(draw);
  latest.current = draw;
  const tried = useTried();
  useFeed(feed, (data) =>
    pace.current.run(props.connections, data.layers, (inHaste) => {
      const now = feed.read();
      if (now && box.current) tried(() => latest.current(now, inHaste));
    }),
  );
  useEffect(() => {
    const data = feed.read();
    const lit = (data?.layers ?? []).flatMap(({ name }, layer) =>
      (chosen?.get(name) ?? []).map((index) => ({ layer, index })),
    );
    const marked = hit ? [...lit, hit] : lit;
    const canvas = box.current!.querySelector<HTMLCanvasElement>("canvas:last-of-type")!;
    const context = prepareOverlay(canvas, size.width, size.height, marked.length > 0);
    if (!data || !context) return;
    for (const { layer, index } of marked) {
      context.strokeStyle = data.layers[layer].weights[index] >= 0 ? theme.pos : theme.neg;
      context.lineWidth = 1.2 * thickest(pen, layer);
      strokeEdge(context, edgeEnds(geometry, layer, index));
    }
  }, [feed, pen, geometry, size, theme, hit, chosen]);

  const at = (look: (data: NetworkData) => Chosen | null) => {
    const data = feed.read();
    return data && look(data);
  };
  const brush = useBrush(
    (x, y) => {
      const found = at(({ layers }) => chosenAt(geometry, layers, x, y));
      if (found) props.onToggle(found);
    },
    (brushed) => {
      const isTap = brushed.x0 === brushed.x1 && brushed.y0 === brushed.y1;
      const kernel = isTap ? kernelAt(geometry, brushed.x0) : null;
      // Where layers stand close, a finger spreads one out first.
      if (isTap && geometry.isCrowded && kernel !== geometry.spread) return onPoint(kernel);
      const found = at(({ layers }) =>
        isTap ? chosenAt(geometry, layers, brushed.x0, brushed.y0) : chosenIn(geometry, layers, brushed),
      );
      if (isTap || (found && found.size > 0)) props.onChoose(found ?? new Map(), brushed);
    },
  );
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    onPoint(kernelAt(geometry, x));
    const data = feed.read();
    const found = data && nearestEdge(geometry, data.layers, x, y);
    if (found?.layer === hit?.layer && found?.index === hit?.index) return;
    setHit(found);
    onHover(found);
  };
  const leave = (event: PointerEvent) => {
    setHit(null);
    onHover(null);
    if (event.pointerType !== "touch") onPoint(null);
  };
  const data = hit && !brush.box ? feed.read() : null;
  return (
    <div
      className={`${plot.pick} ${styles.diagram}`}
      {...brush.handlers}
      onPointerMove={(event) => {
        brush.handlers.onPointerMove(event);
        if (!brush.box && event.pointerType !== "touch") move(event);
      }}
      onPointerLeave={leave}
    >
      <div role="img" aria-label={feed.read()?.summary} ref={box}>
        {Array.from({ length: strataFor(props.connections) + 2 }, (_, s) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: layers are their place
          <canvas key={s} data-place={s < strataFor(props.connections) ? "connections" : undefined} />
        ))}
      </div>
      {brush.box ? <BrushBox box={brush.box} /> : null}
      {hit && data ? (
        <WeightTip
          hit={hit}
          layers={data.layers}
          name={props.kernelNames[hit.layer]}
          inputNames={props.inputNames}
          mask={data.mask}
          edits={data.edits}
          description={props.tell(hit)}
          width={size.width}
        />
      ) : null}
    </div>
  );
}

/** Divides the connections anew only where their order may have changed. */
function createStrata(): (data: NetworkData) => Strata {
  let last: { readonly layers: unknown; readonly places: unknown; readonly strata: Strata } | null = null;
  return ({ layers, places }) => {
    if (last?.layers !== layers || last.places !== places) last = { layers, places, strata: strataOf(layers, places) };
    return last.strata;
  };
}
