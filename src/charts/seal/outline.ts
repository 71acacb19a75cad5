/** A circle whose edge is so many little waves, around 0. */
export function scalloped(radius: number, waves: number): string {
  const points = Array.from({ length: waves * 8 }, (_, i) => {
    const angle = (2 * Math.PI * i) / (waves * 8);
    const r = radius * (1 + 0.03 * Math.cos(waves * angle));
    return `${(r * Math.cos(angle)).toFixed(2)} ${(r * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join("L")}Z`;
}

/** One side of a seal that is torn from top to bottom: the left (-1) or the right (1). Both sides share the tear. */
export function tear(radius: number, side: number): string {
  const down = [
    [-0.05, -1.1],
    [0.1, -0.62],
    [-0.12, -0.28],
    [0.13, 0.1],
    [-0.09, 0.5],
    [0.06, 1.1],
  ].map(([x, y]) => `${(x * radius).toFixed(2)} ${(y * radius).toFixed(2)}`);
  const edge = (1.3 * side * radius).toFixed(2);
  const end = (1.1 * radius).toFixed(2);
  return `M${down.join("L")}L${edge} ${end}V-${end}Z`;
}
