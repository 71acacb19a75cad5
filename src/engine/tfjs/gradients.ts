import { registerGradient } from "@tensorflow/tfjs-core";
import { addGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Add_grad";
import { batchMatMulGradConfig } from "@tensorflow/tfjs-core/dist/gradients/BatchMatMul_grad";
import { conv2DGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Conv2D_grad";
import { multiplyGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Multiply_grad";
import { reluGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Relu_grad";
import { reshapeGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Reshape_grad";
import { squareGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Square_grad";
import { sumGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Sum_grad";
import { tanhGradConfig } from "@tensorflow/tfjs-core/dist/gradients/Tanh_grad";
import { pools } from "./pools.ts";

/** Gradients of the kernels that the loss is made of. tfjs would register all of its gradients, or, tree-shaken, none. */
export function registerGradients(): void {
  for (const gradient of [
    addGradConfig,
    batchMatMulGradConfig,
    conv2DGradConfig,
    multiplyGradConfig,
    reluGradConfig,
    reshapeGradConfig,
    squareGradConfig,
    sumGradConfig,
    tanhGradConfig,
    ...Object.values(pools).flatMap(({ gradients }) => gradients),
  ])
    registerGradient(gradient);
}
