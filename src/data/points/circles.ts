import type { Dataset } from "../dataset.ts";
import { between, makePoints, type PointsRequest } from "./points.ts";

/** A disc of radius 2.5 inside a ring from 3.5 to 5 (TensorFlow Playground's circle); noise moves the points. */
export function circles(request: PointsRequest): Dataset {
  return makePoints(
    "circles",
    (label, _i, _n, random) => {
      const r = label === 1 ? between(random, 0, 2.5) : between(random, 3.5, 5);
      const t = between(random, 0, 2 * Math.PI);
      const x = r * Math.sin(t) + between(random, -5, 5) * request.noise;
      return [x, r * Math.cos(t) + between(random, -5, 5) * request.noise];
    },
    request,
  );
}
