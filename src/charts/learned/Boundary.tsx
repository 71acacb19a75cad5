import { contours } from "d3-contour";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { prepareCanvas } from "../canvas.ts";
import { shades } from "../colour.ts";
import { Sheet } from "../sheet.ts";
import { useSize } from "../useSize.ts";
import { type ThemeTokens, useTheme } from "../useTheme.ts";
import styles from "./Boundary.module.css";
import { FollowPoint } from "./FollowPoint.tsx";
import { type PointPlace, placesOf, pointAt } from "./points.ts";

/** The decision field of a 2-D network with its contour at one half, the validation points on it, broken ones ringed; a point that is
 *  pressed is followed. */
export function Boundary(props: {
  /** Probability of the second class on a side x side grid over [-6, 6]^2, row by row from the top. */
  field: Float32Array;
  /** x, y of every point. */
  points: Float32Array;
  labels: Uint8Array;
  /** 1 marks a point that was right before the cut and is wrong now. */
  broken: Uint8Array;
  summary: string;
  /** What is told of a point, and which is followed. Without, points are not to be followed. */
  following?: {
    readonly row: number | null;
    readonly tell: (row: number) => string;
    readonly onFollow: (row: number | null) => void;
  };
}) {
  const { field, points, labels, broken, summary, following } = props;
  const [ref, { width }] = useSize<HTMLDivElement>();
  const ground = useRef<HTMLCanvasElement>(null);
  const dots = useRef<HTMLCanvasElement>(null);
  const rings = useRef<HTMLCanvasElement>(null);
  const [sheet] = useState(() => new Sheet());
  const theme = useTheme();
  const places = useMemo(() => placesOf(points, width), [points, width]);
  const followed = following?.row ?? null;
  // Each over the other: what a move changes is drawn, and nothing else.
  useLayoutEffect(() => {
    if (width > 0) drawField(prepareCanvas(ground.current!, width, width), sheet, field, width, theme);
  }, [sheet, field, theme, width]);
  useLayoutEffect(() => {
    if (width > 0) drawPoints(prepareCanvas(dots.current!, width, width), places, labels, width, theme);
  }, [places, labels, theme, width]);
  useLayoutEffect(() => {
    if (width === 0) return;
    const context = prepareCanvas(rings.current!, width, width);
    drawBroken(context, places, broken, width, theme);
    if (followed !== null && places[followed]) drawFollowed(context, places[followed], width, theme);
  }, [places, broken, followed, theme, width]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: keys have a slider of their own
    <div
      ref={ref}
      className={`${styles.boundary} ${following ? styles.presses : ""}`}
      onClick={(event) => {
        if (!following) return;
        const box = event.currentTarget.getBoundingClientRect();
        const row = pointAt(places, event.clientX - box.left, event.clientY - box.top);
        following.onFollow(row === followed ? null : row);
      }}
    >
      <canvas ref={ground} role="img" aria-label={summary} />
      <canvas ref={dots} aria-hidden />
      <canvas ref={rings} aria-hidden />
      {following ? <FollowPoint {...following} places={places} /> : null}
    </div>
  );
}

/** In how many tones the field is drawn. */
const tones = 24;

function drawField(
  context: CanvasRenderingContext2D,
  sheet: Sheet,
  field: Float32Array,
  width: number,
  theme: ThemeTokens,
): void {
  const side = Math.sqrt(field.length);
  const ramp = shades(theme["class-b"], theme["class-a"], tones);
  sheet.size(side, side);
  const { pixels } = sheet;
  for (let i = 0; i < field.length; i++) pixels[i] = ramp[Math.round(field[i] * tones)] ?? ramp[0];
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(sheet.done(), 0, 0, width, width);
  const scale = width / side;
  // Contours take a plain array.
  const [boundary] = contours().size([side, side]).thresholds([0.5])([...field]);
  context.beginPath();
  for (const polygon of boundary.coordinates)
    for (const ring of polygon)
      ring.forEach(([x, y], i) => {
        // The frame of the field is no decision.
        const edge = x <= 0.01 || y <= 0.01 || x >= side - 0.01 || y >= side - 0.01;
        if (i === 0 || edge) context.moveTo(x * scale, y * scale);
        else context.lineTo(x * scale, y * scale);
      });
  context.lineJoin = "round";
  context.strokeStyle = theme["class-line"];
  context.lineWidth = theme["line-thin"] * (width > 480 ? 1.4 : 1.05);
  context.stroke();
}

function drawPoints(
  context: CanvasRenderingContext2D,
  places: readonly PointPlace[],
  labels: Uint8Array,
  width: number,
  theme: ThemeTokens,
): void {
  for (const label of [0, 1]) {
    context.beginPath();
    for (let row = 0; row < labels.length; row++)
      if (labels[row] === label) addCircle(context, places[row], radiusIn(width));
    context.fillStyle = label === 1 ? theme["class-line"] : theme["class-b"];
    context.fill();
    context.strokeStyle = label === 1 ? theme["class-b"] : theme["class-line"];
    context.lineWidth = label === 1 ? 0.5 : 1.1;
    context.stroke();
  }
}

function drawBroken(
  context: CanvasRenderingContext2D,
  places: readonly PointPlace[],
  broken: Uint8Array,
  width: number,
  theme: ThemeTokens,
): void {
  context.beginPath();
  for (let row = 0; row < broken.length; row++)
    if (broken[row]) addCircle(context, places[row], radiusIn(width) + (width < 220 ? 2 : 3));
  context.strokeStyle = theme.cut;
  context.lineWidth = width < 220 ? 1.4 : 1.9;
  context.stroke();
}

function addCircle(context: CanvasRenderingContext2D, { x, y }: PointPlace, radius: number): void {
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

const radiusIn = (width: number) => Math.max(1.9, Math.min(4.6, width / 125));

/** A ring around it, and lines to where its coordinates stand at the frame. */
function drawFollowed(
  context: CanvasRenderingContext2D,
  { x, y }: PointPlace,
  width: number,
  theme: ThemeTokens,
): void {
  const ring = radiusIn(width) + 9;
  context.strokeStyle = theme.ink;
  context.lineWidth = theme["line-thin"] * 1.2;
  context.beginPath();
  context.moveTo(x + ring, y);
  context.arc(x, y, ring, 0, 2 * Math.PI);
  context.moveTo(0, y);
  context.lineTo(x - ring, y);
  context.moveTo(x, width);
  context.lineTo(x, y + ring);
  context.stroke();
}
