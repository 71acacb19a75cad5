import { symbol, symbolsFill } from "d3-shape";

/** The outline of a node, around 0: each network has its shape, some 14 px across at a radius of 7. Many networks share shapes. */
export const shapeOf = (network: number, radius: number): string =>
  symbol(symbolsFill[network % symbolsFill.length], Math.PI * (radius * 0.85) ** 2)() ?? "";
