/** Weights are things: they leave the network and queue by size, fall when they are pruned, swell when the rest is trained on, and are
 *  lifted back. Who moves, for how long, and where one is on its way; pure, drawn by whoever has a canvas. */

export type MovementKind = "flight" | "fall" | "swell" | "lift";

/** How long each takes, in milliseconds. A drag is never animated. */
export const durations: Readonly<Record<MovementKind, number>> = { flight: 1200, fall: 600, swell: 480, lift: 420 };

/** What led to the state that stands, and its place on the way; `kind` of a step as histories have it. */
export interface Moment {
  readonly network: number;
  readonly steps: readonly { readonly id: number; readonly kind: string }[];
  readonly current: number;
}

/** What moves when one moment follows another; null for nothing. Weights fly out once, after the first training. */
export function movementFor(before: Moment, after: Moment, hasFlown: boolean): MovementKind | null {
  if (before.network !== after.network || before.steps.length === 0) return null;
  const [from, to] = [before.steps[before.current], after.steps[after.current]];
  if (!from || !to || from.id === to.id) return null;
  const isBack = before.steps.slice(0, before.current).some(({ id }) => id === to.id);
  if (isBack) return undone[from.kind] ?? null;
  if (to.kind === "train" && !hasFlown) return "flight";
  return done[to.kind] ?? null;
}

const done: Readonly<Record<string, MovementKind>> = { prune: "fall", finetune: "swell", uncut: "lift" };
const undone: Readonly<Record<string, MovementKind>> = { prune: "lift", uncut: "fall" };

/** A connection, from where it begins to where it ends; a cubic that is flat at both. */
export type Connection = readonly [x0: number, y0: number, x1: number, y1: number];

/** A bar of the queue. */
export interface QueuedBar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Control points of a connection stand so far along it. */
const bend = 0.46;
/** The last to leave leaves so late, as a share of the time; who is on its way arcs up so high. */
const lag = 0.42;
const arcHeight = 26;

const between = (from: number, to: number, share: number) => from + (to - from) * share;
export const eased = (share: number) => {
  const s = Math.min(1, Math.max(0, share));
  return s * s * (3 - 2 * s);
};

/** A cubic with its width and how much of it is seen. */
export interface Flying {
  readonly points: readonly [number, number, number, number, number, number, number, number];
  readonly width: number;
  readonly alpha: number;
}

/** Where a connection is at a share of the time on its way to its bar of the queue; `rank` 0..1 is its place there, `thick` and `seen` how it
 *  looks in the network. */
export function flightAt(
  share: number,
  { from, to, rank, thick, seen }: { from: Connection; to: QueuedBar; rank: number; thick: number; seen: number },
): Flying {
  const z = eased((share - rank * lag) / (1 - lag));
  const arc = -Math.sin(z * Math.PI) * arcHeight;
  const [x0, y0, x1, y1] = from;
  const c = (x1 - x0) * bend;
  const x = to.x + to.width / 2;
  const down = (part: number) => to.y + to.height * part;
  const at = (fromX: number, fromY: number, part: number) =>
    [between(fromX, x, z), between(fromY, down(part), z) + arc] as const;
  return {
    points: [...at(x0, y0, 0), ...at(x0 + c, y0, 1 / 3), ...at(x1 - c, y1, 2 / 3), ...at(x1, y1, 1)],
    width: between(thick, to.width, z),
    alpha: between(seen, 1, z),
  };
}

/** A bar on its way down: how far, how far it has turned, and how much of it is left to be seen. */
export interface Falling {
  readonly down: number;
  readonly turn: number;
  readonly alpha: number;
}

/** Where a bar that falls is; the first of them in the queue fall first. `chance` 0..1 makes no two alike. */
export function fallAt(share: number, rank: number, chance: number): Falling {
  const z = Math.min(1, Math.max(0, (share - rank * 0.35) / 0.65));
  return { down: z * z * 90 * (0.6 + 0.8 * chance), turn: (chance - 0.5) * z * 1.8, alpha: 0.9 * (1 - z) };
}

/** What is undone comes back the way it fell. */
export const liftAt = (share: number, rank: number, chance: number): Falling => fallAt(1 - eased(share), rank, chance);

/** How many times as thick what is kept is while it swells: 1 before and after. */
export const swellAt = (share: number): number => 1 + 0.9 * Math.sin(Math.PI * eased(share));
