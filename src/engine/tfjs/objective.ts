import {
  add,
  customGrad,
  div,
  exp,
  logSoftmax,
  matMul,
  mul,
  neg,
  relu,
  type Scalar,
  sign,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tanh,
  valueAndGrads,
} from "@tensorflow/tfjs-core";
import type { Activation } from "../../network/network.ts";

/** Mean softmax cross-entropy; the gradient in closed form, (softmax - target) / examples, which saves tfjs eight kernels. */
function crossEntropy(logits: Tensor2D, targets: Tensor2D): Scalar {
  const loss = customGrad((z, save) => {
    const logProbabilities = logSoftmax(z as Tensor2D);
    (save as (tensors: Tensor[]) => void)([logProbabilities]);
    const examples = targets.shape[0];
    return {
      value: div(neg(sum(mul(logProbabilities, targets))), examples),
      gradFunc: (dy, [saved]) => mul(sub(exp(saved), targets), div(dy, examples)),
    };
  });
  return loss(logits) as Scalar;
}

/** Loss of a batch with its gradient for kernel, bias, kernel, bias, ...: mean cross-entropy plus
 *  l1 * sum|w| + l2 / 2 * sum w^2 over the kernels. */
export function lossAndGradients(
  activation: Activation,
  penalty: { readonly l1: number; readonly l2: number },
  parameters: readonly Tensor[],
  inputs: Tensor2D,
  targets: Tensor2D,
): { loss: Scalar; gradients: Tensor[] } {
  const { l1, l2 } = penalty;
  // Taken outside of the differentiated function: a constant there, and 0 at weight 0, where tfjs' own |w| has slope -1.
  const signs = l1 > 0 ? parameters.map((parameter) => sign(parameter)) : [];
  const activate = activation === "relu" ? relu : tanh;
  const objective = (...flat: Tensor[]): Scalar => {
    let current = inputs;
    let loss: Scalar | undefined;
    for (let i = 0; i < flat.length; i += 2) {
      const [kernel, bias] = [flat[i] as Tensor2D, flat[i + 1] as Tensor1D];
      const sums: Tensor2D = add(matMul(current, kernel), bias);
      current = i + 2 < flat.length ? activate(sums) : sums;
      const penalties: Scalar[] = [];
      if (l1 > 0) penalties.push(mul(sum(mul(kernel, signs[i])), l1));
      if (l2 > 0) penalties.push(mul(sum(square(kernel)), l2 / 2));
      for (const term of penalties) loss = loss ? add(loss, term) : term;
    }
    const fit = crossEntropy(current, targets);
    return loss ? add(fit, loss) : fit;
  };
  const { value, grads } = valueAndGrads(objective)([...parameters]);
  return { loss: value as Scalar, gradients: grads };
}
