import { line } from "d3-shape";
import type { Scale } from "../scale.ts";
import type { Axis } from "./axis.ts";
import type { CurveMark } from "./marks.tsx";

export interface OtherCurve {
  readonly key: string;
  readonly label: string;
  readonly points: readonly CurveMark[];
}

/** Curves of other choices, each dashed in its own way and named where it is farthest from the others. */
export function Others(props: {
  others: readonly OtherCurve[];
  own: readonly CurveMark[];
  axis: Axis;
  y: Scale;
  tick: number;
  /** Pixels across that another label takes. */
  taken: readonly [from: number, to: number];
  /** Names have no room. */
  isNarrow: boolean;
}) {
  const { others, own, axis, y, tick, taken, isNarrow } = props;
  const isFree = (sparsity: number) => axis.x(sparsity) < taken[0] - 70 || axis.x(sparsity) > taken[1] + 70;
  const placed: { x: number; y: number }[] = [];
  return others.map(({ key, label, points }, index) => {
    const candidates = points.filter(({ sparsity }) => isFree(sparsity));
    const place = farthest(candidates, [
      own,
      ...others.filter((other) => other.key !== key).map((other) => other.points),
    ]);
    const [x, middle] = place ? [axis.x(place.sparsity), y(place.accuracy)] : [0, 0];
    const above = place !== undefined && place.accuracy > accuracyNear(own, place.sparsity);
    let height = middle + (above ? -8 : tick + 6);
    while (placed.some((other) => Math.abs(other.x - x) < 90 && Math.abs(other.y - height) < tick + 2))
      height += tick + 4;
    if (place) placed.push({ x, y: height });
    return (
      <g key={key}>
        <path
          className={`curve other o${index + 1}`}
          d={line()(points.map((mark) => [axis.x(mark.sparsity), y(mark.accuracy)] as [number, number])) ?? ""}
        />
        {place && !isNarrow ? (
          <text className="halo lab" x={x - 6} y={height} textAnchor={above ? "start" : "end"}>
            {label}
          </text>
        ) : null}
      </g>
    );
  });
}

const accuracyNear = (points: readonly CurveMark[], sparsity: number): number =>
  points.reduce(
    (best, point) => (Math.abs(point.sparsity - sparsity) < Math.abs(best.sparsity - sparsity) ? point : best),
    points[0] ?? { sparsity: 0, accuracy: 0 },
  ).accuracy;

/** The point of a curve that is farthest from all the others, away from both ends of the axis. */
function farthest(points: readonly CurveMark[], others: readonly (readonly CurveMark[])[]): CurveMark | undefined {
  let best: { point: CurveMark; distance: number } | undefined;
  for (const point of points) {
    if (point.sparsity < 0.2 || point.sparsity > 0.9) continue;
    const distance = Math.min(
      ...others
        .filter((other) => other.length > 0)
        .map((other) => Math.abs(accuracyNear(other, point.sparsity) - point.accuracy)),
    );
    if (distance > (best?.distance ?? -1)) best = { point, distance };
  }
  return best?.point;
}
