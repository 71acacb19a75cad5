export { convolve, convolveBack, updateConvolution, updateDense } from "./convolve";
export { gatherBytes, gatherFloats, gatherLabels } from "./gather";
export { crossEntropy } from "./loss";
export { add, applySlope, copy, penalty, squash } from "./pointwise";
export { pool, poolBack } from "./pool";
export { setUpdate } from "./update";
