import { registerGradient } from "@tensorflow/tfjs-core";
import { addGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Add_grad";
import { batchMatMulGradConfig } from "@tensorflow/tfjs-core/dist/gradients/BatchMatMul_grad";
import { multiplyGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Multiply_grad";
import { reluGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Relu_grad";
import { squareGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Square_grad";
import { sumGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Sum_grad";
import { tanhGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Tanh_grad";

/** Gradients of the kernels that the loss is made of. tfjs would register all of its gradients, or, tree-shaken, none. */
export function registerGradients(): void {
  for (const gradient of [
    addGradConfig,
    batchMatMulGradConfig,
    multiplyGradConfig,
    reluGradConfig,
    squareGradConfig,
    sumGradConfig,
    tanhGradConfig,
  ])
    registerGradient(gradient);
}
