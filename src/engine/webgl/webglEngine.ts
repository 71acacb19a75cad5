import type { Checkpoint } from "../../network/checkpoint.ts";
import { isParametric, type Stage } from "../../network/layers/stage.ts";
import type { Mask } from "../../network/mask.ts";
import type { Layer, NetworkSpec } from "../../network/network.ts";
import type { Hyperparameters } from "../../network/optimizer.ts";
import { stagesOf } from "../../network/stages.ts";
import type { Engine, TrainingData } from "../../training/engine.ts";
import { EngineFault } from "../../training/said.ts";
import { checkCheckpoint, checkFits, checkHyperparameters } from "../fits.ts";
import { layersOf, layoutOf, type ParameterLayout, packCheckpoint, unpackCheckpoint } from "../layout.ts";
import { EngineLostError } from "../lost.ts";
import { adamScales, betaPowersAfter } from "../optimizer.ts";
import { pixelTexels } from "./active.ts";
import { createDataTexture } from "./dataTexture.ts";
import { Device } from "./device.ts";
import { type DrawTally, type PassPlan, planSteps, stepsAtOnce } from "./plan.ts";
import { type Planned, readState, type Vectors, writeBatches, writeState } from "./transfer.ts";
import { type Texture, Workspace } from "./workspace.ts";

/** One context serves all engines: what was compiled for a network is there when it is opened again. */
let shared: Device | undefined;

/** Starts the engine of fused WebGL 2 passes; throws an error that says what the browser or the card lacks. */
export async function createWebglEngine(): Promise<Engine> {
  if (!shared || shared.lost()) shared = new Device();
  return new WebglEngine(shared);
}

interface WebglLoaded {
  readonly spec: NetworkSpec;
  readonly data: TrainingData;
  readonly layout: ParameterLayout;
  /** Holds the data set. */
  readonly resident: Workspace;
  readonly dataset: Texture;
  /** The data set of pictures as the processor sees it. */
  readonly pixels: Uint32Array | undefined;
  planned: Planned | undefined;
  /** What a checkpoint brought and no step has needed yet; it goes to the card with the next. */
  waiting: Vectors | undefined;
  /** 1 where a parameter stays, 0 where it is pruned; undefined when all stay. */
  kept: Float32Array | undefined;
  betaPowers: readonly [number, number];
  step: number;
  mask: Mask;
}

/** Kinds of layer that there are passes for; tfjs trains networks of others. */
const kinds = new Set<Stage["kind"]>(["dense", "conv", "pool"]);
const isKnown = (stage: Stage) => kinds.has(stage.kind) && !(isParametric(stage) && stage.batchNorm);

/** Data set, parameters and moments stay on the graphics card; a step is a list of draws, and nothing is read back within a call of
 *  `train` but its loss. */
class WebglEngine implements Engine {
  readonly backend = "webgl";
  readonly device: string;
  readonly #device: Device;
  #hyper: Hyperparameters | undefined;
  #loaded: WebglLoaded | undefined;

  constructor(device: Device) {
    this.#device = device;
    this.device = device.renderer;
  }

