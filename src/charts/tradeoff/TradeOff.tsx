import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { memo, type PointerEvent, useEffect, useMemo, useRef } from "react";
import { prepareCanvas } from "../canvas.ts";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import { placeLabel } from "./placeLabel.ts";
import { stripColumns } from "./strip.ts";

export interface CurveMark {
  readonly sparsity: number;
  readonly accuracy: number;
}

export interface TradeOffProps {
  /** Accuracy at each level for the weights as they stand. */
  readonly curve: readonly CurveMark[];
  /** The curve of the weights before any fine-tuning. */
  readonly reference: readonly CurveMark[] | null;
  /** What fine-tuning actually reached. */
  readonly reached: readonly CurveMark[];
  /** Where the handle stands, and the accuracy measured there; null while unknown. 0..1. */
  readonly sparsity: number;
  readonly accuracy: number | null;
  readonly uncutAccuracy: number | null;
  /** Share pruned in earlier rounds. */
  readonly locked: number;
  /** Every weight in the order the cut takes them. */
  readonly values: Float32Array;
  readonly stripLabel: string;
  readonly chance: number;
  readonly untrained: boolean;
  /** Rank (0..1) of a weight to mark in the row. */
  readonly marked: number | null;
  readonly onSparsity: (sparsity: number, final: boolean) => void;
}

/** Keys pressed within this time of each other make one cut. */
const settleMilliseconds = 350;

const percent = (share: number) => {
  const text = (share * 100).toFixed(1);
  return text.endsWith(".0") ? text.slice(0, -2) : text;
};

/** Lowest accuracy the axis shows: below every curve and below chance, on a multiple of ten. */
export function lowestAccuracy(values: readonly number[], chance: number): number {
  const low = Math.min(chance, ...values);
  return Math.max(0, Math.floor((low - 0.04) * 10) / 10);
}

