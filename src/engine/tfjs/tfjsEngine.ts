import {
  add,
  concat1d,
  dispose as disposeTensors,
  fill,
  gather,
  memory,
  mul,
  type Rank,
  reshape,
  type Scalar,
  scalar,
  slice1d,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tensor2d,
  tidy,
  zeros,
} from "@tensorflow/tfjs-core";
import type { Checkpoint } from "../../network/checkpoint.ts";
import type { Stage } from "../../network/layers/stage.ts";
import type { Mask } from "../../network/mask.ts";
import type { Layer, NetworkSpec } from "../../network/network.ts";
import type { Hyperparameters } from "../../network/optimizer.ts";
import { stagesOf } from "../../network/stages.ts";
import type { BackendName } from "../../setup/backends.ts";
import type { Engine, TrainingData } from "../../training/engine.ts";
import { checkFits, checkHyperparameters } from "../fits.ts";
import { layersOf, layoutOf, type ParameterLayout, packCheckpoint, unpackCheckpoint } from "../layout.ts";
import { EngineLostError } from "../lost.ts";
import { momentsOf } from "../optimizer.ts";
import { type Backend, startBackend, type TfjsBackendName } from "./backend.ts";
import { runningMoves } from "./batchNorm.ts";
import { registerGradients } from "./gradients.ts";
import { lossAndGradients } from "./objective.ts";
import { type TfjsOptimizerState, update } from "./optimizer.ts";

/** What the sentinel holds; reads 0 once the device has silently failed. 256 entries: tfjs keeps smaller tensors off the GPU. */
const sentinelValue = 1;
const sentinelSize = 256;

/** Starts an engine on a tfjs backend: gradients by automatic differentiation, optimizers and masks of our own.
 *  Throws an error that says why when the backend cannot run here. */
export async function createTfjsEngine(name: TfjsBackendName): Promise<Engine> {
  const backend = await startBackend(name);
  registerGradients();
  return new TfjsEngine(backend);
}

interface TfjsLoaded {
  readonly stages: readonly Stage[];
  readonly layout: ParameterLayout;
  readonly inputs: Tensor2D;
  /** One-hot rows. */
  readonly targets: Tensor2D;
  readonly sentinel: Tensor1D;
  state: TfjsOptimizerState;
  /** 1 where a parameter stays, 0 where it is pruned; undefined when all stay. */
  kept: Tensor1D | undefined;
  step: number;
  mask: Mask;
}

