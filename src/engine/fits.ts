import type { Checkpoint } from "../network/checkpoint.ts";
import type { NetworkSpec } from "../network/network.ts";
import { sizeOf } from "../network/network.ts";
import type { Hyperparameters } from "../network/optimizer.ts";
import { parametricStages } from "../network/stages.ts";
import type { TrainingData } from "../training/engine.ts";

/** Throws an error that names what does not fit: data to network, labels to classes, checkpoint to network. */
export function checkFits(spec: NetworkSpec, data: TrainingData, checkpoint: Checkpoint): void {
  const features = sizeOf(spec.input);
  if (data.size !== features || data.classes !== spec.outputs)
    throw new Error(
      `The network takes ${features} features to ${spec.outputs} classes, not the data's ${data.size} to ${data.classes}.`,
    );
  data.labels.forEach((label, row) => {
    if (label >= data.classes) throw new Error(`Label ${label} of row ${row} is not one of ${data.classes} classes.`);
  });
  checkCheckpoint(spec, checkpoint);
}

/** Throws an error that names the layer of a checkpoint that is not the network's, or that its mask lacks. */
export function checkCheckpoint(spec: NetworkSpec, { layers, mask }: Checkpoint): void {
  parametricStages(spec).forEach(({ kernel, batchNorm }, l) => {
    const layer = layers[l];
    if (layer?.shape.join() !== kernel.join())
      throw new Error(
        `Layer "${layer?.name ?? l + 1}" of the checkpoint is ${layer?.shape.join("x") ?? "missing"}, the network wants ${kernel.join("x")}.`,
      );
    if ((layer.batchNorm !== undefined) !== batchNorm)
      throw new Error(
        `Layer "${layer.name}" of the checkpoint has ${batchNorm ? "no" : "a"} batch norm, the network's has ${batchNorm ? "one" : "none"}.`,
      );
    if (mask.get(layer.name)?.length !== layer.weights.length)
      throw new Error(`The checkpoint's mask has no layer "${layer.name}" of ${layer.weights.length} weights.`);
  });
}

/** Throws when a network cannot be trained with these settings. */
export function checkHyperparameters({ learningRate }: Hyperparameters): void {
  if (!(learningRate > 0 && Number.isFinite(learningRate)))
    throw new Error(`Learning rate ${learningRate} is not a positive number.`);
}
