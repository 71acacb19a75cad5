import type { Box } from "./plan.ts";

/** The largest box of a picture's shape within a box. */
export function fitted({ left, top, width, height }: Box, [high, wide]: readonly number[]): Box {
  const scale = Math.min(width / wide, height / high);
  const [across, down] = [wide * scale, high * scale];
  return { left: left + (width - across) / 2, top: top + (height - down) / 2, width: across, height: down };
}

export const squareAround = (x: number, y: number, side: number): Box => ({
  left: x - side / 2,
  top: y - side / 2,
  width: side,
  height: side,
});
