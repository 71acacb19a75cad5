import { Lock, LockOpen } from "lucide-react";
import { useLayoutEffect, useMemo, useRef } from "react";
import { prepareCanvas } from "../canvas.ts";
import { shortest } from "../shortest.ts";
import { useSize } from "../useSize.ts";
import { useSlide } from "../useSlide.ts";
import { useTheme } from "../useTheme.ts";
import { binSizes, evenScale, keptCounter, rangeOf, rootScale } from "./bins.ts";
import { drawBars, drawCut } from "./draw.ts";
import { barsOf, cutPieces, evenSpans, type Span } from "./place.ts";
import styles from "./Tide.module.css";
import { type TideMoves, TideSlider } from "./TideSlider.tsx";

// Made once: a move of the handle renders none of them.
const [shut, open] = [<Lock key="shut" aria-hidden />, <LockOpen key="open" aria-hidden />];

/** What there is of one layer of the network, whatever the cut. */
export interface TideSource {
  /** Values of weights, or scores of units. */
  readonly values: ArrayLike<number>;
  /** 0 marks what earlier rounds have pruned: it is left out. */
  readonly there: Uint8Array;
}

/** How one layer stands at the cut. */
export interface TideLayer {
  /** What it is, and how much of it is kept, for who does not see it. */
  readonly name: string;
  readonly kept: Uint8Array;
  /** What it says below: "24", " of 32 kept". */
  readonly figure: string;
  readonly rest: string;
  /** The size below which all goes; null where the cut goes by something else. */
  readonly threshold: number | null;
  /** What locks it, so that nothing of it goes, and whether it is locked; null where nothing of it can go anyway. */
  readonly lock: { readonly name: string; readonly isOn: boolean } | null;
}

export interface TideProps extends TideMoves {
  readonly sources: readonly TideSource[];
  readonly layers: readonly TideLayer[];
  /** Where the layers stand, in pixels from the left; empty where nobody knows. */
  readonly spans: readonly Span[];
  /** Weights have a sign, units have none. */
  readonly isSigned: boolean;
  /** What stands at the largest size of the axis, before it: "size". */
  readonly axis: string;
  /** Whether one line cuts all layers, or each has its own. */
  readonly cutBy: "line" | "stairs";
  /** Whether anything goes: else there is no line to be seen, and a knob that can be lifted. */
  readonly isCut: boolean;
  /** What the line is called. */
  readonly lineName: (layer: number) => string;
  readonly onThreshold: (layer: number, threshold: number, final: boolean) => void;
  readonly onCancel: () => void;
  readonly onLock: (layer: number) => void;
}

/** A lock stands in the corner of a layer of this width, in pixels. */
const lockable = 72;

/** Under the tallest bar and the cut at its top. */
const headroom = 8;

