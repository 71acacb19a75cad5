import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from "d3-shape";

/** The easiest to tell apart come first. */
const shapes = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolStar, symbolCross, symbolWye];

/** The outline of a node around 0, as large as a circle of a radius: each network has its shape; the eighth that of the first again. */
export const shapeOf = (network: number, radius: number): string =>
  symbol(shapes[network % shapes.length], Math.PI * (radius * 0.85) ** 2)() ?? "";