/** The trade-off chart whose x-axis is the slider, with every weight hanging under it, smallest first. */
export function TradeOff(props: TradeOffProps) {
  const { curve, reference, reached, sparsity, accuracy, uncutAccuracy, values, chance, untrained, onSparsity } = props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const theme = useTheme();
  const tick = theme["fs-tick"];
  const low = lowestAccuracy(
    [...curve, ...(reference ?? []), ...reached].map((mark) => mark.accuracy),
    chance,
  );
  const stripHeight = Math.max(20, Math.min(44, height * 0.18));
  const frame = {
    left: tick * 3,
    right: Math.max(tick * 3 + 10, width - 18),
    top: 8,
    bottom: Math.max(30, height - stripHeight - tick - 16),
  };
  const x = scaleLinear([0, 1], [frame.left, frame.right]);
  const y = scaleLinear([low, 1], [frame.bottom - 4, frame.top + 4]);
  const side = useRef<"left" | "right">("right");
  const dragging = useRef(false);

  const toPixels = (marks: readonly CurveMark[]) => marks.map((mark) => [x(mark.sparsity), y(mark.accuracy)] as const);
  const handleY = accuracy === null ? y((1 + low) / 2) : y(accuracy);
  const handleX = x(sparsity);
  const narrow = width < 420;
  const first = !narrow
    ? curve.at(-1) && curve.reduce((least, mark) => (mark.sparsity < least.sparsity ? mark : least))
    : null;
  const big = theme["fs-l"];
  const change = accuracy !== null && uncutAccuracy !== null ? accuracy - uncutAccuracy : 0;
  const label = placeLabel({
    handle: { x: handleX, y: handleY, radius: theme.handle },
    label: { width: big * 6.2, height: big + tick + 10 },
    frame: { x: frame.left, y: frame.top, width: frame.right - frame.left, height: frame.bottom - frame.top },
    curves: [toPixels(curve), ...(reference ? [toPixels(reference)] : []), toPixels(reached)],
    side: side.current,
  });
  side.current = label.side;

  const at = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, x.invert(event.clientX - box.left)));
    return event.shiftKey ? Math.round(share * 1000) / 1000 : Math.round(share * 100) / 100;
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
  const settle = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(sparsity);
  latest.current = sparsity;
  const set = (next: number, final: boolean) =>
    onSparsity(Math.min(1, Math.max(0, Math.round(next * 1000) / 1000)), final);

  return (
    <div
      ref={ref}
      className="plot drag"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        dragging.current = true;
        set(at(event), false);
      }}
      onPointerMove={(event) => {
        if (dragging.current) set(at(event), false);
      }}
      onPointerUp={(event) => {
        if (!dragging.current) return;
        dragging.current = false;
        set(at(event), true);
      }}
      onPointerCancel={() => {
        dragging.current = false;
        onSparsity(latest.current, true);
      }}
    >
      <input
        className="range"
        type="range"
        min={0}
        max={100}
        step={0.1}
        value={Math.round(sparsity * 1000) / 10}
        aria-label="Sparsity"
        aria-valuetext={`${percent(sparsity)}\u202f%${accuracy === null ? "" : `, ${percent(accuracy)}\u202f% right`}`}
        onChange={(event) => set(Number(event.target.value) / 100, true)}
        onKeyDown={(event) => {
          const step = steps[event.key];
          if (step === undefined) return;
          event.preventDefault();
          set(sparsity + step, false);
          clearTimeout(settle.current);
        }}
        onKeyUp={(event) => {
          if (steps[event.key] === undefined) return;
          // A series of presses is one step to undo.
          clearTimeout(settle.current);
          settle.current = setTimeout(() => onSparsity(latest.current, true), settleMilliseconds);
        }}
      />
      {width > 0 ? (
        <>
          <Strip
            {...{
              width,
              values,
              sparsity,
              theme,
              left: frame.left,
              right: frame.right,
              top: frame.bottom,
              height: stripHeight,
            }}
          />
          <svg aria-hidden width={width} height={height}>
            <Backdrop
              {...{
                x,
                y,
                low,
                frame,
                chance,
                tick,
                width,
                height,
                locked: props.locked,
                quiet: handleX < frame.left + 80 && Math.abs(handleY - y(chance)) < 40,
              }}
            />
            {narrow ? null : (
              <text className="halo lab" x={frame.left + 6} y={frame.bottom + stripHeight - 3}>
                {props.stripLabel}
              </text>
            )}
            {reference ? (
              <path className="curve old" d={line()(toPixels(reference) as [number, number][]) ?? ""} />
            ) : null}
            <path className="curve" d={line()(toPixels(curve) as [number, number][]) ?? ""} />
            {first && first.accuracy > chance + 0.2 && label.x > frame.left + theme["fs-s"] * 16 ? (
              <Key
                x={frame.left + 6}
                y={y(first.accuracy) + 8}
                line={theme["fs-s"] * 1.35}
                reference={reference !== null}
                mark={theme.mark}
                reached={reached.length > 0}
              />
            ) : null}
            {reached.length > 0 ? (
              <Reached marks={[...reached].sort((a, b) => a.sparsity - b.sparsity)} x={x} y={y} mark={theme.mark} />
            ) : null}
            {props.marked === null ? null : (
              <path className="cutline" d={`M${x(props.marked)} ${frame.bottom}v${stripHeight}`} />
            )}
            <path className="cutdash" d={`M${handleX} ${frame.top}V${handleY}`} />
            <path
              className={untrained ? "ax idle" : "cutline"}
              d={`M${handleX} ${handleY}V${frame.bottom + stripHeight + 4}`}
            />
            <g className={`hand ${untrained ? "idle" : "nudge"}`} transform={`translate(${handleX} ${handleY})`}>
              <circle className="wash" r={theme.handle + 8} />
              <circle className="k" r={theme.handle} />
              <path className="chev" d="M-3.5 -4.5l-4 4.5l4 4.5M3.5 -4.5l4 4.5l-4 4.5" />
            </g>
            {accuracy === null || narrow ? null : (
              <text className="halo strong answer" x={label.x} y={label.y + big}>
                {percent(accuracy)}
                {"\u202f"}% right
                {change === 0 ? null : (
                  <tspan x={label.x} dy={tick + 6}>
                    {change < 0 ? "−" : "+"}
                    {percent(Math.abs(change))} points
                  </tspan>
                )}
              </text>
            )}
            <Axis x={x} y={height - 6} tick={tick} narrow={narrow} handle={handleX} />
            <Chip
              x={handleX}
              y={height - tick - 12}
              text={`${percent(sparsity)}\u202f%`}
              tick={tick}
              idle={untrained}
              right={width}
            />
          </svg>
        </>
      ) : null}
    </div>
  );
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;

