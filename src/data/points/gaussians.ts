import type { Dataset } from "../dataset.ts";
import { makePoints, type PointsRequest } from "./points.ts";

/** Two normal clouds around (2, 2) and (-2, -2); the variance grows from 0.5 to 4 with the noise (TensorFlow Playground). */
export function gaussians(request: PointsRequest): Dataset {
  const deviation = Math.sqrt(0.5 + 7 * request.noise);
  return makePoints(
    "gaussians",
    (label, _i, _n, random) => {
      const centre = label === 1 ? 2 : -2;
      return [centre + deviation * random.gaussian(), centre + deviation * random.gaussian()];
    },
    request,
  );
}
