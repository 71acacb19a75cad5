import { addConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Add";
import { batchMatMulConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/BatchMatMul";
import { castConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Cast";
import { concatConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Concat";
import { conv2DConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2D";
import { conv2DBackpropFilterConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2DBackpropFilter";
import { conv2DBackpropInputConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2DBackpropInput";
import { expConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Exp";
import { fillConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Fill";
import { gatherV2Config } from "@tensorflow/tfjs-backend-webgl/dist/kernels/GatherV2";
import { identityConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Identity";
import { logConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Log";
import { maxConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Max";
import { maxPoolConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/MaxPool";
import { maxPoolGradConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/MaxPoolGrad";
import { multiplyConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply";
import { negConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Neg";
import { realDivConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/RealDiv";
import { reluConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Relu";
import { reshapeConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Reshape";
import { signConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Sign";
import { sliceConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Slice";
import { sqrtConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Sqrt";
import { squareConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Square";
import { stepConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Step";
import { subConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Sub";
import { sumConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Sum";
import { tanhConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Tanh";
import { transposeConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Transpose";
import { zerosLikeConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/ZerosLike";
import { registerKernel } from "@tensorflow/tfjs-core";

export { MathBackendWebGL, setWebGLContext } from "@tensorflow/tfjs-backend-webgl/dist/base";

/** The kernels that training needs. tfjs would register, and people would fetch, all two hundred. */
for (const kernel of [
  addConfig,
  batchMatMulConfig,
  castConfig,
  concatConfig,
  conv2DConfig,
  conv2DBackpropFilterConfig,
  conv2DBackpropInputConfig,
  expConfig,
  fillConfig,
  gatherV2Config,
  identityConfig,
  logConfig,
  maxConfig,
  maxPoolConfig,
  maxPoolGradConfig,
  multiplyConfig,
  negConfig,
  realDivConfig,
  reluConfig,
  reshapeConfig,
  signConfig,
  sliceConfig,
  sqrtConfig,
  squareConfig,
  stepConfig,
  subConfig,
  sumConfig,
  tanhConfig,
  transposeConfig,
  zerosLikeConfig,
])
  registerKernel(kernel);
