export interface TextBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A curve in pixels, x ascending. */
export type Polyline = readonly (readonly [x: number, y: number])[];

/** The y range a curve spans over [from, to], ends interpolated; undefined when it does not reach there. */
export function span(curve: Polyline, from: number, to: number): readonly [number, number] | undefined {
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
