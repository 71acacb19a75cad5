import type { Experiment } from "./experiment.ts";
import { cnn } from "./experiments/cnn.ts";
import { deep } from "./experiments/deep.ts";
import { digits } from "./experiments/digits.ts";
import { mnistInitial, mnistTrained } from "./experiments/mnist.ts";
import { spiral } from "./experiments/spiral.ts";

/** Every experiment, in the order of the table. */
export const experiments: readonly Experiment[] = [mnistTrained, mnistInitial, cnn, digits, spiral, deep];
