import {
  add,
  conv2d,
  customGrad,
  div,
  exp,
  gather,
  logSoftmax,
  matMul,
  maxPool,
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
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tanh,
  tensor1d,
  valueAndGrads,
} from "@tensorflow/tfjs-core";
import { isParametric, type Stage } from "../../network/layers/stage.ts";
import { sizeOf } from "../../network/network.ts";

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

/** The same rows. A packed texture of tfjs has what an operation made of the space beyond an odd number of rows, and its matrix
 *  product over the rows counts that (4.22); picking rows leaves it behind. */
function rowsAlone(values: Tensor): Tensor {
  const [examples] = values.shape;
  return gather(
    values,
    tensor1d(
      Int32Array.from({ length: examples }, (_, row) => row),
      "int32",
    ),
  );
}

/** Examples as images, or as rows, whichever a stage reads. */
function shaped(values: Tensor, { kind, from }: Stage): Tensor {
  const [examples] = values.shape;
  if (kind === "dense") return values.rank === 2 ? values : reshape(values, [examples, sizeOf(from)]);
  return values.rank === 4 ? values : reshape(values, [examples, ...from]);
}

/** What the network makes of a batch (examples x features); parameters are kernel, bias, kernel, bias, ... */
function logits(stages: readonly Stage[], parameters: readonly Tensor[], inputs: Tensor2D): Tensor2D {
  let current: Tensor = inputs;
  let next = 0;
  for (const stage of stages) {
    const read = shaped(current, stage);
    if (!isParametric(stage)) {
      current = maxPool(read as Tensor4D, stage.side, stage.side, "valid");
      continue;
    }
    const [kernel, bias] = [parameters[next], parameters[next + 1] as Tensor1D];
    next += 2;
    const product =
      stage.kind === "dense"
        ? matMul(read as Tensor2D, kernel as Tensor2D)
        : conv2d(read as Tensor4D, kernel as Tensor4D, 1, stage.padding > 0 ? "same" : "valid");
    const sums = add(product, bias);
    const activated = stage.activation === null ? sums : stage.activation === "relu" ? relu(sums) : tanh(sums);
    current = stage.residual ? add(read, activated) : activated;
  }
  return current as Tensor2D;
}

/** Loss of a batch with its gradient for kernel, bias, kernel, bias, ...: mean cross-entropy plus
 *  l1 * sum|w| + l2 / 2 * sum w^2 over the kernels. */
export function lossAndGradients(
  stages: readonly Stage[],
  penalty: { readonly l1: number; readonly l2: number },
  parameters: readonly Tensor[],
  inputs: Tensor2D,
  targets: Tensor2D,
): { loss: Scalar; gradients: Tensor[] } {
  const { l1, l2 } = penalty;
  // Taken outside of the differentiated function: a constant there, and 0 at weight 0, where tfjs' own |w| has derivative -1.
  const signs = l1 > 0 ? parameters.map((parameter) => sign(parameter)) : [];
  const objective = (...flat: Tensor[]): Scalar => {
    let loss = crossEntropy(logits(stages, flat, inputs), targets);
    for (let i = 0; i < flat.length; i += 2) {
      if (l1 > 0) loss = add(loss, mul(sum(mul(flat[i], signs[i])), l1));
      if (l2 > 0) loss = add(loss, mul(sum(square(flat[i])), l2 / 2));
    }
    return loss;
  };
  const { value, grads } = valueAndGrads(objective)([...parameters]);
  return { loss: value as Scalar, gradients: grads };
}
