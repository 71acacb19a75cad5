import type { Dataset } from "../dataset.ts";
import { between, makePoints, type PointsRequest } from "./points.ts";

/** Two interleaved spirals (TensorFlow Playground): r = 5 i/n, t = 1.75 (i/n) 2 pi, the second class turned by pi. */
export function spiral(request: PointsRequest): Dataset {
  return makePoints(
    "spiral",
    (label, i, n, random) => {
      const r = (i / n) * 5;
      const t = ((1.75 * i) / n) * 2 * Math.PI + label * Math.PI;
      const x = r * Math.sin(t) + between(random, -1, 1) * request.noise;
      return [x, r * Math.cos(t) + between(random, -1, 1) * request.noise];
    },
    request,
  );
}