const Backdrop = memo(function Backdrop(props: {
  x: Scale;
  y: Scale;
  low: number;
  frame: { left: number; right: number; top: number; bottom: number };
  chance: number;
  tick: number;
  width: number;
  height: number;
  locked: number;
  /** The handle stands where chance is named. */
  quiet: boolean;
}) {
  const { x, y, low, frame, chance, tick, locked, quiet } = props;
  const room = (frame.bottom - frame.top) / (1 - low);
  const every = [0.1, 0.2, 0.5].find((gap) => gap * room > tick * 1.7) ?? 1;
  const rows = Array.from({ length: Math.floor((1 - low) / every + 1e-9) + 1 }, (_, i) => 1 - i * every);
  const narrow = frame.right - frame.left < 420;
  return (
    <>
      <defs>
        <pattern id="earlier" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <path d="M0 0H7" stroke="var(--hatch)" strokeWidth="1.5" />
        </pattern>
      </defs>
      {locked > 0 ? (
        <>
          <rect
            x={frame.left}
            y={frame.top}
            width={x(locked) - frame.left}
            height={frame.bottom - frame.top}
            fill="url(#earlier)"
          />
          <path className="tick" d={`M${x(locked)} ${frame.top}V${frame.bottom}`} />
          <text className="halo" x={x(locked) - 8} y={frame.bottom - 8} textAnchor="end">
            {narrow ? "" : "pruned in earlier rounds"}
          </text>
        </>
      ) : null}
      {rows.map((row) => (
        <g key={row}>
          <path className="grid" d={`M${frame.left} ${y(row)}H${frame.right}`} />
          <text x={frame.left - 7} y={y(row) + tick * 0.35} textAnchor="end">
            {Math.round(row * 100)}
            {row === 1 ? "%" : ""}
          </text>
        </g>
      ))}
      <path className="chance" d={`M${frame.left} ${y(chance)}H${frame.right}`} />
      <text className="halo" x={frame.left + 6} y={y(chance) - 5}>
        {narrow || quiet ? null : `chance ${Math.round(chance * 100)}\u202f%`}
      </text>
      <path className="ax" d={`M${frame.left} ${frame.bottom}H${frame.right}`} />
    </>
  );
});

/** What the lines are, each named beside a piece of itself. */
function Key(props: { x: number; y: number; line: number; mark: number; reference: boolean; reached: boolean }) {
  const { x, y, line, mark, reference, reached } = props;
  const entries = [
    { name: reference ? "validation accuracy, now" : "validation accuracy", className: "curve", shown: true },
    { name: "before fine-tuning", className: "curve old", shown: reference },
    { name: "reached by fine-tuning", className: "reached", shown: reached },
  ].filter(({ shown }) => shown);
  const side = mark * 1.5;
  return entries.map(({ name, className }, i) => {
    const middle = y + (i + 0.5) * line;
    const d =
      className === "reached"
        ? `M${x + 11} ${middle - side}l${side} ${side}l${-side} ${side}l${-side} ${-side}z`
        : `M${x} ${middle}h22`;
    return (
      <g key={name}>
        <path className={className} d={d} />
        <text className="halo lab" x={x + 30} y={middle + line * 0.27}>
          {name}
        </text>
      </g>
    );
  });
}

