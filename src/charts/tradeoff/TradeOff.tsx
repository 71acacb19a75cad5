import { scaleLinear } from "d3-scale";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo } from "react";
import type { Move } from "../../pruning/move.ts";
import { percent, points } from "../percent.ts";
import plot from "../plot.module.css";
import svg from "../svg.module.css";
import { useSettled } from "../useSettled.ts";
import { useSize } from "../useSize.ts";
import { useSlide } from "../useSlide.ts";
import { useTheme } from "../useTheme.ts";
import { type AxisKind, createAxis } from "./axis.ts";
import { AxisLabels, Backdrop } from "./Backdrop.tsx";
import { Compared, type ComparedCurve, useCompared } from "./Compared.tsx";
import { Chip, type CurveMark, curveOf, Key, keyOf, Reached } from "./marks.tsx";
import { touch } from "./placeNames.ts";
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
  /** What keys led to is to be kept. */
  readonly onCommit: () => void;
  /** The drag was broken off: the handle goes back to where it stood. */
  readonly onCancel: () => void;
}

/** Lowest accuracy the axis shows: below every curve and below chance, on a multiple of ten. */
export function lowestAccuracy(values: readonly number[]): number {
  const low = Math.min(...values);
  return Math.max(0, Math.floor((low - 0.04) * 10) / 10);
}

