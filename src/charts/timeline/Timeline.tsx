import { extent, max, ticks } from "d3-array";
import { useMemo } from "react";
import { pathThrough } from "../path.ts";
import { percent } from "../percent.ts";
import { linearScale } from "../scale.ts";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import { decimate, type TimelineSample } from "./decimate.ts";

export interface TimelineMark {
  readonly id: number;
  readonly step: number;
  /** What the state is: "Fine-tune". */
  readonly label: string;
  /** What stands above the plot where the mark's action began; empty for none. */
  readonly caption: string;
  readonly kind: string;
  readonly accuracy: number;
  readonly current: boolean;
}

/** Accuracy over training steps, loss below; every step one can go back to is a button on it. */
export function Timeline(props: {
  points: readonly TimelineSample[];
  marks: readonly TimelineMark[];
  /** The cut that is looked at but not committed. */
  pending: { sparsity: number; accuracy: number } | null;
  onGoTo: (id: number) => void;
}) {
  const { points, marks, pending, onGoTo } = props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const theme = useTheme();
  const tick = theme["fs-tick"];
  const left = tick * 2.6;
  const right = Math.max(left + 10, width - tick * 2.4);
  const top = tick + 12;
  const bottom = Math.max(top + 20, height - tick - 8);
  const split = top + (bottom - top) * 0.68;
  const last = points.at(-1)?.step ?? 0;
  const end = Math.max(last, ...marks.map((mark) => mark.step), 1);
  const x = linearScale([0, end], [left, right]);
  const lowest = Math.min(
    1,
    ...points.map((point) => Math.min(point.trainAccuracy, point.validationAccuracy)),
    ...marks.map((mark) => mark.accuracy),
    pending?.accuracy ?? 1,
  );
  const low = points.length === 0 ? 0.4 : Math.max(0, Math.floor(lowest * 10) / 10);
  const y = linearScale([low, 1], [split - 8, top]);
  const highest = max(points, (point) => Math.min(4, point.validationLoss)) ?? 1;
  const most = Math.max(0.1, highest);
  const lossScale = linearScale([0, most], [bottom, split + 8]);
  const loss = (value: number) => lossScale(Math.min(most, value));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scales follow from these
  const paths = useMemo(() => {
    const shown = decimate(points, Math.max(50, Math.floor(right - left)));
    const path = (value: (point: TimelineSample) => number) =>
      pathThrough(shown.map((point) => [x(point.step), value(point)]));
    return {
      train: path((point) => y(point.trainAccuracy)),
      validation: path((point) => y(point.validationAccuracy)),
      trainLoss: path((point) => loss(point.trainLoss)),
      validationLoss: path((point) => loss(point.validationLoss)),
    };
  }, [points, width, height, low, highest, end]);
  const steps = ticks(0, end, width > 500 ? 5 : 3).filter((value) => Number.isInteger(value));
  const visible = marks.filter((mark) => mark.kind !== "start" || marks.length > 1);
  const newest = points.at(-1);
  const summary = newest
    ? `Accuracy and loss over ${newest.step.toLocaleString("en")} training steps: validation accuracy ${percent(newest.validationAccuracy)}\u202f%, training accuracy ${percent(newest.trainAccuracy)}\u202f%`
    : "Accuracy and loss over training steps: not trained yet";
  const captions = placeCaptions(visible, pending, last, x, tick * 0.56, [left, width]);
  const [first] = extent(points, (point) => point.step);
  return (
    <div ref={ref} className="plot">
      {width === 0 ? null : (
        <>
          <svg role="img" aria-label={summary} width={width} height={height}>
            {[1, (1 + low) / 2, low].map((value) => (
              <g key={value}>
                <path className="grid" d={`M${left} ${y(value)}H${right}`} />
                <text x={left - 7} y={y(value) + tick * 0.35} textAnchor="end">
                  {Math.round(value * 100)}
                </text>
              </g>
            ))}
            <path className="grid" d={`M${left} ${bottom}H${right}`} />
            <text x={left - 7} y={bottom + 2} textAnchor="end">
              0
            </text>
            {first === undefined ? (
              <text className="lab" x={(left + right) / 2} y={(top + split) / 2} textAnchor="middle">
                drawn while the network trains
              </text>
            ) : (
              <>
                <text x={left - 7} y={split + 8 + tick * 0.5} textAnchor="end">
                  {highest.toPrecision(2)}
                </text>
                <path className="curve thin muted" d={paths.train} />
                <path className="curve" d={paths.validation} />
                <path className="curve thin muted" d={paths.trainLoss} />
                <path className="curve thin" d={paths.validationLoss} />
                <text className="halo lab" x={left + (right - left) * 0.4} y={split - 14} textAnchor="middle">
                  <tspan className="strong">validation</tspan> and training, thin
                </text>
                <text className="halo lab" x={(left + right) / 2} y={(split + bottom) / 2 + 6} textAnchor="middle">
                  loss
                </text>
              </>
            )}
            {visible.map((mark) =>
              mark.kind === "prune" || mark.kind === "rewind" ? (
                <path
                  key={mark.id}
                  className={mark.kind === "prune" ? "cutline thin" : "tick"}
                  d={`M${x(mark.step)} ${top - 4}V${bottom}`}
                />
              ) : null,
            )}
            {captions.map(({ at, cut, text }) => (
              <text key={at} className="lab" x={at} y={tick}>
                <tspan className="cutt">{cut}</tspan>
                {text}
              </text>
            ))}
            {pending ? (
              <>
                <path className="cutdash" d={`M${x(last)} ${top - 4}V${bottom}`} />
                <circle className="pending" cx={x(last)} cy={y(pending.accuracy)} r={theme.mark} />
              </>
            ) : null}
            {steps.map((value) => (
              <text key={value} x={x(value)} y={height - 2} textAnchor={value === 0 ? "start" : "middle"}>
                {value === 0 ? "step 0" : value.toLocaleString("en")}
              </text>
            ))}
          </svg>
          {visible.map((mark) => (
            <button
              key={mark.id}
              type="button"
              className={`stop ${mark.kind} ${mark.current ? "current" : ""}`}
              style={{ left: x(mark.step), top: y(Math.max(low, mark.accuracy)) }}
              aria-label={`Go to: ${mark.label}, step ${mark.step.toLocaleString("en")}, ${percent(mark.accuracy)}\u202f% accuracy`}
              aria-current={mark.current ? "step" : undefined}
              title={`${mark.label}: ${percent(mark.accuracy)}\u202f% accuracy`}
              onClick={() => onGoTo(mark.id)}
            />
          ))}
        </>
      )}
    </div>
  );
}