/** Data set, parameters and moments stay on the device; nothing is read back within a call of `train`. */
class TfjsEngine implements Engine {
  readonly backend: BackendName;
  readonly device: string;
  #backend: Backend;
  #hyper: Hyperparameters | undefined;
  #loaded: TfjsLoaded | undefined;
  #failed = false;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.backend = backend.name === "webgl" ? "tfjs" : "cpu";
    this.device = backend.device;
  }

  async load(spec: NetworkSpec, data: TrainingData, checkpoint: Checkpoint): Promise<void> {
    this.#backend.use();
    checkFits(spec, data, checkpoint);
    this.dispose();
    const scale = data.inputs instanceof Uint8Array ? 1 / 255 : 1;
    const inputs = Float32Array.from(data.inputs, (value) => value * scale);
    const targets = new Float32Array(data.count * data.classes);
    data.labels.forEach((label, row) => {
      targets[row * data.classes + label] = 1;
    });
    this.#loaded = {
      stages: stagesOf(spec),
      layout: layoutOf(checkpoint.layers),
      inputs: tensor2d(inputs, [data.count, data.size]),
      targets: tensor2d(targets, [data.count, data.classes]),
      sentinel: fill([sentinelSize], sentinelValue),
      state: { parameters: zeros<Rank.R1>([0]), moments: [], betaPowers: [1, 1] },
      kept: undefined,
      step: 0,
      mask: checkpoint.mask,
    };
    try {
      this.restore(checkpoint);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  setHyperparameters(hyper: Hyperparameters): void {
    checkHyperparameters(hyper);
    this.#hyper = hyper;
  }

  async train(batches: readonly Uint32Array[]): Promise<number> {
    if (batches.length === 0) throw new Error("train needs at least one batch.");
    const loaded = this.#use();
    let total: Scalar = scalar(0);
    for (const batch of batches) total = this.#advance(loaded, batch, total);
    const loss: Tensor1D = reshape(total, [1]);
    disposeTensors(total);
    const [sum] = await this.#read(loaded, [loss]);
    disposeTensors(loss);
    return sum[0] / batches.length;
  }

  async layers(): Promise<Layer[]> {
    const loaded = this.#use();
    const [flat] = await this.#read(loaded, [loaded.state.parameters]);
    return layersOf(loaded.layout, flat);
  }

  async checkpoint(): Promise<Checkpoint> {
    const loaded = this.#use();
    const { layout, state, step, mask } = loaded;
    const [parameters, ...moments] = await this.#read(loaded, [state.parameters, ...state.moments]);
    return unpackCheckpoint(layout, { parameters, moments }, { betaPowers: state.betaPowers, step, mask });
  }

  restore(checkpoint: Checkpoint): void {
    const loaded = this.#use();
    const { parameters, moments, kept } = packCheckpoint(loaded.layout, checkpoint);
    const { betaPowers, step, mask } = checkpoint;
    disposeTensors([loaded.state.parameters, ...loaded.state.moments]);
    loaded.kept?.dispose();
    loaded.state = { parameters: tensor1d(parameters), moments: moments.map((vector) => tensor1d(vector)), betaPowers };
    loaded.kept = kept ? tensor1d(kept) : undefined;
    loaded.step = step;
    loaded.mask = mask;
  }

  lost(): boolean {
    return this.#failed || this.#backend.lost();
  }

  tensors(): number {
    return memory().numTensors;
  }

  dispose(): void {
    const loaded = this.#loaded;
    if (!loaded) return;
    const { inputs, targets, sentinel, kept, state } = loaded;
    disposeTensors([inputs, targets, sentinel, state.parameters, ...state.moments]);
    kept?.dispose();
    this.#loaded = undefined;
  }

  /** One optimizer step; consumes `total` and returns it plus the batch's loss, still on the device. */
  #advance(loaded: TfjsLoaded, batch: Uint32Array, total: Scalar): Scalar {
    const { optimizer, learningRate } = this.#hyper!;
    const { layout, kept, stages } = loaded;
    const before = loaded.state;
    const fits = before.moments.length === momentsOf[optimizer];
    const tensors = tidy(() => {
      const rows = tensor1d(Int32Array.from(batch), "int32");
      const parameters = layout.places.map(({ shape, start, end }) =>
        reshape(slice1d(before.parameters, start, end - start), [...shape]),
      );
      const inputs = gather(loaded.inputs, rows);
      const targets = gather(loaded.targets, rows);
      const { loss, gradients, statistics } = lossAndGradients(stages, this.#hyper!, parameters, inputs, targets);
      const gradient = concat1d(gradients.map((tensor) => reshape(tensor, [tensor.size])));
      // Moments of another optimizer mean nothing to this one: it starts afresh.
      const state: TfjsOptimizerState = fits
        ? before
        : {
            parameters: before.parameters,
            moments: Array.from({ length: momentsOf[optimizer] }, () => zeros<Rank.R1>([layout.size])),
            betaPowers: [1, 1],
          };
      const after = update(optimizer, learningRate, state, gradient);
      // After the step, not on the gradient: moments from before the pruning would carry pruned weights off 0.
      const masked: Tensor1D = kept ? mul(after.parameters, kept) : after.parameters;
      const moved: Tensor1D =
        statistics.length > 0 ? add(masked, runningMoves(stages, parameters, statistics)) : masked;
      for (const { mean, variance } of statistics) disposeTensors([mean, variance]);
      loaded.state = { parameters: moved, moments: after.moments, betaPowers: after.betaPowers };
      return [add(total, loss), moved, ...after.moments];
    });
    disposeTensors([total, before.parameters, ...before.moments]);
    loaded.step++;
    return tensors[0] as Scalar;
  }

  /** Reads vectors back in one go, together with the sentinel that tells values from the zeros of a lost device. */
  async #read({ sentinel }: TfjsLoaded, vectors: readonly Tensor1D[]): Promise<Float32Array[]> {
    const all = concat1d([...vectors, sentinel]);
    try {
      const values = (await this.#backend.settled(all.data())) as Float32Array;
      if (values[values.length - 1] !== sentinelValue) throw new EngineLostError({ id: "card-zeros" });
      let end = 0;
      return vectors.map(({ size }) => {
        end += size;
        return values.slice(end - size, end);
      });
    } catch (error) {
      this.#failed ||= error instanceof EngineLostError;
      throw error;
    } finally {
      all.dispose();
    }
  }

  #use(): TfjsLoaded {
    if (!this.#loaded) throw new Error("The engine has no network yet: call load first.");
    this.#backend.use();
    return this.#loaded;
  }
}
