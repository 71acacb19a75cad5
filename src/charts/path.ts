/** An SVG path through points in pixels; empty for none. */
export const pathThrough = (points: readonly (readonly [x: number, y: number])[]): string =>
  points.length === 0 ? "" : `M${points.map((point) => point.map((at) => at.toFixed(2)).join()).join("L")}`;
