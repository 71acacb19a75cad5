import { epsilon, momentum } from "../../network/batchNorm.ts";
import type { Checkpoint } from "../../network/checkpoint.ts";
import type { Mask } from "../../network/mask.ts";
import type { Layer, NetworkSpec } from "../../network/network.ts";
import type { Hyperparameters, Optimizer } from "../../network/optimizer.ts";
import type { Engine, TrainingData } from "../../training/engine.ts";
import { checkCheckpoint, checkFits, checkHyperparameters } from "../fits.ts";
import { layersOf, layoutOf, type ParameterLayout, packCheckpoint, unpackCheckpoint } from "../layout.ts";
import { adamScales, betaPowersAfter, momentsOf } from "../optimizer.ts";
import { type Kernels, startKernels } from "./kernels.ts";
import { Arena } from "./memory.ts";
import { StoredParameters } from "./parameters.ts";
import { blockTiles, tileSize } from "./plane.ts";
import { planSteps, type Steps } from "./steps.ts";

const kinds: Readonly<Record<Optimizer, number>> = { sgd: 0, momentum: 1, adam: 2 };

/** Starts the engine of WebAssembly SIMD kernels (assembly/); throws an error that says why when it cannot run here. */
export async function createWasmEngine(): Promise<Engine> {
  startKernels(new Arena().memory);
  return new WasmEngine();
}

interface WasmLoaded {
  readonly spec: NetworkSpec;
  readonly data: TrainingData;
  readonly arena: Arena;
  readonly kernels: Kernels;
  readonly steps: Steps;
  readonly layout: ParameterLayout;
  readonly stored: StoredParameters;
  /** Examples that a batch may have. */
  readonly capacity: number;
  /** Addresses of the data set and of the batch: rows and labels. */
  readonly inputs: number;
  readonly labels: number;
  readonly rows: number;
  readonly batchLabels: number;
  /** Moment vectors that mean something: those of the optimizer that made them. */
  moments: number;
  betaPowers: readonly [number, number];
  masked: boolean;
  step: number;
  mask: Mask;
}

/** Data set, parameters and moments live in a memory of its own; a step is a dozen calls into it. */
class WasmEngine implements Engine {
  readonly backend = "wasm";
  readonly device = "WebAssembly";
  #hyper: Hyperparameters | undefined;
  #loaded: WasmLoaded | undefined;

  async load(spec: NetworkSpec, data: TrainingData, checkpoint: Checkpoint): Promise<void> {
    checkFits(spec, data, checkpoint);
    this.#layOut(spec, data, checkpoint, this.#hyper?.batchSize ?? tileSize);
  }

  setHyperparameters(hyper: Hyperparameters): void {
    checkHyperparameters(hyper);
    this.#hyper = hyper;
  }

  async train(batches: readonly Uint32Array[]): Promise<number> {
    if (batches.length === 0) throw new Error("train needs at least one batch.");
    let loaded = this.#use();
    const largest = Math.max(...batches.map((batch) => batch.length));
    if (largest > loaded.capacity) {
      this.#layOut(loaded.spec, loaded.data, await this.checkpoint(), largest);
      loaded = this.#use();
    }
    let loss = 0;
    for (const batch of batches) loss += this.#advance(loaded, batch);
    return loss / batches.length;
  }

  async layers(): Promise<Layer[]> {
    const loaded = this.#use();
    return layersOf(loaded.layout, loaded.stored.read());
  }

  async checkpoint(): Promise<Checkpoint> {
    const loaded = this.#use();
    const { layout, stored } = loaded;
    const vectors = { parameters: stored.read(), moments: stored.readMoments(loaded.moments) };
    return unpackCheckpoint(layout, vectors, loaded);
  }

  restore(checkpoint: Checkpoint): void {
    const loaded = this.#use();
    checkCheckpoint(loaded.spec, checkpoint);
    // Pruned weights may not be stored at all, so another mask wants another layout.
    const { spec, data, capacity } = loaded;
    if (checkpoint.mask !== loaded.mask) this.#layOut(spec, data, checkpoint, capacity);
    else this.#write(loaded, checkpoint);
  }

