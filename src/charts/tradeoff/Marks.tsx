import { memo } from "react";
import { cutChartText } from "../../text/charts.ts";
import svg from "../svg.module.css";
import type { AccuracyScale } from "./accuracyScale.ts";
import type { Axis } from "./axis.ts";
import type { CurveMark } from "./curves.ts";

/** How far fine-tuning lifted a state, at its sparsity. */
export interface Lift {
  readonly sparsity: number;
  readonly from: number;
  readonly to: number;
}

/** What fine-tuning reached, round by round, and how far the last run lifted what stands. */
export const Marks = memo(function Marks(props: {
  reached: readonly CurveMark[];
  lift: Lift | null;
  axis: Axis;
  scale: AccuracyScale;
  mark: number;
  /** From the handle's middle to the end of its halo. */
  reach: number;
}) {
  const { reached, lift, axis, scale, mark, reach } = props;
  const side = mark * 1.35;
  return (
    <>
      {reached.map(({ sparsity, accuracy }, i) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: marks are their place
          key={i}
          className={svg.reached}
          d={`M${axis.x(sparsity)} ${scale.y(accuracy) - side}l${side} ${side}l${-side} ${side}l${-side} ${-side}z`}
        >
          <title>{cutChartText.reached(accuracy, sparsity)}</title>
        </path>
      ))}
      {lift ? (
        <LiftArrow x={axis.x(lift.sparsity)} from={scale.y(lift.from)} to={scale.y(lift.to)} reach={reach} />
      ) : null}
    </>
  );
});

/** From where the cut had left it, beside the cut, to under the handle. */
function LiftArrow({ x, from, to, reach }: { x: number; from: number; to: number; reach: number }) {
  const end = to + reach + 3;
  const beside = x - 13;
  return (
    <>
      <circle className={svg.before} cx={x} cy={from} r={4.5} />
      {from - end > 10 ? (
        <path className={svg.lift} d={`M${beside} ${from}V${end}M${beside - 4.5} ${end + 7}l4.5 -7l4.5 7`} />
      ) : null}
    </>
  );
}
