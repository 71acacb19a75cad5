import {
  add,
  conv2d,
  customGrad,
  div,
  exp,
  logSoftmax,
  matMul,
  mul,
  neg,
  relu,
  reshape,
  type Scalar,
  sign,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tanh,
  valueAndGrads,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { layerKind } from "../../network/layers/registry.ts";
import { isParametric, type Stage } from "../../network/layers/stage.ts";
import { sizeOf } from "../../network/network.ts";
import { type BatchStatistics, batchNormalised } from "./batchNorm.ts";
import { pools } from "./pools.ts";
import { rowsAlone } from "./rows.ts";

/** Mean softmax cross-entropy; the gradient in closed form, (softmax - target) / examples, which saves tfjs eight kernels. */
function crossEntropy(logits: Tensor2D, targets: Tensor2D): Scalar {
  const loss = customGrad((z, save) => {
    const logProbabilities = logSoftmax(z as Tensor2D);
    (save as (tensors: Tensor[]) => void)([logProbabilities]);
    const examples = targets.shape[0];
    return {
      value: div(neg(sum(mul(logProbabilities, targets))), examples),
      gradFunc: (dy, [saved]) => rowsAlone(mul(sub(exp(saved), targets), div(dy, examples))),
    };
  });
  return loss(logits) as Scalar;
}

/** Examples as images, or as rows, whichever a stage reads. */
function shaped(values: Tensor, { kind, from }: Stage): Tensor {
  const [examples] = values.shape;
  if (kind === "dense") return values.rank === 2 ? values : reshape(values, [examples, sizeOf(from)]);
  return values.rank === 4 ? values : reshape(values, [examples, ...from]);
}

/** What the network makes of a batch (examples x features); parameters in the order of a layout. `report` is handed what each batch
 *  norm went by. */
function logits(
  stages: readonly Stage[],
  parameters: readonly Tensor[],
  inputs: Tensor2D,
  report: (statistics: BatchStatistics) => void,
): Tensor2D {
  let current: Tensor = inputs;
  let next = 0;
  for (const stage of stages) {
    const read = shaped(current, stage);
    if (!isParametric(stage)) {
      current = pools[stage.kind].apply(read as Tensor4D, stage.side, stage.side, "valid");
      continue;
    }
    const [kernel, bias, scale] = parameters.slice(next);
    next += layerKind(stage).parameters(stage).length;
    const product =
      stage.kind === "dense"
        ? matMul(read as Tensor2D, kernel as Tensor2D)
        : conv2d(read as Tensor4D, kernel as Tensor4D, 1, stage.padding > 0 ? "same" : "valid");
    const sums = stage.batchNorm ? batchNormalised(product, scale, bias, report) : add(product, bias);
    const activated = stage.activation === null ? sums : stage.activation === "relu" ? relu(sums) : tanh(sums);
    current = stage.residual ? add(read, activated) : activated;
  }
  return current as Tensor2D;
}

/** Loss of a batch with its gradient for every parameter, 0 for those that are not trained: mean cross-entropy plus
 *  l1 * sum|w| + l2 / 2 * sum w^2 over the kernels plus scaleL1 * sum|scale|. What each batch norm went by outlives a tidy. */
export function lossAndGradients(
  stages: readonly Stage[],
  penalty: { readonly l1: number; readonly l2: number; readonly scaleL1?: number },
  parameters: readonly Tensor[],
  inputs: Tensor2D,
  targets: Tensor2D,
): { loss: Scalar; gradients: Tensor[]; statistics: BatchStatistics[] } {
  const { l1, l2, scaleL1 = 0 } = penalty;
  const about = stages.flatMap((stage) => layerKind(stage).parameters(stage));
  const absolute = (i: number) => (about[i].role === "kernel" ? l1 : about[i].role === "scale" ? scaleL1 : 0);
  // Taken outside of the differentiated function: a constant there, and 0 at weight 0, where tfjs' own |w| has derivative -1.
  const signs = parameters.map((parameter, i) => (absolute(i) > 0 ? sign(parameter) : null));
  const trained = parameters.flatMap((_, i) => (about[i].isTrainable ? [i] : []));
  const statistics: BatchStatistics[] = [];
  const objective = (...given: Tensor[]): Scalar => {
    const all = [...parameters];
    trained.forEach((i, t) => {
      all[i] = given[t];
    });
    let loss = crossEntropy(
      logits(stages, all, inputs, (one) => statistics.push(one)),
      targets,
    );
    for (const i of trained) {
      const of = signs[i];
      if (of) loss = add(loss, mul(sum(mul(all[i], of)), absolute(i)));
      if (l2 > 0 && about[i].role === "kernel") loss = add(loss, mul(sum(square(all[i])), l2 / 2));
    }
    return loss;
  };
  const { value, grads } = valueAndGrads(objective)(trained.map((i) => parameters[i]));
  const gradients = parameters.map((parameter, i) => grads[trained.indexOf(i)] ?? zerosLike(parameter));
  return { loss: value as Scalar, gradients, statistics };
}