/** Sparsity along the axis; a label that the handle's chip would touch gives way. */
function Axis(props: { x: Scale; y: number; tick: number; narrow: boolean; handle: number }) {
  const { x, y, tick, narrow, handle } = props;
  const every = narrow ? 0.2 : 0.1;
  const room = tick * 2.6;
  return Array.from({ length: Math.round(1 / every) + 1 }, (_, i) => i * every).map((place) => {
    const text =
      place === 0 ? (narrow ? "0\u202f%" : "0\u202f% pruned") : place > 0.99 ? "all" : String(Math.round(place * 100));
    const touches = Math.abs(x(place) - handle) < (place === 0 && !narrow ? room * 2 : room);
    return touches ? null : (
      <text key={text} x={x(place)} y={y} textAnchor={place > 0.99 ? "end" : "middle"}>
        {text}
      </text>
    );
  });
}

function Reached({ marks, x, y, mark }: { marks: readonly CurveMark[]; x: Scale; y: Scale; mark: number }) {
  const side = mark * 1.5;
  return (
    <>
      <path
        className="curve thin"
        d={line()(marks.map((m) => [x(m.sparsity), y(m.accuracy)] as [number, number])) ?? ""}
      />
      {marks.map((m, i) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: marks are their place
          key={i}
          className="reached"
          d={`M${x(m.sparsity)} ${y(m.accuracy) - side}l${side} ${side}l${-side} ${side}l${-side} ${-side}z`}
        >
          <title>{`${percent(m.accuracy)}\u202f% after fine-tuning at ${percent(m.sparsity)}\u202f%`}</title>
        </path>
      ))}
    </>
  );
}

function Chip(props: { x: number; y: number; text: string; tick: number; idle: boolean; right: number }) {
  const { x, y, text, tick, idle, right } = props;
  const width = text.length * tick * 0.62 + 12;
  const left = Math.min(Math.max(x - width / 2, 0), right - width);
  return (
    <>
      <rect className={idle ? "chip idle" : "chip"} x={left} y={y - 2} width={width} height={tick + 12} rx={4} />
      <text className="chipt" x={left + width / 2} y={y + tick + 1} textAnchor="middle">
        {text}
      </text>
    </>
  );
}

function Strip(props: {
  width: number;
  left: number;
  right: number;
  top: number;
  height: number;
  values: Float32Array;
  sparsity: number;
  theme: ReturnType<typeof useTheme>;
}) {
  const { width, left, right, top, height, values, sparsity, theme } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const room = right - left;
  const columns = useMemo(() => stripColumns(values, Math.max(1, Math.floor(room / 2))), [values, room]);
  useEffect(() => {
    const context = prepareCanvas(canvas.current!, width, height);
    const { size, positive } = columns;
    const n = size.length;
    const largest = size.reduce((most, one) => Math.max(most, one), 1e-12);
    const step = room / n;
    for (let c = 0; c < n; c++) {
      const tall = Math.max(1, (size[c] / largest) * (height - 2));
      const place = left + c * step;
      if ((c + 0.5) / n < sparsity) {
        context.strokeStyle = theme["rule-2"];
        context.setLineDash([1, 2]);
        context.beginPath();
        context.moveTo(place + step / 2, 0);
        context.lineTo(place + step / 2, tall);
        context.stroke();
        context.setLineDash([]);
        continue;
      }
      context.globalAlpha = 1;
      const gap = step > 2.5 ? 0.6 : 0;
      const up = tall * positive[c];
      context.fillStyle = theme.pos;
      context.fillRect(place, 0, step - gap, up);
      context.fillStyle = theme.neg;
      context.fillRect(place, up, step - gap, tall - up);
    }
    context.globalAlpha = 1;
  }, [columns, sparsity, theme, width, height, left, room]);
  return <canvas ref={canvas} className="strip" style={{ top, height, width }} aria-hidden />;
}
