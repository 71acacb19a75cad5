import { countMultiplyAdds, countWeights } from "../network/count.ts";
import type { NetworkSpec } from "../network/network.ts";
import { type BackendName, backends, isOnCard } from "../setup/backends.ts";

/** Jobs that take longer than this hold the worker up: they are announced before they begin, in milliseconds. */
export const announcedMilliseconds = 1000;

/** Compiling what runs on a graphics card. */
const startMilliseconds = 10_000;

/** How long a training step may take that nobody has timed yet, on the long side, in milliseconds. */
export function stepForecast(spec: NetworkSpec, batchSize: number, backend: BackendName): number {
  // Forward, and backward for inputs and weights.
  const work = (3 * countMultiplyAdds(spec) * batchSize) / backends[backend].speed;
  return work + (isOnCard(backend) ? startMilliseconds : 0);
}

/** How long evaluating a dense network on so many examples may take that nobody has timed yet, on the long side, in milliseconds;
 *  always on the processor. */
export const evaluationForecast = (spec: NetworkSpec, count: number, inWasm: boolean): number =>
  (count * countMultiplyAdds(spec)) / (inWasm ? 2e5 : 4e4);

/** Microseconds a weight that ranking may take; others than these 2. */
const rankingTimes: Readonly<Record<string, number | undefined>> = { synflow: 15, grasp: 4 };

/** How long ranking a network's weights may take, on the long side, in milliseconds. */
export const rankingForecast = (spec: NetworkSpec, criterion: string): number =>
  ((rankingTimes[criterion] ?? 2) * countWeights(spec)) / 1000;
