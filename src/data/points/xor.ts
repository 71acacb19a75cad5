import type { Dataset } from "../dataset.ts";
import { between, makePoints, type PointsRequest } from "./points.ts";

/** Opposite quadrants share a class; a gap of 0.3 along the axes (TensorFlow Playground). Noise moves the points. */
export function xor(request: PointsRequest): Dataset {
  return makePoints(
    "xor",
    (label, _i, _n, random) => {
      const x = between(random, 0.3, 5.3) * (random.next() < 0.5 ? -1 : 1);
      const y = between(random, 0.3, 5.3) * Math.sign(x) * (label === 1 ? 1 : -1);
      return [x + between(random, -5, 5) * request.noise, y + between(random, -5, 5) * request.noise];
    },
    request,
  );
}