/** The trade-off chart whose x-axis is the slider, with every weight hanging under it, smallest first. */
export function TradeOff(props: TradeOffProps) {
  const {
    curve,
    age,
    reference,
    compared,
    reached,
    sparsity,
    shareOf,
    accuracy,
    standing,
    before,
    values,
    chance,
    untrained,
    onMove,
    onCancel,
  } = props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const theme = useTheme();
  const tick = theme["fs-tick"];
  const low = lowestAccuracy(
    [...curve, ...(reference ?? []), ...compared.flatMap(({ marks }) => marks), ...reached]
      .map((mark) => mark.accuracy)
      .concat(chance?.share ?? 0.5, standing ?? 1),
  );
  const narrow = width < 420;
  const stripHeight = Math.max(20, Math.min(32, height * 0.15));
  // What the row is, and the cut in numbers: a lane under the axis, which nothing else enters.
  const lane = narrow ? 0 : Math.max(26, tick * 1.6);
  const big = theme["fs-l"];
  const frame = {
    left: tick * 3,
    right: Math.max(tick * 3 + 10, width - 18),
    // What is reached has a lane of its own over the plot, so that nothing makes room for it.
    top: narrow ? theme.handle : big + Math.max(12, theme.handle + 4),
    bottom: Math.max(30, height - lane - stripHeight - tick - 16),
  };
  const { left, right } = frame;
  const axis = useMemo(() => createAxis(props.axis, left, right), [props.axis, left, right]);
  const { x } = axis;
  const y = useMemo(() => scaleLinear([low, 1], [frame.bottom - 4, frame.top + 4]), [low, frame.bottom, frame.top]);
  const place = `${percent(sparsity)}\u202f%${shareOf === null ? "" : ` of ${shareOf}`}`;
  const summary =
    before === null || accuracy === null || props.isPending
      ? "Validation accuracy by sparsity"
      : `Validation accuracy by sparsity: ${before.name} ${percent(before.accuracy)}\u202f%, now ${percent(accuracy)}\u202f% at ${place}`;

  const through = curveOf(axis, y);
  const handleY = standing === null ? frame.bottom : y(standing);
  const handleX = x(sparsity);
  const first = !narrow
    ? curve.at(-1) && curve.reduce((least, mark) => (mark.sparsity < least.sparsity ? mark : least))
    : null;
  const change = accuracy !== null && before !== null ? accuracy - before.accuracy : 0;
  const key =
    first && first.accuracy > (chance?.share ?? 0.5) + 0.2
      ? keyOf({
          x: left + 6,
          y: y(first.accuracy) + 8,
          bottom: frame.bottom - tick - 10,
          line: theme["fs-s"] * 1.35,
          reference: reference !== null,
          age,
          reached: reached.length > 0,
        })
      : null;
  const chanceY = chance ? y(chance.share) : frame.bottom;
  const chanceWidth = tick * 0.55 * (chance?.name.length ?? 0);
  // Clear of the handle at its start, and of the key.
  const chanceName = { x: left + theme.handle + 14, y: chanceY - 5 - tick, width: chanceWidth, height: tick + 5 };
  if (key && touch(key.box, chanceName)) chanceName.x = key.box.x + key.box.width + tick;
  const lockedName = "pruned in earlier rounds";
  const lockedEnd = { x: x(props.locked) - 8, y: frame.bottom - 8 - tick, height: tick + 4 };
  const lockedWidth = tick * 0.52 * lockedName.length;
  const hasLockedName =
    right - left >= 420 && !(key && touch(key.box, { ...lockedEnd, x: lockedEnd.x - lockedWidth, width: lockedWidth }));
  const room = { x: left, y: frame.top, width: right - left, height: frame.bottom - frame.top };
  const others = useCompared(compared, {
    curve,
    reference,
    axis,
    y,
    room,
    taken: key ? [key.box, chanceName] : [chanceName],
    theme,
  });
  // Follows the handle between the ends of the axis.
  const answerWidth = big * (7 + 0.5 * (props.when?.length ?? 0)) + theme["fs-s"] * 6.5;
  const answerX = Math.max(left, Math.min(handleX - answerWidth / 2, right - answerWidth));

  const at = (place: number, event: PointerEvent<HTMLElement>) => {
    const share = axis.sparsity(place);
    // Whole percents where they are a few pixels wide; tenths at the stretched end, or with Shift.
    const fine = event.shiftKey || (axis.kind === "log" && share > 0.9);
    return fine ? Math.round(share * 1000) / 1000 : Math.round(share * 100) / 100;
  };
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 0.01,
    ArrowUp: 0.01,
    ArrowLeft: -0.01,
    ArrowDown: -0.01,
    PageUp: 0.1,
    PageDown: -0.1,
    Home: -1,
    End: 1,
  };
  const settled = useSettled(props.onCommit);
  /** With Alt one weight or unit further, with Shift a tenth of a percent. */
  const step = (event: KeyboardEvent) => {
    const way = steps[event.key];
    if (way === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const isArrow = event.key.startsWith("Arrow");
    if (isArrow && event.altKey) onMove({ further: way > 0 ? 1 : -1 }, false);
    else onMove({ by: isArrow && event.shiftKey ? Math.sign(way) * 0.001 : way }, false);
    settled.moved();
  };
  const slide = useSlide({
    handle: { x: handleX, y: handleY },
    onSlide: (place, final, event) => onMove({ to: at(place, event) }, final),
    onCancel,
  });

  return (
    <div ref={ref} className={`${plot.plot} ${plot.drag}`} {...slide}>
      <input
        className={styles.range}
        style={{ bottom: lane }}
        type="range"
        min={0}
        max={100}
        step={0.1}
        value={Math.round(sparsity * 1000) / 10}
        aria-label="Sparsity"
        aria-valuetext={`${place}${accuracy === null || props.isPending ? "" : `, ${percent(accuracy)}\u202f% accuracy`}${props.description === null ? "" : `, ${props.description}`}`}
        onChange={(event) => onMove({ to: Number(event.target.value) / 100 }, true)}
        onKeyDown={step}
        onKeyUp={(event) => {
          if (steps[event.key] !== undefined) settled.released();
        }}
        onBlur={settled.settle}
      />
      {width > 0 ? (
        <>
          <Strip
            {...{
              width,
              axis,
              values,
              isSigned: props.isSigned,
              pruned: props.pruned,
              theme,
              left: frame.left,
              right: frame.right,
              top: frame.bottom,
              height: stripHeight,
            }}
          />
          {narrow ? null : (
            <div className={styles.stripLabel} style={{ left, height: lane, maxWidth: width - left }}>
              {props.stripLabel}
            </div>
          )}
          <svg role="img" aria-label={summary} width={width} height={height}>
            <Backdrop
              {...{
                axis,
                y,
                low,
                frame,
                chance,
                tick,
                width,
                height,
                locked: props.locked,
                lockedName: hasLockedName ? lockedName : null,
                chanceX: narrow || chanceName.x + chanceWidth > right ? null : chanceName.x,
              }}
            />
            <Compared lines={others} />
            {reference ? <path className={`${svg.curve} ${svg.old}`} d={through(reference) ?? ""} /> : null}
            <path className={age ? `${svg.curve} ${svg.stale}` : svg.curve} d={through(curve) ?? ""} />
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
            {key ? <Key layout={key} mark={theme.mark} /> : null}
            {reached.length > 0 ? (
              <Reached
                marks={[...reached].sort((a, b) => a.sparsity - b.sparsity)}
                axis={axis}
                y={y}
                mark={theme.mark}
              />
            ) : null}
            {props.marked === null ? null : (
              <path className={svg.cut} d={`M${x(props.marked)} ${frame.bottom}v${stripHeight}`} />
            )}
            <path className={svg.dashedCut} d={`M${handleX} ${frame.top}V${handleY}`} />
            <path
              className={untrained ? `${svg.axis} ${svg.idle}` : svg.cut}
              d={`M${handleX} ${handleY}V${frame.bottom + stripHeight + 4}`}
            />
            <g
              className={`${styles.hand} ${untrained ? styles.idle : styles.nudge}`}
              transform={`translate(${handleX} ${handleY})`}
            >
              <circle className={styles.wash} r={theme.handle + 5} />
              <circle className={styles.knob} data-handle r={theme.handle} />
              <path className={styles.chevrons} d="M-3.5 -4.5l-4 4.5l4 4.5M3.5 -4.5l4 4.5l-4 4.5" />
            </g>
            {accuracy === null || narrow ? null : (
              <text
                className={`${svg.halo} ${svg.strong} ${styles.answer} ${props.isPending ? styles.waits : ""}`}
                x={answerX}
                y={big}
              >
                {percent(accuracy)}
                {"\u202f"}% accuracy{props.when}
                {Math.abs(change) < 1e-9 ? null : (
                  <tspan dx={8}>
                    {change < 0 ? "−" : "+"}
                    {points(change)}
                  </tspan>
                )}
              </text>
            )}
            <AxisLabels axis={axis} y={height - lane - 6} tick={tick} narrow={narrow} handle={handleX} />
            <Chip x={handleX} y={height - lane - tick - 12} text={place} tick={tick} idle={untrained} right={width} />
          </svg>
          <div className={styles.grab} style={{ left: handleX, top: handleY }} />
        </>
      ) : null}
    </div>
  );
}
