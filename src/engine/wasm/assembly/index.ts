export { convolveActive, listActive, updateActive } from "./active";
export { convolve, convolveBack, updateConvolution, updateDense } from "./convolve";
export { gatherBytes, gatherFloats, gatherLabels } from "./gather";
export { convolveBackKept, convolveKept, updateKept } from "./kept";
export { crossEntropy, score } from "./loss";
export { listChanges, updateSums } from "./pixelSums";
export { add, applySlope, copy, penalty, squash } from "./pointwise";
export { pool, poolBack } from "./pool";
export { setUpdate } from "./update";
