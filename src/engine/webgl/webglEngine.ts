import type { Checkpoint } from "../../network/checkpoint.ts";
import { isParametric, type Stage } from "../../network/layers/stage.ts";
import type { Mask } from "../../network/mask.ts";
import type { Layer, NetworkSpec } from "../../network/network.ts";
import type { Hyperparameters } from "../../network/optimizer.ts";
import { stagesOf } from "../../network/stages.ts";
import type { Engine, TrainingData } from "../../training/engine.ts";
import { checkCheckpoint, checkFits, checkHyperparameters } from "../fits.ts";
import { layersOf, layoutOf, type ParameterLayout, packCheckpoint, unpack } from "../layout.ts";
import { EngineLostError } from "../lost.ts";
import { adamScales, betaPowersAfter, momentsOf } from "../optimizer.ts";
import { pixelTexels, writeActive } from "./active.ts";
import { createDataTexture } from "./dataTexture.ts";
import { Device } from "./device.ts";
import { type DrawTally, type PassPlan, planSteps, stepsAtOnce } from "./plan.ts";
import { type Texture, Workspace } from "./workspace.ts";

/** One context serves all engines: what was compiled for a network is there when it is opened again. */
let shared: Device | undefined;

/** Starts the engine of fused WebGL 2 passes; throws an error that says what the browser or the card lacks. */
export async function createWebglEngine(): Promise<Engine> {
  if (!shared || shared.lost()) shared = new Device();
  return new WebglEngine(shared);
}

/** Parameters and moments as flat vectors of the layout. */
interface Vectors {
  readonly parameters: Float32Array;
  /** None for a fresh optimizer. */
  readonly moments: readonly Float32Array[];
}

/** Passes for one optimizer and batches of at most `capacity`, with the textures they work on. */
interface Planned extends PassPlan {
  readonly workspace: Workspace;
  readonly capacity: number;
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
    if (unknown) throw new Error(`its passes know no ${isParametric(unknown) ? "batch norm" : unknown.kind}`);
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
    const planned = await this.#suited(loaded, Math.max(...batches.map((batch) => batch.length)));
    for (let first = 0; first < batches.length; first += stepsAtOnce) {
      this.#upload(loaded, planned, batches.slice(first, first + stepsAtOnce));
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
    const { parameters } = loaded.waiting ?? (await this.#read(loaded, false));
    return layersOf(loaded.layout, parameters);
  }

  async checkpoint(): Promise<Checkpoint> {
    const loaded = this.#use();
    const { layout, betaPowers, step, mask } = loaded;
    const { parameters, moments } = loaded.waiting ?? (await this.#read(loaded, true));
    return {
      layers: layersOf(layout, parameters),
      moments: moments.flatMap((moment) => unpack(layout, moment)),
      betaPowers,
      step,
      mask,
    };
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
  async #suited(loaded: WebglLoaded, size: number): Promise<Planned> {
    const { planned } = loaded;
    if (planned?.layout.optimizer !== this.#hyper!.optimizer || planned.capacity < size) {
      if (planned) loaded.waiting ??= await this.#read(loaded, true);
      this.#plan(loaded, size);
    }
    if (loaded.waiting) this.#write(loaded, loaded.planned!, loaded.waiting);
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

  #write(
    loaded: WebglLoaded,
    { layout, places, state, mask, workspace }: Planned,
    { parameters, moments }: Vectors,
  ): void {
    const wanted = momentsOf[layout.optimizer];
    // Moments of another optimizer mean nothing to this one: it starts afresh.
    const isSuited = moments.length === wanted;
    if (!isSuited) loaded.betaPowers = [1, 1];
    const fresh = Array.from({ length: wanted }, () => new Float32Array(parameters.length));
    const box = { x: 0, y: 0, width: layout.width, height: layout.rows };
    const floats = 16 * layout.width * layout.rows;
    [parameters, ...(isSuited ? moments : fresh)].forEach((vector, section) => {
      const texels = new Float32Array(floats);
      for (let i = 0; i < places.length; i++) texels[places[i]] = vector[i];
      workspace.write(state.texture, texels, { ...box, y: section * layout.rows }, 0, 4);
    });
    if (!loaded.kept) return;
    const bytes = new Uint8Array(floats);
    for (let i = 0; i < places.length; i++) bytes[places[i]] = 255 * loaded.kept[i];
    workspace.write(mask, bytes, box, 0, 4);
  }

  async #read({ planned }: WebglLoaded, withMoments: boolean): Promise<Vectors> {
    if (!planned) throw new Error("WebGL holds no state of this network: restore a checkpoint.");
    const { layout, places, state, workspace } = planned;
    const sections = await Promise.all(
      Array.from({ length: 1 + (withMoments ? momentsOf[layout.optimizer] : 0) }, async (_, section) => {
        const box = { x: 0, y: section * layout.rows, width: layout.width, height: layout.rows };
        const texels = await workspace.read(state.source, box);
        return Float32Array.from(places, (place) => texels[place]);
      }),
    );
    return { parameters: sections[0], moments: sections.slice(1) };
  }

  /** Rows and labels of the batches to come. */
  #upload(
    { data, pixels }: WebglLoaded,
    { order, active, workspace, capacity }: Planned,
    batches: readonly Uint32Array[],
  ): void {
    const words = new Uint32Array(capacity * batches.length);
    batches.forEach((batch, step) => {
      for (let n = 0; n < batch.length; n++) words[step * capacity + n] = batch[n] | (data.labels[batch[n]] << 24);
    });
    workspace.write(order, words, { x: 0, y: 0, width: capacity, height: batches.length });
    if (active) writeActive(workspace, active, pixels!, batches);
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
    if (this.#device.lost()) throw new EngineLostError("The WebGL context of this engine is lost; start a new engine.");
  }
}

/** What adds up to the loss: the penalties only where there are any. */
const talliesOf = ({ losses, penalties }: PassPlan, { l1, l2 }: Hyperparameters): DrawTally[] =>
  l1 > 0 || l2 > 0 ? [losses, penalties] : [losses];
