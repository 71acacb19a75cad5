import { contours } from "d3-contour";
import { scaleLinear } from "d3-scale";
import { useEffect, useRef } from "react";
import { prepareCanvas } from "../canvas.ts";
import { mix } from "../colour.ts";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import styles from "./Boundary.module.css";

/** Half the side of the square that is shown. */
const halfWidth = 6;

/** The decision field of a 2-D network with its contour at one half, the validation points on it, broken ones ringed. */
export function Boundary(props: {
  /** Probability of the second class on a side x side grid over [-6, 6]^2, row by row from the top. */
  field: Float32Array;
  /** x, y of every point. */
  points: Float32Array;
  labels: Uint8Array;
  /** 1 marks a point that was right before the cut and is wrong now. */
  broken: Uint8Array;
  summary: string;
}) {
  const { field, points, labels, broken, summary } = props;
  const [ref, { width }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useEffect(() => {
    if (width === 0) return;
    const context = prepareCanvas(canvas.current!, width, width);
    const side = Math.sqrt(field.length);
    const picture = new ImageData(side, side);
    const steps = 8;
    const ramp = Array.from({ length: steps + 1 }, (_, i) => mix(theme["class-b"], theme["class-a"], i / steps));
    // What contours are drawn of; they take a plain array.
    const values: number[] = [];
    for (let i = 0; i < field.length; i++) {
      const [r, g, b] = ramp[Math.round(field[i] * steps)];
      picture.data[4 * i] = r;
      picture.data[4 * i + 1] = g;
      picture.data[4 * i + 2] = b;
      picture.data[4 * i + 3] = 255;
      values.push(field[i]);
    }
    const small = new OffscreenCanvas(side, side);
    small.getContext("2d")!.putImageData(picture, 0, 0);
    context.imageSmoothingEnabled = true;
    context.drawImage(small, 0, 0, width, width);
    const scale = width / side;
    context.lineJoin = "round";
    for (const { coordinates, value } of contours().size([side, side]).thresholds([0.25, 0.5, 0.75])(values)) {
      context.beginPath();
      for (const polygon of coordinates)
        for (const ring of polygon)
          ring.forEach(([x, y], i) => {
            // The frame of the field is no decision.
            const edge = x <= 0.01 || y <= 0.01 || x >= side - 0.01 || y >= side - 0.01;
            if (i === 0 || edge) context.moveTo(x * scale, y * scale);
            else context.lineTo(x * scale, y * scale);
          });
      context.strokeStyle = value === 0.5 ? theme["class-line"] : theme["rule-2"];
      context.lineWidth = value === 0.5 ? theme["line-thin"] * 1.2 : 0.6;
      context.stroke();
    }
    const radius = Math.max(2.4, width / 100);
    const x = scaleLinear([-halfWidth, halfWidth], [0, width]);
    const y = scaleLinear([-halfWidth, halfWidth], [width, 0]);
    const place = (i: number) => [x(points[2 * i]), y(points[2 * i + 1])] as const;
    for (let i = 0; i < labels.length; i++) {
      const [x, y] = place(i);
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fillStyle = labels[i] === 1 ? theme["class-line"] : theme["class-b"];
      context.fill();
      context.strokeStyle = labels[i] === 1 ? theme["class-b"] : theme["class-line"];
      context.lineWidth = labels[i] === 1 ? 0.5 : 1.1;
      context.stroke();
    }
    context.strokeStyle = theme.cut;
    context.lineWidth = 1.8;
    for (let i = 0; i < labels.length; i++) {
      if (!broken[i]) continue;
      const [x, y] = place(i);
      context.beginPath();
      context.arc(x, y, radius + 2.6, 0, 2 * Math.PI);
      context.stroke();
    }
  }, [field, points, labels, broken, theme, width]);
  return (
    <div ref={ref} className={styles.boundary} role="img" aria-label={summary}>
      <canvas ref={canvas} style={{ width: "100%", height: "100%" }} />
    </div>
  );
}
