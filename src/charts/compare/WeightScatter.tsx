import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { useEffect, useRef } from "react";
import type { WeightPairs } from "../../pruning/weightPairs.ts";
import { comparedCharts } from "../../text/comparedCharts.ts";
import { prepareCanvas } from "../canvas.ts";
import { mix } from "../colour.ts";
import { shortest } from "../shortest.ts";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import styles from "./compare.module.css";

const largest = 340;
const inset = 4;

/** The weights of a layer by their values in two states: those that both keep as points, or as a density where they are many; those that
 *  one keeps alone on the line where the other is 0. */
export function WeightScatter({ pairs, summary }: { pairs: WeightPairs; summary: string }) {
  const [ref, { width }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const tick = theme["fs-tick"];
  const [left, top, below] = [0.6 * tick, 1.6 * tick, 2.9 * tick];
  const side = Math.max(0, Math.min(width - 2 * left, largest));
  const { limit } = pairs;
  useEffect(() => {
    if (side <= 0) return;
    const context = prepareCanvas(canvas.current!, side, side);
    // The outermost are seen whole.
    const x = scaleLinear([-limit, limit], [inset, side - inset]);
    const y = scaleLinear([-limit, limit], [side - inset, inset]);
    context.strokeStyle = theme.rule;
    context.lineWidth = 1;
    for (const [from, to] of [
      [
        [0, side / 2],
        [side, side / 2],
      ],
      [
        [side / 2, 0],
        [side / 2, side],
      ],
    ]) {
      context.beginPath();
      context.moveTo(from[0], from[1]);
      context.lineTo(to[0], to[1]);
      context.stroke();
    }
    context.setLineDash([3, 4]);
    context.strokeStyle = theme["rule-2"];
    context.beginPath();
    context.moveTo(0, side);
    context.lineTo(side, 0);
    context.stroke();
    context.setLineDash([]);
    if (pairs.few) drawPoints(pairs.few);
    else drawDensity();

    function drawPoints(few: Float32Array) {
      const radius = few.length > 800 ? 1.7 : 2.6;
      for (let i = 0; i < few.length; i += 2) {
        const [one, other] = [few[i], few[i + 1]];
        context.fillStyle = other === 0 ? theme.cut : one === 0 ? theme.other : theme.ink;
        context.globalAlpha = few.length > 800 ? 0.55 : 0.8;
        context.beginPath();
        context.arc(x(one), y(other), radius, 0, 2 * Math.PI);
        context.fill();
      }
      context.globalAlpha = 1;
    }

    function drawDensity() {
      const { both, onlyOne, onlyOther } = pairs;
      const bins = onlyOne.length;
      const cell = (side - 2 * inset) / bins;
      const shade = (colour: string, most: number) => {
        const whole = Math.log1p(most);
        return (count: number) => {
          const [r, g, b] = mix(theme.paper, colour, 0.15 + 0.85 * (Math.log1p(count) / whole));
          return `rgb(${r} ${g} ${b})`;
        };
      };
      const ofBoth = shade(theme.ink, max(both) ?? 1);
      both.forEach((count, place) => {
        if (count === 0) return;
        context.fillStyle = ofBoth(count);
        const [column, row] = [place % bins, Math.floor(place / bins)];
        context.fillRect(inset + column * cell, side - inset - (row + 1) * cell, cell + 0.3, cell + 0.3);
      });
      const [ofOne, ofOther] = [shade(theme.cut, max(onlyOne) ?? 1), shade(theme.other, max(onlyOther) ?? 1)];
      for (let bin = 0; bin < bins; bin++) {
        if (onlyOne[bin] > 0) {
          context.fillStyle = ofOne(onlyOne[bin]);
          context.fillRect(inset + bin * cell, side / 2 - 2.5, cell + 0.3, 5);
        }
        if (onlyOther[bin] > 0) {
          context.fillStyle = ofOther(onlyOther[bin]);
          context.fillRect(side / 2 - 2.5, side - inset - (bin + 1) * cell, 5, cell + 0.3);
        }
      }
    }
  }, [pairs, side, limit, theme]);
  return (
    <div ref={ref} className={styles.scatter} role="img" aria-label={summary} style={{ minHeight: side + top + below }}>
      <canvas ref={canvas} style={{ width: side, height: side, left, top }} />
      <svg aria-hidden width={side + 2 * left} height={side + top + below}>
        {side > 0 ? (
          <>
            <rect className={styles.frame} x={left} y={top} width={side} height={side} />
            <text x={left} y={tick}>
              {comparedCharts.inSecond}
            </text>
            <text className={styles.end} x={left + side} y={tick}>
              {shortest(limit)}
            </text>
            <text x={left} y={top + side + 1.3 * tick}>
              −{shortest(limit)}
            </text>
            <text className={styles.middle} x={left + side / 2} y={top + side + 1.3 * tick}>
              0
            </text>
            <text className={styles.end} x={left + side} y={top + side + 1.3 * tick}>
              {shortest(limit)}
            </text>
            <text className={styles.end} x={left + side} y={top + side + 2.5 * tick}>
              {comparedCharts.inFirst}
            </text>
          </>
        ) : null}
      </svg>
    </div>
  );
}