interface Caption {
  readonly at: number;
  /** The cut, in its colour, and what was done. */
  readonly cut: string;
  readonly text: string;
}

/** Captions over the places where actions began, newest first; one that would touch a newer one is left out. */
function placeCaptions(
  marks: readonly TimelineMark[],
  pending: { sparsity: number } | null,
  last: number,
  x: (step: number) => number,
  letter: number,
  [left, right]: readonly [number, number],
): Caption[] {
  const wanted: { begun: number; cut: string; text: string }[] = [];
  marks.forEach((mark, i) => {
    if (mark.kind === "prune") wanted.push({ begun: mark.step, cut: mark.caption, text: "" });
    else if (mark.kind === "finetune" && marks[i - 1]?.kind === "prune") wanted.at(-1)!.text = ` ${mark.caption}`;
    else if (mark.caption !== "") {
      const begun = mark.kind === "rewind" ? mark.step : (marks[i - 1]?.step ?? 0);
      wanted.push({ begun, cut: "", text: mark.caption });
    }
  });
  if (pending) wanted.push({ begun: last, cut: `${percent(pending.sparsity)}\u202f%?`, text: "" });
  const placed: Caption[] = [];
  let limit = right;
  for (const { begun, cut, text } of wanted.toReversed()) {
    const width = (cut.length + text.length) * letter + 6;
    const at = Math.max(left, Math.min(x(begun), limit - width));
    if (x(begun) - at > width * 0.75 || limit - at < width) continue;
    placed.push({ at, cut, text });
    limit = at;
  }
  return placed;
}