/** All weights by size, layer by layer under the network, on one scale: a cut by size is a line across that drowns the small ones. */
export function Tide(props: TideProps) {
  const { sources, layers, isSigned, cutBy, isCut, onThreshold } = props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const tick = theme["fs-tick"];
  const ground = Math.max(headroom + 1, Math.round(height - tick * 1.7) - 2);
  const tall = ground - headroom;
  const spans = useMemo(
    () =>
      props.spans.length === layers.length
        ? props.spans
        : evenSpans(layers.length, tick * 4.5, Math.max(tick * 6, width - 14)),
    [props.spans, layers.length, tick, width],
  );
  const count = Math.max(12, Math.min(22, Math.round(tall / 5)));
  const { scale, bins } = useMemo(() => {
    const [least, most] = rangeOf(sources);
    const scale = isSigned ? rootScale(most) : evenScale(least, most);
    const bins = sources.map(({ values, there }) => binSizes(values, there, scale, count));
    return { scale, bins: bins.map((sorted) => ({ sorted, keptIn: keptCounter(sorted) })) };
  }, [sources, isSigned, count]);
  const lineOf = (l: number) => {
    const { threshold } = layers[l];
    // Where nothing is cut the knob rests on the ground, whatever earlier rounds have pruned.
    return threshold === null ? null : isCut ? tall * scale.height(threshold) : 0;
  };
  // The knob at the end of the line is wholly there.
  const [start, end] = [spans[0]?.left ?? 0, Math.min(spans.at(-1)?.right ?? width, width - 9)];
  const pieces = cutPieces(
    layers.map((_, l) => {
      const line = lineOf(l);
      return line === null ? null : ground - line;
    }),
    spans,
    cutBy,
  ).map((piece) => ({ ...piece, right: Math.min(piece.right, end) }));
  const shown = cutBy === "line" && isCut ? pieces[0] : undefined;
  const sizes = scale.ticks((tick * 1.2) / tall);
  // The threshold stands in the place of sizes near it.
  const isNear = (size: number) =>
    shown !== undefined && Math.abs(ground - tall * scale.height(size) - shown.y) < tick * 1.15;
  useLayoutEffect(() => {
    if (width === 0) return;
    const context = prepareCanvas(canvas.current!, width, height);
    const bars = layers.flatMap(({ kept }, l) => {
      const line = isCut ? lineOf(l) : null;
      const { sorted, keptIn } = bins[l];
      return barsOf(sorted, keptIn(kept), {
        span: spans[l],
        ground,
        height: tall,
        line,
        isSigned,
      });
    });
    context.strokeStyle = theme["rule-2"];
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(start - 4, ground + 0.5);
    context.lineTo(end, ground + 0.5);
    for (const size of sizes) {
      if (isNear(size)) continue;
      const y = Math.round(ground - tall * scale.height(size)) + 0.5;
      context.moveTo(start - 4, y);
      context.lineTo(start, y);
    }
    context.stroke();
    drawBars(context, bars, theme);
    // Nothing is cut: a line on the ground would say no more than the knob.
    drawCut(context, isCut ? pieces : pieces.map((piece) => ({ ...piece, left: piece.right })), theme);
  });
  const pieceAt = (x: number) =>
    pieces.find((_, i) => i === pieces.length - 1 || x < (pieces[i].right + pieces[i + 1].left) / 2);
  const held = useRef<number | null>(null);
  const slide = useSlide({
    up: true,
    isEnabled: pieces.length > 0,
    handle: ({ x }) => {
      const piece = pieceAt(x);
      return piece && { x, y: piece.y };
    },
    onSlide: (y, final, event) => {
      const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
      held.current ??= pieceAt(x)!.layer;
      onThreshold(held.current, scale.size((ground - y) / tall), final);
      if (final) held.current = null;
    },
    onCancel: () => {
      held.current = null;
      props.onCancel();
    },
  });
  return (
    <div ref={ref} className={`${styles.tide} ${pieces.length > 0 ? styles.drags : ""}`} {...slide}>
      <canvas ref={canvas} />
      {width === 0 ? null : (
        <>
          <div aria-hidden className={styles.axis} style={{ width: Math.max(0, start - 9) }}>
            {sizes.map((size, i) => {
              const y = ground - tall * scale.height(size);
              return (
                <span key={size} style={{ top: y, visibility: isNear(size) ? "hidden" : undefined }}>
                  {i === 0 && size > 0 && start > tick * 4.2 ? `${props.axis} ` : ""}
                  {size}
                </span>
              );
            })}
            <b style={{ transform: `translateY(${shown?.y ?? 0}px)`, visibility: shown ? undefined : "hidden" }}>
              {shown ? shortest(layers[shown.layer].threshold!) : ""}
            </b>
          </div>
          {layers.map(({ name, figure, rest, lock }, l) => {
            const { left, right } = spans[l];
            const room = (right - left) / (tick * (0.5 + theme.letters));
            const fits = figure.length + rest.length < room;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: layers are their place
              <div key={l} className={styles.layer} style={{ left, width: right - left }}>
                <div role="img" aria-label={name}>
                  <div aria-hidden>
                    <b>{fits || figure.length < room ? figure : ""}</b>
                    {fits ? rest : ""}
                  </div>
                </div>
                {lock && right - left >= lockable ? (
                  <button
                    type="button"
                    className={styles.lock}
                    aria-label={lock.name}
                    aria-pressed={lock.isOn}
                    title={lock.name}
                    onPointerDown={(event) => event.stopPropagation()}
                    onClick={() => props.onLock(l)}
                  >
                    {lock.isOn ? shut : open}
                  </button>
                ) : null}
              </div>
            );
          })}
          {pieces.map(({ layer, left, right, y }, i) => (
            <TideSlider
              key={layer}
              name={props.lineName(layer)}
              height={scale.height(layers[layer].threshold!)}
              text={shortest(layers[layer].threshold!)}
              place={{ left, right, y }}
              // Where all lines move as one, keys need one of them.
              isKeyed={i === 0 || props.movesAlone}
              movesAlone={props.movesAlone}
              layer={layer}
              onMove={props.onMove}
              onCommit={props.onCommit}
            />
          ))}
        </>
      )}
    </div>
  );
}
