import type { Dataset } from "../dataset.ts";
import { between, makePoints, type PointsRequest } from "./points.ts";

/** Two interleaved half circles (scikit-learn's make_moons), scaled to the field; noise is normal, in units of the radius. */
export function moons(request: PointsRequest): Dataset {
  const scale = 3;
  return makePoints(
    "moons",
    (label, _i, _n, random) => {
      const t = between(random, 0, Math.PI);
      const x = label === 1 ? Math.cos(t) : 1 - Math.cos(t);
      const y = label === 1 ? Math.sin(t) : 0.5 - Math.sin(t);
      const noisy = (value: number) => value + request.noise * random.gaussian();
      return [scale * (noisy(x) - 0.5), scale * (noisy(y) - 0.25)];
    },
    request,
  );
}
