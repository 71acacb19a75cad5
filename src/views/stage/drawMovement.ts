import type { ThemeTokens } from "../../charts/useTheme.ts";
import { fallAt, flightAt, liftAt, type MovementKind, swellAt } from "../../motion/motion.ts";
import type { QueuedEntry } from "./movers.ts";

export interface MovementFrame {
  readonly kind: MovementKind;
  readonly entries: readonly QueuedEntry[];
  readonly theme: ThemeTokens;
}

/** Draws what moves at a share of its time. */
export function drawMovement(context: CanvasRenderingContext2D, frame: MovementFrame, share: number): void {
  for (const entry of frame.entries) {
    context.strokeStyle = context.fillStyle = !entry.isSigned
      ? frame.theme.ink
      : entry.value < 0
        ? frame.theme.neg
        : frame.theme.pos;
    draws[frame.kind](context, entry, frame.theme, share);
  }
  context.globalAlpha = 1;
}

type Draw = (context: CanvasRenderingContext2D, entry: QueuedEntry, theme: ThemeTokens, share: number) => void;

/** As connections are drawn: thicker and fuller with their size. */
const lookOf = (value: number, theme: ThemeTokens) => {
  const size = Math.min(1, 1.6 * Math.abs(value)) ** 0.85;
  return { thick: 0.5 + theme["edge-max"] * size, seen: 0.22 + 0.66 * size };
};

/** The same one for the same bar in every frame. */
const chanceOf = (rank: number) => (Math.sin(rank * 91_733) * 43_758.5453) % 1;

const fly: Draw = (context, { bar, rank, value, connection }, theme, share) => {
  if (!connection) return;
  const { points, width, alpha } = flightAt(share, { from: connection, to: bar, rank, ...lookOf(value, theme) });
  context.globalAlpha = alpha;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(points[0], points[1]);
  context.bezierCurveTo(points[2], points[3], points[4], points[5], points[6], points[7]);
  context.stroke();
};

const drop =
  (at: typeof fallAt): Draw =>
  (context, { bar, rank }, _theme, share) => {
    const { down, turn, alpha } = at(share, rank, Math.abs(chanceOf(rank)));
    context.save();
    context.translate(bar.x + bar.width / 2, bar.y + down + bar.height / 2);
    context.rotate(turn);
    context.globalAlpha = alpha;
    context.fillRect(-bar.width / 2, -bar.height / 2, bar.width, bar.height);
    context.restore();
  };

const swell: Draw = (context, { bar, value, connection }, theme, share) => {
  const times = swellAt(share);
  context.globalAlpha = 1;
  context.fillRect(bar.x, bar.y, bar.width, bar.height * (1 + (times - 1) * 0.35));
  if (!connection) return;
  const { thick, seen } = lookOf(value, theme);
  const [x0, y0, x1, y1] = connection;
  const c = (x1 - x0) * 0.46;
  context.globalAlpha = seen * Math.min(1, (times - 1) * 1.2);
  context.lineWidth = thick * times;
  context.beginPath();
  context.moveTo(x0, y0);
  context.bezierCurveTo(x0 + c, y0, x1 - c, y1, x1, y1);
  context.stroke();
};

const draws: Readonly<Record<MovementKind, Draw>> = { flight: fly, fall: drop(fallAt), swell, lift: drop(liftAt) };
