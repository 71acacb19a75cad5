import { least } from "d3-array";
import { scaleLinear } from "d3-scale";
import { type PointerEvent, type ReactNode, useMemo } from "react";
import type { Move } from "../../pruning/move.ts";
import { percent } from "../percent.ts";
import plot from "../plot.module.css";
import type { Scales } from "../runs/place.ts";
import svg from "../svg.module.css";
import { useSize } from "../useSize.ts";
import { useSlide } from "../useSlide.ts";
import { useTheme } from "../useTheme.ts";
import { type AxisKind, createAxis } from "./axis.ts";
import { AxisLabels, Backdrop } from "./Backdrop.tsx";
import { Compared, type ComparedCurve, useCompared } from "./Compared.tsx";
import { Answer, Handle } from "./Handle.tsx";
import { Key } from "./Key.tsx";
import { layoutOf, lowestAccuracy, wordsOf } from "./layout.ts";
import { Chip, type CurveMark, curveOf, Reached } from "./marks.tsx";
import { SparsityInput } from "./SparsityInput.tsx";
import { Strip } from "./Strip.tsx";
import styles from "./TradeOff.module.css";

export interface TradeOffProps {
  readonly axis: AxisKind;
  /** Accuracy at each level for the weights as they stand. */
  readonly curve: readonly CurveMark[];
  /** Of what the curve is, where that is left behind, and it is drawn as that: "some steps ago"; else null. */
  readonly age: string | null;
  /** The curve of the weights before any fine-tuning. */
  readonly reference: readonly CurveMark[] | null;
  /** Curves of other methods for the same weights. */
  readonly compared: readonly ComparedCurve[];
  /** What fine-tuning actually reached. */
  readonly reached: readonly CurveMark[];
  /** Where the handle stands, and the accuracy measured there; null while unknown. 0..1. */
  readonly sparsity: number;
  /** "30 of 320 weights": the cut in numbers; null while nothing can be cut. */
  readonly description: string | null;
  readonly accuracy: number | null;
  /** The accuracy is of another place of the handle: its own is on the way. */
  readonly isPending: boolean;
  /** " at step 120": when that was measured, where training is further; else null. */
  readonly when: string | null;
  /** How high the handle stands: as accurate as the curve says while its own figure is on the way. */
  readonly standing: number | null;
  /** What the handle's place is a share of; null for weights. */
  readonly shareOf: string | null;
  /** What the cut is compared with, and how accurate that is. */
  readonly before: { readonly name: string; readonly accuracy: number } | null;
  /** Up to where earlier rounds pruned all that a cut would take. */
  readonly locked: number;
  /** Every weight in the order the cut takes them. */
  readonly values: Float32Array;
  /** Whether the values are weights, which have a sign; scores have none. */
  readonly isSigned: boolean;
  /** Share of these that the cut takes. */
  readonly pruned: number;
  readonly stripLabel: ReactNode;
  /** The largest class's share of the validation set, 0..1, and what it is called; null while nobody knows. */
  readonly chance: { readonly share: number; readonly name: string } | null;
  readonly untrained: boolean;
  /** Rank (0..1) of a weight to mark in the row. */
  readonly marked: number | null;
  readonly onMove: (move: Move, final: boolean) => void;
  readonly over: Over | null;
  /** What keys led to is to be kept. */
  readonly onCommit: () => void;
  /** The drag was broken off: the handle goes back to where it stood. */
  readonly onCancel: () => void;
}

/** What lies over the chart in place of the handle, on its axes. */
export interface Over {
  /** What it shows, 0..1: the axis holds all of it. */
  readonly accuracies: readonly number[];
  readonly draw: (place: { scales: Scales; width: number; height: number }) => ReactNode;
}

