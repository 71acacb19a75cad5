import type { Size } from "../useSize.ts";

/** How many times the map may be enlarged. */
const mostEnlarged = 32;

/** The part of the map that is seen: how many times it is enlarged, and where its corner lies, in pixels from that of the window. */
export interface MapView {
  readonly enlarged: number;
  readonly x: number;
  readonly y: number;
}

export const whole: MapView = { enlarged: 1, x: 0, y: 0 };

/** In pixels. */
export type Place = readonly [x: number, y: number];

/** The view moved so that the window holds nothing but map. */
export const within = ({ enlarged, x, y }: MapView, { width, height }: Size): MapView => ({
  enlarged,
  x: Math.min(0, Math.max(width * (1 - enlarged), x)),
  y: Math.min(0, Math.max(height * (1 - enlarged), y)),
});

/** Enlarged so many times more, so that what is at a place of the window stays there. */
export function enlargedAt(view: MapView, factor: number, [x, y]: Place, size: Size): MapView {
  const enlarged = Math.min(mostEnlarged, Math.max(1, view.enlarged * factor));
  const by = enlarged / view.enlarged;
  return within({ enlarged, x: x - (x - view.x) * by, y: y - (y - view.y) * by }, size);
}

/** Moved until a place of the map is in the middle of the window; left where it is seen already. */
export function revealing(view: MapView, [x, y]: Place, size: Size): MapView {
  const { width, height } = size;
  const isOff = (at: number, extent: number) => at < 0 || at > extent;
  if (!isOff(x + view.x, width) && !isOff(y + view.y, height)) return view;
  return within({ ...view, x: width / 2 - x, y: height / 2 - y }, size);
}
