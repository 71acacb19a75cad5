import {
  add,
  concat1d,
  customGrad,
  div,
  keep,
  mul,
  type Rank,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  tidy,
  zeros,
} from "@tensorflow/tfjs-core";
import { epsilon, momentum } from "../../network/batchNorm.ts";
import { layerKind } from "../../network/layers/registry.ts";
import type { Stage } from "../../network/layers/stage.ts";
import { rowsAlone } from "./rows.ts";

/** Mean and variance of what a layer's batch norm read, unit by unit, over so many values each. They outlive a tidy. */
export interface BatchStatistics {
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
  readonly count: number;
}

/** Normalises sums (examples x .. x units) by their own mean and variance: scale x + shift (Ioffe & Szegedy 2015), the gradient in closed
 *  form. `report` is handed what it went by. */
export function batchNormalised(
  sums: Tensor,
  scale: Tensor,
  shift: Tensor,
  report: (statistics: BatchStatistics) => void,
): Tensor {
  const axes = sums.shape.slice(0, -1).map((_, axis) => axis);
  const count = sums.shape.slice(0, -1).reduce((product, side) => product * side, 1);
  const meanOf = (values: Tensor) => div(sum(values, axes), count);
  return customGrad((...inputs) => {
    const [z, gain, offset] = inputs as Tensor[];
    const save = inputs[3] as unknown as (tensors: Tensor[]) => void;
    const mean = meanOf(z);
    const centred = sub(z, mean);
    const variance = meanOf(square(centred));
    const inverse = div(1, sqrt(add(variance, epsilon)));
    const normal = mul(centred, inverse);
    report({ mean: keep(mean) as Tensor1D, variance: keep(variance) as Tensor1D, count });
    save([normal, inverse, gain]);
    return {
      value: add(mul(normal, gain), offset),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [x, deviation, factor] = saved;
        const [byShift, byScale] = [sum(dy, axes), sum(mul(dy, x), axes)];
        const centredGradient = sub(sub(dy, div(byShift, count)), mul(x, div(byScale, count)));
        const bySums = mul(mul(factor, deviation), centredGradient);
        return [bySums.rank === 2 ? rowsAlone(bySums) : bySums, byScale, byShift];
      },
    };
  })(sums, scale, shift);
}

/** By how much running mean and variance move; one value says nothing about a spread. */
function movesOf(mean: Tensor1D, variance: Tensor1D, batch: BatchStatistics): [mean: Tensor1D, variance: Tensor1D] {
  const { count } = batch;
  const share = count > 1 ? momentum : 0;
  return tidy(() => [
    mul(sub(batch.mean, mean), share),
    mul(sub(mul(batch.variance, count / Math.max(1, count - 1)), variance), share),
  ]);
}

/** What running means and variances change by, among zeros for all other parameters. */
export function runningMoves(
  stages: readonly Stage[],
  parameters: readonly Tensor[],
  statistics: readonly BatchStatistics[],
): Tensor1D {
  const about = stages.flatMap((stage) => layerKind(stage).parameters(stage));
  const moves: Tensor1D[] = parameters.map(({ size }) => zeros<Rank.R1>([size]));
  about.forEach(({ role }, i) => {
    if (role !== "mean") return;
    const before = about.slice(0, i).filter((one) => one.role === "mean").length;
    [moves[i], moves[i + 1]] = movesOf(parameters[i] as Tensor1D, parameters[i + 1] as Tensor1D, statistics[before]);
  });
  return concat1d(moves);
}
