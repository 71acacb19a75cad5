export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A curve in pixels, x ascending. */
export type Curve = readonly (readonly [x: number, y: number])[];

/** The y range a curve spans over [from, to], ends interpolated; undefined when it does not reach there. */
export function span(curve: Curve, from: number, to: number): readonly [number, number] | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 1; i < curve.length; i++) {
    const [x0, y0] = curve[i - 1];
    const [x1, y1] = curve[i];
    if (x1 < from || x0 > to) continue;
    const at = (x: number) => (x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0));
    for (const y of [at(Math.max(x0, from)), at(Math.min(x1, to))]) {
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
  }
  return high < low ? undefined : [low, high];
}

/** Puts a label beside the handle where it touches no curve: tries both sides, and heights by their distance from the handle.
 *  Staying on the side it was on comes first, so that the label does not hop. */
export function placeLabel(request: {
  readonly handle: { readonly x: number; readonly y: number; readonly radius: number };
  readonly label: { readonly width: number; readonly height: number };
  readonly frame: Box;
  readonly curves: readonly Curve[];
  readonly side: "left" | "right";
}): { x: number; y: number; side: "left" | "right" } {
  const { handle, label, frame, curves, side } = request;
  const gap = handle.radius + 12;
  const sides = side === "right" ? (["right", "left"] as const) : (["left", "right"] as const);
  let best: { x: number; y: number; side: "left" | "right"; price: number } | undefined;
  for (const one of sides) {
    const x = one === "right" ? handle.x + gap : handle.x - gap - label.width;
    if (x < frame.x || x + label.width > frame.x + frame.width) continue;
    const spans = curves.map((curve) => span(curve, x, x + label.width)).filter((range) => range !== undefined);
    for (let y = frame.y; y <= frame.y + frame.height - label.height; y += 4) {
      const covered = spans.reduce(
        (sum, [low, high]) => sum + Math.max(0, Math.min(high + 6, y + label.height) - Math.max(low - 6, y)),
        0,
      );
      const distance = Math.abs(y + label.height / 2 - handle.y);
      const price = covered * 50 + distance + (one === side ? 0 : 60);
      if (!best || price < best.price) best = { x, y, side: one, price };
    }
  }
  return best ?? { x: frame.x, y: frame.y, side };
}
