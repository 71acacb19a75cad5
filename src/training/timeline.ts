import type { TimelinePoint } from "../recipe/node.ts";

/** Points that the page has yet to hear of; with `reset` they are all there are. */
export interface TimelineNews {
  readonly type: "timeline";
  readonly points: readonly TimelinePoint[];
  readonly reset: boolean;
}

/** The points measured on the way, and which of them the page has yet to hear of. */
export class Timeline {
  #points: readonly TimelinePoint[] = [];
  #sent = 0;

  get points(): readonly TimelinePoint[] {
    return this.#points;
  }

  add(point: TimelinePoint): void {
    this.#points = [...this.#points, point];
  }

  /** Goes back to other points; the page is to forget the ones it has. */
  reset(points: readonly TimelinePoint[]): TimelineNews {
    this.#points = points;
    this.#sent = points.length;
    return { type: "timeline", points, reset: true };
  }

  /** What is new since this was last asked; null when nothing is. */
  news(): TimelineNews | null {
    const points = this.#points.slice(this.#sent);
    this.#sent = this.#points.length;
    return points.length > 0 ? { type: "timeline", points, reset: false } : null;
  }
}