  #write(loaded: WasmLoaded, checkpoint: Checkpoint): void {
    const { parameters, moments, kept } = packCheckpoint(loaded.layout, checkpoint);
    const { betaPowers, step, mask } = checkpoint;
    loaded.stored.write(parameters, moments);
    loaded.moments = moments.length;
    // The biases of normalised layers are no parameters: a mask keeps them at 0.
    const bits = kept ?? (loaded.steps.isNormalised ? new Float32Array(loaded.layout.size).fill(1) : undefined);
    if (bits) loaded.stored.writeMask(bits);
    loaded.masked = bits !== undefined;
    loaded.betaPowers = betaPowers;
    loaded.step = step;
    loaded.mask = mask;
  }

  lost(): boolean {
    return false;
  }

  tensors(): number {
    return this.#loaded?.arena.pieces ?? 0;
  }

  dispose(): void {
    this.#loaded = undefined;
  }

  /** A fresh memory with data set, network and room for batches of `capacity`. */
  #layOut(spec: NetworkSpec, data: TrainingData, checkpoint: Checkpoint, capacity: number): void {
    const arena = new Arena();
    const kernels = startKernels(arena.memory);
    const tiles = Math.ceil(capacity / (blockTiles * tileSize)) * blockTiles;
    const steps = planSteps(
      spec,
      checkpoint.mask,
      kernels,
      arena,
      capacity > 2 * tileSize ? tiles : Math.ceil(capacity / tileSize),
    );
    const loaded: WasmLoaded = {
      spec,
      data,
      arena,
      kernels,
      steps,
      layout: layoutOf(checkpoint.layers),
      stored: new StoredParameters(arena, steps),
      capacity,
      inputs: arena.take(data.inputs.byteLength),
      labels: arena.take(data.labels.byteLength),
      rows: arena.take(4 * capacity),
      batchLabels: arena.take(capacity),
      moments: 0,
      betaPowers: [1, 1],
      masked: false,
      step: 0,
      mask: checkpoint.mask,
    };
    arena
      .bytes(loaded.inputs, data.inputs.byteLength)
      .set(new Uint8Array(data.inputs.buffer, data.inputs.byteOffset, data.inputs.byteLength));
    arena.bytes(loaded.labels, data.labels.byteLength).set(data.labels);
    this.#loaded = loaded;
    this.#write(loaded, checkpoint);
  }

  /** One optimizer step; the loss of the batch. */
  #advance(loaded: WasmLoaded, batch: Uint32Array): number {
    const { kernels, steps, arena, rows, batchLabels } = loaded;
    const { l1, l2, scaleL1 = 0 } = this.#hyper!;
    const tiles = Math.ceil(batch.length / tileSize);
    arena.words(rows, batch.length).set(batch);
    this.#gather(loaded, batch.length);
    this.#prepareUpdate(loaded);
    let loss = 0;
    if (l1 > 0 || l2 > 0)
      for (const { stored, at } of steps.layers)
        loss += kernels.penalty(at, stored.regularised.rows, stored.regularised.units, l1, l2);
    if (scaleL1 > 0)
      for (const { normalised } of steps.layers)
        if (normalised) loss += kernels.penalty(normalised.scales, normalised.channels / 4, 4, scaleL1, 0);
    kernels.setBatchNorm(batch.length, momentum, epsilon, scaleL1);
    steps.forward(tiles);
    const { logits, delta } = steps;
    const places = [logits.at, logits.tile, loaded.data.classes, delta.at, delta.tile, batchLabels];
    const fit = kernels.crossEntropy(...places, batch.length);
    steps.backward(tiles);
    loaded.step++;
    return loss + fit / batch.length;
  }

  #gather({ kernels, steps, data, inputs, labels, rows, batchLabels }: WasmLoaded, count: number): void {
    const { input } = steps;
    const places = [input.height, input.width * input.channels, input.at, input.row, input.tile];
    if (data.inputs instanceof Uint8Array) kernels.gatherBytes(inputs, rows, count, ...places);
    else kernels.gatherFloats(inputs, rows, count, ...places);
    kernels.gatherLabels(labels, rows, count, batchLabels);
  }

  /** Tells the kernels what an update is; moments of another optimizer mean nothing to this one, which starts afresh. */
  #prepareUpdate(loaded: WasmLoaded): void {
    const { optimizer, learningRate, l1, l2 } = this.#hyper!;
    const { kernels, steps } = loaded;
    if (loaded.moments !== momentsOf[optimizer]) {
      loaded.stored.clearMoments();
      loaded.moments = momentsOf[optimizer];
      loaded.betaPowers = [1, 1];
    }
    let [rate, secondScale] = [learningRate, 1];
    if (optimizer === "adam") {
      loaded.betaPowers = betaPowersAfter(loaded.betaPowers);
      [rate, secondScale] = adamScales(learningRate, loaded.betaPowers);
    }
    kernels.setUpdate(kinds[optimizer], rate, secondScale, l1, l2, loaded.masked, steps.parameterBytes);
  }

  #use(): WasmLoaded {
    if (!this.#loaded) throw new Error("The engine has no network yet: call load first.");
    return this.#loaded;
  }
}
