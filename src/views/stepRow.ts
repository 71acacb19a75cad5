import type { CostRow } from "../charts/cost/CostTable.tsx";
import { stepTexts } from "../text/costs.ts";
import type { Speed } from "../worker/protocol.ts";

/** "; 2,300 to 2,500 steps/s at 90 % pruned": a measured run. */
export const describeSpeed = (speed: Speed) => stepTexts.speed(speed, speed.sparsity);

/** Time of a training step as the last timed run took it, beside the run of the same settings with the fewest pruned weights.
 *  Spreads are those of the middle half of the measurements. */
export function stepRow(speeds: readonly Speed[]): CostRow {
  const last = speeds.at(-1);
  if (!last) return { ...stepTexts.untimed, share: 0 };
  const alike = speeds.filter(
    ({ backend, optimizer, batchSize }) =>
      backend === last.backend && optimizer === last.optimizer && batchSize === last.batchSize,
  );
  const [dense] = alike.sort((a, b) => a.sparsity - b.sparsity);
  return {
    label: stepTexts.label(last.sparsity),
    value: stepTexts.value(1000 / last.stepsPerSecond),
    share: dense.stepsPerSecond / last.stepsPerSecond,
    remark: last === dense ? stepTexts.rate(last) : stepTexts.times(last, dense),
    how: stepTexts.how(last.steps, last),
  };
}
