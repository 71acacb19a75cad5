import {
  add,
  concat1d,
  dispose as disposeTensors,
  fill,
  gather,
  memory,
  mul,
  reshape,
  type Scalar,
  scalar,
  slice1d,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tensor2d,
  tidy,
  zeros,
} from "@tensorflow/tfjs-core";
import type { Layer, NetworkSpec } from "../../network/network.ts";
import type { BackendName, Checkpoint, Engine, Hyperparameters, TrainingData } from "../api.ts";
import { type Backend, EngineLostError, startBackend } from "./backend.ts";
import { registerGradients } from "./gradients.ts";
import { type Layout, layersOf, layoutOf, pack, packMask, unpack } from "./layout.ts";
import { lossAndGradients } from "./objective.ts";
import { momentsOf, type State, update } from "./optimizer.ts";

export { EngineLostError, isSoftwareRenderer } from "./backend.ts";

/** What the sentinel holds; reads 0 once the device has silently failed. 256 entries: tfjs keeps smaller tensors off the GPU. */
const sentinelValue = 1;
const sentinelSize = 256;

/** Starts an engine on a tfjs backend: gradients by automatic differentiation, optimizers and masks of our own.
 *  Throws an error that says why when the backend cannot run here. */
export async function createTfjsEngine(name: BackendName): Promise<Engine> {
  const backend = await startBackend(name);
  registerGradients();
  return new TfjsEngine(backend);
}

/** Data set, parameters and moments stay on the device; nothing is read back within a call of `train`. */
class TfjsEngine implements Engine {
  readonly backend: BackendName;
  readonly device: string;
  #backend: Backend;
  #hyper: Hyperparameters | undefined;
  #loaded: { spec: NetworkSpec; layout: Layout; inputs: Tensor2D; targets: Tensor2D; sentinel: Tensor1D } | undefined;
  #state: State | undefined;
  #masking: Tensor1D | undefined;
  #mask: Checkpoint["mask"] = new Map();
  #step = 0;
  #failed = false;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.backend = backend.name;
    this.device = backend.device;
  }

  async load(spec: NetworkSpec, data: TrainingData, checkpoint: Checkpoint): Promise<void> {
    this.#backend.use();
    const widths = [spec.inputs, ...spec.hidden, spec.outputs];
    if (data.size !== spec.inputs || data.classes !== spec.outputs)
      throw new Error(`The network takes ${spec.inputs} features to ${spec.outputs} classes, not the data's ${data.size} to ${data.classes}.`);
    checkpoint.layers.forEach(({ name, shape }, l) => {
      if (shape.join() !== [widths[l], widths[l + 1]].join())
        throw new Error(`Layer "${name}" of the checkpoint is ${shape.join("x")}, the network wants ${widths[l]}x${widths[l + 1]}.`);
    });
    this.#release();
    const scale = data.inputs instanceof Uint8Array ? 1 / 255 : 1;
    const inputs = Float32Array.from(data.inputs, (value) => value * scale);
    const targets = new Float32Array(data.count * data.classes);
    data.labels.forEach((label, row) => {
      if (label >= data.classes) throw new Error(`Label ${label} of row ${row} is not one of ${data.classes} classes.`);
      targets[row * data.classes + label] = 1;
    });
    this.#loaded = {
      spec,
      layout: layoutOf(checkpoint.layers),
      inputs: tensor2d(inputs, [data.count, data.size]),
      targets: tensor2d(targets, [data.count, data.classes]),
      sentinel: fill([sentinelSize], sentinelValue),
    };
    this.restore(checkpoint);
  }

  setHyperparameters(hyper: Hyperparameters): void {
    if (!(hyper.learningRate > 0 && Number.isFinite(hyper.learningRate)))
      throw new Error(`Learning rate ${hyper.learningRate} is not a positive number.`);
    this.#hyper = hyper;
  }

  async train(batches: readonly Uint32Array[]): Promise<number> {
    const { sentinel } = this.#ready();
    let total: Scalar = scalar(0);
    for (const batch of batches) total = this.#advance(batch, total);
    const [loss] = await this.#read([reshape(total, [1]), sentinel], [total]);
    return loss[0] / batches.length;
  }

  async layers(): Promise<Layer[]> {
    const { layout } = this.#ready();
    const [flat] = await this.#read([this.#state!.parameters]);
    return layersOf(layout, flat);
  }
}
