import type { CostRow } from "../charts/cost/CostTable.tsx";
import { count, figure, percent } from "../text/numbers.ts";
import type { Speed } from "../worker/protocol.ts";

const two = (n: number) => Number(n.toPrecision(2));

/** "2,300 to 2,500", or one figure where both read alike. */
function span(low: number, high: number, written: (n: number) => string): string {
  const [from, to] = [written(two(low)), written(two(high))];
  return from === to ? from : `${from} to ${to}`;
}

const rate = ({ low, high }: Speed) => `${span(low, high, count)} steps/s`;

/** "; 2,300 to 2,500 steps/s at 90 % pruned": a measured run. */
export const describeSpeed = (speed: Speed) => `; ${rate(speed)} at ${percent(speed.sparsity)}\u202f% pruned`;

/** Time of a training step as the last timed run took it, beside the run of the same settings with the fewest pruned weights.
 *  Spreads are those of the middle half of the measurements. */
export function stepRow(speeds: readonly Speed[]): CostRow {
  const last = speeds.at(-1);
  if (!last) return { label: "Training step", value: "…", share: 0, remark: "timed in longer runs" };
  const alike = speeds.filter(
    ({ backend, optimizer, batchSize }) =>
      backend === last.backend && optimizer === last.optimizer && batchSize === last.batchSize,
  );
  const [dense] = alike.sort((a, b) => a.sparsity - b.sparsity);
  const times = last.stepsPerSecond / dense.stepsPerSecond;
  const milliseconds = 1000 / last.stepsPerSecond;
  const value = milliseconds < 0.1 ? `${figure(1000 * milliseconds)} µs` : `${figure(milliseconds)} ms`;
  const remark =
    last === dense ? rate(last) : `${span(last.low / dense.high, last.high / dense.low, figure)}× the steps/s`;
  const how = `median of ${count(last.steps)} timed steps: ${rate(last)}, the middle half of the measurements`;
  return { label: `Step at ${percent(last.sparsity)}\u202f%`, value, share: 1 / times, remark, how };
}