/** The trade-off chart whose x-axis is the slider, with every weight hanging under it, smallest first. */
export function TradeOff(props: TradeOffProps) {
  const { curve, age, reference, compared, reached, sparsity, accuracy, standing, before, chance, untrained } = props;
  const { isPending, shareOf, over, onMove } = props;
  const [ref, size] = useSize<HTMLDivElement>();
  const { width, height } = size;
  const theme = useTheme();
  const tick = theme["fs-tick"];
  const low = lowestAccuracy(
    [...curve, ...(reference ?? []), ...compared.flatMap(({ marks }) => marks), ...reached]
      .map((mark) => mark.accuracy)
      .concat(chance?.share ?? 0.5, standing ?? 1, over?.accuracies ?? []),
  );
  const layout = layoutOf(size, theme);
  const { frame, lane, isNarrow } = layout;
  const { left, right, top, bottom } = frame;
  const axis = useMemo(() => createAxis(props.axis, left, right), [props.axis, left, right]);
  const { x } = axis;
  const y = useMemo(() => scaleLinear([low, 1], [bottom - 4, top + 4]), [low, bottom, top]);
  const scales = useMemo(() => ({ x, y }), [x, y]);
  const place = `${percent(sparsity)}\u202f%${shareOf === null ? "" : ` of ${shareOf}`}`;
  const summary =
    before === null || accuracy === null || isPending
      ? "Validation accuracy by sparsity"
      : `Validation accuracy by sparsity: ${before.name} ${percent(before.accuracy)}\u202f%, now ${percent(accuracy)}\u202f% at ${place}`;

  const through = curveOf(axis, y);
  const handle = { x: x(sparsity), y: standing === null ? bottom : y(standing) };
  const first = least(curve, (mark) => mark.sparsity);
  const words = wordsOf(layout, theme, {
    first: first ? { accuracy: first.accuracy, y: y(first.accuracy) } : null,
    chance: chance && { ...chance, y: y(chance.share) },
    lockedX: x(props.locked),
    reference: reference !== null,
    age,
    reached: reached.length > 0,
  });
  const others = useCompared(compared, {
    curve,
    reference,
    axis,
    y,
    room: { x: left, y: top, width: right - left, height: bottom - top },
    taken: words.taken,
    theme,
  });

  const at = (place: number, event: PointerEvent<HTMLElement>) => {
    const share = axis.sparsity(place);
    // Whole percents where they are a few pixels wide; tenths at the stretched end, or with Shift.
    const fine = event.shiftKey || (axis.kind === "log" && share > 0.9);
    return fine ? Math.round(share * 1000) / 1000 : Math.round(share * 100) / 100;
  };
  const slide = useSlide({
    handle,
    onSlide: (place, final, event) => onMove({ to: at(place, event) }, final),
    onCancel: props.onCancel,
  });

  return (
    <div ref={ref} className={`${plot.plot} ${plot.drag}`} {...slide}>
      <SparsityInput
        sparsity={sparsity}
        text={`${place}${accuracy === null || isPending ? "" : `, ${percent(accuracy)}\u202f% accuracy`}${props.description === null ? "" : `, ${props.description}`}`}
        bottom={lane}
        onMove={onMove}
        onCommit={props.onCommit}
      />
      {width > 0 ? (
        <>
          <Strip
            {...{ width, axis, theme, left, right, top: bottom, height: layout.strip }}
            values={props.values}
            isSigned={props.isSigned}
            pruned={props.pruned}
          />
          {isNarrow ? null : (
            <div className={styles.stripLabel} style={{ left, height: lane, maxWidth: width - left }}>
              {props.stripLabel}
            </div>
          )}
          <svg role="img" aria-label={summary} width={width} height={height}>
            <Backdrop
              {...{ axis, y, low, frame, chance, tick, width, height }}
              locked={props.locked}
              lockedName={words.lockedName}
              chanceX={words.chanceX}
            />
            <Compared lines={others} />
            {reference ? <path className={`${svg.curve} ${svg.old}`} d={through(reference) ?? ""} /> : null}
            <path className={`${svg.curve} ${over ? svg.old : age ? svg.stale : ""}`} d={through(curve) ?? ""} />
            {age && curve.length > 0 ? (
              <text
                className={`${svg.halo} ${svg.lab} of-other`}
                x={right}
                y={y(curve[curve.length - 1].accuracy) - 8}
                textAnchor="end"
              >
                the curve {age}
              </text>
            ) : null}
            {words.key ? <Key layout={words.key} mark={theme.mark} /> : null}
            {reached.length > 0 ? (
              <Reached
                marks={[...reached].sort((a, b) => a.sparsity - b.sparsity)}
                axis={axis}
                y={y}
                mark={theme.mark}
              />
            ) : null}
            {props.marked === null ? null : (
              <path className={svg.cut} d={`M${x(props.marked)} ${bottom}v${layout.strip}`} />
            )}
            {over ? null : (
              <Handle
                {...handle}
                top={top}
                bottom={bottom + layout.strip + 4}
                radius={theme.handle}
                isIdle={untrained}
              />
            )}
            {accuracy === null || isNarrow || over ? null : (
              <Answer
                {...{ x: handle.x, frame, accuracy, isPending, when: props.when }}
                big={theme["fs-l"]}
                small={theme["fs-s"]}
                before={before?.accuracy ?? null}
              />
            )}
            <AxisLabels axis={axis} y={height - lane - 6} tick={tick} narrow={isNarrow} handle={handle.x} />
            <Chip x={handle.x} y={height - lane - tick - 12} text={place} tick={tick} idle={untrained} right={width} />
          </svg>
          {over?.draw({ scales, width, height }) ?? (
            <div className={styles.grab} style={{ left: handle.x, top: handle.y }} />
          )}
        </>
      ) : null}
    </div>
  );
}
