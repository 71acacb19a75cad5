/** Half the side of the square that is shown. */
const halfWidth = 6;
/** A press this near to a point means it, in pixels. */
const reach = 16;

/** Where a point stands, in pixels from the top left. */
export interface PointPlace {
  readonly x: number;
  readonly y: number;
}

/** Points of [-6, 6]^2 on a square of so many pixels, y upwards. */
export function placesOf(points: Float32Array, side: number): PointPlace[] {
  const scale = side / (2 * halfWidth);
  return Array.from({ length: points.length / 2 }, (_, row) => ({
    x: (points[2 * row] + halfWidth) * scale,
    y: (halfWidth - points[2 * row + 1]) * scale,
  }));
}

/** The point that a press means; null where none is near. */
export function pointAt(places: readonly PointPlace[], x: number, y: number): number | null {
  let nearest: number | null = null;
  let least = reach;
  places.forEach((place, row) => {
    const distance = Math.hypot(place.x - x, place.y - y);
    if (distance < least) {
      least = distance;
      nearest = row;
    }
  });
  return nearest;
}

/** The next point from one in a direction: near, and not far off that way; the same where there is none. Before any, the first one. */
export function nextPoint(
  places: readonly PointPlace[],
  from: number | null,
  [dx, dy]: readonly [number, number],
): number {
  if (from === null) return 0;
  const here = places[from];
  let next = from;
  let least = Number.POSITIVE_INFINITY;
  places.forEach(({ x, y }, row) => {
    const [along, aside] = [(x - here.x) * dx + (y - here.y) * dy, Math.abs((x - here.x) * dy - (y - here.y) * dx)];
    if (row === from || along <= 0 || aside > along * 2) return;
    const far = along + 2 * aside;
    if (far < least) {
      least = far;
      next = row;
    }
  });
  return next;
}
