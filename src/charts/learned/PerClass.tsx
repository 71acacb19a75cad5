import { scaleLinear } from "d3-scale";
import { perClassText } from "../../text/charts.ts";
import svg from "../svg.module.css";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import styles from "./PerClass.module.css";

/** The class that loses most; null when none loses. A class without examples has no accuracy (NaN). */
export function worstClass(before: ArrayLike<number>, now: ArrayLike<number>): number | null {
  let worst: number | null = null;
  for (let c = 0; c < now.length; c++)
    if (now[c] - before[c] < (worst === null ? 0 : now[worst] - before[worst])) worst = c;
  return worst;
}

/** Accuracy of every class, before (ring) and at the cut (dot): who pays for pruning. A class without examples has neither. */
export function PerClass({
  before,
  now,
  classes,
}: {
  before: ArrayLike<number>;
  now: ArrayLike<number>;
  classes: readonly string[];
}) {
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const theme = useTheme();
  const tick = theme["fs-tick"];
  // The first and the last name reach beyond their dots.
  const half = (name: string | undefined) => 0.28 * tick * Math.min(8, name?.length ?? 0);
  const [left, right] = [tick * 2.6 + half(classes[0]), Math.max(8, half(classes.at(-1)))];
  const low = Math.max(
    0,
    Math.floor((Math.min(1, ...[...Array.from(now), ...Array.from(before)].filter(Number.isFinite)) - 0.02) * 5) / 5,
  );
  const x = scaleLinear([0, Math.max(1, classes.length - 1)], [left, Math.max(left + 1, width - right)]);
  const y = scaleLinear([low, 1], [height - tick - 10, 6]);
  // Names that would run into each other are cut to what there is room for; those at the ends keep inside.
  const gap = classes.length > 1 ? x(1) - x(0) : width;
  const room = Math.max(1, Math.floor(Math.min(gap, (gap + Math.min(left, right)) / 1.5) / (0.6 * tick)));
  const names = classes.map((name) =>
    name.length > room && room > 4 ? `${name.slice(0, room - 1)}…` : name.slice(0, room),
  );
  const nameX = (c: number) => {
    const half = 0.27 * tick * names[c].length;
    return Math.max(half, Math.min(x(c), width - half));
  };
  const worst = worstClass(before, now);
  const summary = worst === null ? perClassText.none : perClassText.worst(classes[worst], before[worst], now[worst]);
  return (
    <div ref={ref} className={styles.classes} role="img" aria-label={summary}>
      {width > 0 ? (
        <svg aria-hidden width={width} height={height}>
          {[1, low].map((value) => (
            <g key={value}>
              <path className={svg.grid} d={`M${tick * 2.4} ${y(value)}H${width}`} />
              <text x={tick * 2} y={y(value) + tick * 0.35} textAnchor="end">
                {Math.round(value * 100)}
              </text>
            </g>
          ))}
          {classes.map((name, c) => (
            <g key={name} className={c === worst ? styles.worst : undefined}>
              {Number.isFinite(now[c]) ? (
                <>
                  <path className={styles.fall} d={`M${x(c)} ${y(before[c])}V${y(now[c])}`} />
                  <circle className={styles.was} cx={x(c)} cy={y(before[c])} r={3.4} />
                  <circle className={styles.is} cx={x(c)} cy={y(now[c])} r={3.4} />
                </>
              ) : null}
              <text x={nameX(c)} y={height - 1} textAnchor="middle">
                {names[c]}
              </text>
            </g>
          ))}
        </svg>
      ) : null}
    </div>
  );
}