  async load(spec: NetworkSpec, data: TrainingData, checkpoint: Checkpoint): Promise<void> {
    this.#checkAlive();
    checkFits(spec, data, checkpoint);
    const unknown = stagesOf(spec).find((stage) => !isKnown(stage));
    if (unknown)
      throw new EngineFault({ id: "unknown-pass", kind: isParametric(unknown) ? "batchNorm" : unknown.kind });
    this.dispose();
    const resident = new Workspace(this.#device);
    try {
      const dataset = createDataTexture(resident, data);
      const layout = layoutOf(checkpoint.layers);
      const none = { planned: undefined, waiting: undefined, kept: undefined };
      const pixels = pixelTexels(data);
      this.#loaded = {
        spec,
        data,
        layout,
        resident,
        dataset,
        pixels,
        ...none,
        betaPowers: [1, 1],
        step: 0,
        mask: new Map(),
      };
      this.restore(checkpoint);
      this.#plan(this.#loaded, 1);
    } catch (error) {
      resident.dispose();
      this.#loaded = undefined;
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
    const planned = await this.#planFor(loaded, Math.max(...batches.map((batch) => batch.length)));
    for (let first = 0; first < batches.length; first += stepsAtOnce) {
      writeBatches(planned, loaded.data, loaded.pixels, batches.slice(first, first + stepsAtOnce));
      for (let s = first; s < Math.min(batches.length, first + stepsAtOnce); s++)
        this.#advance(loaded, planned, s - first, batches[s].length, s === 0);
    }
    let total = 0;
    for (const { sums } of talliesOf(planned, this.#hyper!)) {
      const { source } = sums;
      const all = { x: 0, y: 0, width: source.width, height: source.height };
      for (const value of await planned.workspace.read(source, all)) total += value;
    }
    return total / batches.length;
  }

  async layers(): Promise<Layer[]> {
    const loaded = this.#use();
    const { parameters } = loaded.waiting ?? (await readState(loaded.planned, false));
    return layersOf(loaded.layout, parameters);
  }

  async checkpoint(): Promise<Checkpoint> {
    const loaded = this.#use();
    return unpackCheckpoint(loaded.layout, loaded.waiting ?? (await readState(loaded.planned, true)), loaded);
  }

  restore(checkpoint: Checkpoint): void {
    const loaded = this.#use();
    checkCheckpoint(loaded.spec, checkpoint);
    const { parameters, moments, kept } = packCheckpoint(loaded.layout, checkpoint);
    const { betaPowers, step, mask } = checkpoint;
    Object.assign(loaded, { waiting: { parameters, moments }, kept, betaPowers, step, mask });
  }

  lost(): boolean {
    return this.#device.lost();
  }

  tensors(): number {
    return (this.#loaded?.resident.pieces ?? 0) + (this.#loaded?.planned?.workspace.pieces ?? 0);
  }

  dispose(): void {
    this.#loaded?.planned?.workspace.dispose();
    this.#loaded?.resident.dispose();
    this.#loaded = undefined;
  }

  /** Passes for the optimizer and for batches of `size`, with the state on the card. */
  async #planFor(loaded: WebglLoaded, size: number): Promise<Planned> {
    const { planned } = loaded;
    if (planned?.layout.optimizer !== this.#hyper!.optimizer || planned.capacity < size) {
      if (planned) loaded.waiting ??= await readState(loaded.planned, true);
      this.#plan(loaded, size);
    }
    const isOwn = !loaded.waiting || writeState(loaded.planned!, loaded.waiting, loaded.kept);
    if (!isOwn) loaded.betaPowers = [1, 1];
    loaded.waiting = undefined;
    return loaded.planned!;
  }

  /** Lays the network out anew. */
  #plan(loaded: WebglLoaded, size: number): void {
    const { optimizer, batchSize } = this.#hyper!;
    loaded.planned?.workspace.dispose();
    loaded.planned = undefined;
    const workspace = new Workspace(this.#device);
    const capacity = Math.max(size, batchSize);
    try {
      const plan = planSteps(loaded.spec, optimizer, loaded.dataset, workspace, capacity, !!loaded.pixels);
      workspace.ready();
      loaded.planned = { ...plan, workspace, capacity };
    } catch (error) {
      workspace.dispose();
      throw error;
    }
  }

  /** One optimizer step on a batch of those uploaded. */
  #advance(loaded: WebglLoaded, planned: Planned, place: number, count: number, isFirst: boolean): void {
    const { optimizer, learningRate, l1, l2 } = this.#hyper!;
    const { workspace, gather, forward, softmax, backward, stepped, state } = planned;
    const update = loaded.kept ? planned.maskedUpdate : planned.update;
    const tallies = talliesOf(planned, this.#hyper!);
    const { gl } = this.#device;
    let [rate, secondScale] = [learningRate, 1];
    if (optimizer === "adam") {
      loaded.betaPowers = betaPowersAfter(loaded.betaPowers);
      [rate, secondScale] = adamScales(learningRate, loaded.betaPowers);
    }
    for (const { program } of [...stepped, ...tallies.map(({ add }) => add)]) {
      gl.useProgram(program.handle);
      gl.uniform1i(program.uniform("uStep"), place);
      gl.uniform1i(program.uniform("uCount"), count);
      gl.uniform1i(program.uniform("uIsFirst"), isFirst ? 1 : 0);
      gl.uniform2f(program.uniform("uPenalty"), l1, l2);
    }
    for (const { program } of update) {
      gl.useProgram(program.handle);
      gl.uniform1f(program.uniform("uRate"), rate);
      gl.uniform1f(program.uniform("uSecondScale"), secondScale);
      gl.uniform2f(program.uniform("uPenalty"), l1, l2);
    }
    for (const pass of [gather, ...forward, softmax, ...backward, ...tallies.map(({ add }) => add), ...update])
      workspace.draw(pass);
    for (const { sums } of tallies) sums.swap();
    state.swap();
    loaded.step++;
  }

  #use(): WebglLoaded {
    if (!this.#loaded) throw new Error("The engine has no network yet: call load first.");
    this.#checkAlive();
    return this.#loaded;
  }

  #checkAlive(): void {
    if (this.#device.lost()) throw new EngineLostError({ id: "context-lost" });
  }
}

/** What adds up to the loss: the penalties only where there are any. */
const talliesOf = ({ losses, penalties }: PassPlan, { l1, l2 }: Hyperparameters): DrawTally[] =>
  l1 > 0 || l2 > 0 ? [losses, penalties] : [losses];
