import { isParametric, type Parametric, type Stage } from "../../network/layers/stage.ts";
import type { Mask } from "../../network/mask.ts";
import type { NetworkSpec } from "../../network/network.ts";
import { stagesOf } from "../../network/stages.ts";
import { createKept, isWorthKeeping, keptBytes } from "./kept.ts";
import type { Kernels } from "./kernels.ts";
import type { Arena } from "./memory.ts";
import { createNormalised, type Normalised, normalisedBytes } from "./normalised.ts";
import { createImagePanels, createPanels, panelBytes } from "./panels.ts";
import { createPlane, type Plane, padded } from "./plane.ts";
import { pools } from "./pools.ts";
import { inTurn, type Stored, type StoredKernel } from "./stored.ts";

/** A layer's parameters: the kernel and, unless it is normalised, biases at `at`; those of batch norm behind them. */
export interface LayerSteps {
  readonly stored: Stored;
  readonly at: number;
  readonly normalised: Normalised | null;
}

/** A network laid out for batches of up to `tiles` tiles. */
export interface Steps {
  readonly input: Plane;
  readonly logits: Plane;
  /** Gradient of the loss by the logits. */
  readonly delta: Plane;
  /** Each layer's parameters and the address of its first. */
  readonly layers: readonly LayerSteps[];
  /** Address of all parameters; moments and mask follow, each as long. */
  readonly parameters: number;
  readonly parameterBytes: number;
  /** Whether pruned weights of some layer are not even stored: the layout holds for one mask. */
  readonly isSparse: boolean;
  /** Whether some layer has batch norm. */
  readonly isNormalised: boolean;
  /** From `input` to `logits`. */
  readonly forward: StoredKernel;
  /** From `delta` to updated parameters. */
  readonly backward: StoredKernel;
}

/** Lays out planes and parameters of a network under a mask and writes down what a training step does, stage by stage. */
export function planSteps(spec: NetworkSpec, mask: Mask, kernels: Kernels, arena: Arena, tiles: number): Steps {
  const stages = stagesOf(spec);
  const border = stages.map((stage) => (isParametric(stage) ? stage.padding : 0));
  const input = createPlane(arena, spec.input, spec.input[2], border[0], tiles);
  const outputs: Plane[] = [];
  stages.forEach((stage, s) => {
    const channels = isParametric(stage) ? padded(stage.to[2]) : (outputs[s - 1] ?? input).channels;
    outputs.push(createPlane(arena, stage.to, channels, border[s + 1] ?? 0, tiles));
  });
  const reads = [input, ...outputs];
  const firstToLearn = stages.findIndex(isParametric);
  const frames = stages.map((stage, s) =>
    stage.kind === "conv" && s > firstToLearn ? stage.kernel[0] - 1 - stage.padding : 0,
  );
  const deltas = stages.map((stage, s) => {
    return createPlane(arena, stage.to, outputs[s].channels, isCopied(stage) ? 0 : frames[s], tiles);
  });
  const bits = [...mask.values()];
  const plans = stages
    .flatMap((stage, s) => (isParametric(stage) ? [{ stage, from: reads[s] }] : []))
    .map(({ stage, from }, l) => {
      const isKept = isWorthKeeping(stage, from.channels, bits[l], tiles);
      const kernelBytes = isKept ? keptBytes(stage, bits[l]) : panelBytes(stage, from.channels);
      const bytes = kernelBytes + (stage.batchNorm ? normalisedBytes(padded(stage.to[2])) : 0);
      return { stage, from, isKept, kernelBytes, bytes };
    });
  const parameterBytes = plans.reduce((sum, { bytes }) => sum + bytes, 0);
  const parameters = arena.take(4 * parameterBytes);
  let at = parameters;
  const layers = plans.map(({ stage, from, isKept, kernelBytes, bytes }, l): LayerSteps => {
    const readsImage = stage === stages[0] && stage.kind === "dense" && spec.input[0] > 1;
    const stored = isKept
      ? createKept(kernels, arena, stage, from, bits[l], at)
      : readsImage
        ? createImagePanels(kernels, arena, stage, from, at, tiles)
        : createPanels(kernels, arena, stage, from, at);
    const units = stage.to[2];
    const normalised = stage.batchNorm
      ? createNormalised(kernels, arena, units, padded(units), at + kernelBytes)
      : null;
    at += bytes;
    return { stored, at: at - bytes, normalised };
  });
  const forward: StoredKernel[] = [];
  const backward: StoredKernel[] = [];
  let layer = 0;
  stages.forEach((stage, s) => {
    const [from, to, given] = [reads[s], outputs[s], deltas[s]];
    const gradient = s > firstToLearn ? deltas[s - 1] : undefined;
    if (!isParametric(stage)) {
      const pool = pools[stage.kind];
      const run = pool.forward(kernels, stage, from, to);
      forward.push((tiles) => run(from.at, tiles));
      if (gradient) backward.push(pool.back(kernels, stage, from, to, given, gradient));
      return;
    }
    const { stored, normalised } = layers[layer++];
    const { residual } = stage;
    const sum = residual ? createPlane(arena, stage.to, to.channels, 0, tiles) : to;
    const delta = isCopied(stage) ? createPlane(arena, stage.to, given.channels, frames[s], tiles) : given;
    const before = normalised ? createPlane(arena, stage.to, to.channels, 0, tiles) : sum;
    forward.push(activated(kernels, stage, stored, normalised, before, sum));
    if (residual) forward.push(addRows(kernels, sum, from, to));
    const back: StoredKernel[] = [];
    if (delta !== given) back.push(copyRows(kernels, given, delta));
    back.push(applyActivationGradient(kernels, stage, delta, sum));
    if (normalised) back.push(normalised.back(before, delta));
    if (gradient) back.push(stored.back(delta, gradient));
    if (gradient && residual) back.push(addRows(kernels, gradient, given, gradient));
    back.push(stored.update(delta));
    backward.push(inTurn(back));
  });
  return {
    input,
    logits: outputs[outputs.length - 1],
    delta: deltas[deltas.length - 1],
    layers,
    parameters,
    parameterBytes,
    isSparse: plans.some(({ isKept }) => isKept),
    isNormalised: plans.some(({ stage }) => stage.batchNorm),
    forward: inTurn(forward),
    backward: inTurn(backward.reverse()),
  };
}

/** Whether the gradient is worked on in a copy: a skip hands it on as it came, and what a pool leaves out stays 0, while batch norm hands
 *  something on everywhere. */
const isCopied = (stage: Stage) => isParametric(stage) && (stage.residual || stage.batchNorm);

function activated(
  kernels: Kernels,
  { activation }: Parametric,
  stored: Stored,
  normalised: Normalised | null,
  before: Plane,
  to: Plane,
): StoredKernel {
  const isRectified = activation === "relu";
  const sums = normalised
    ? inTurn([stored.sums(before, false), normalised.forward(before, to, isRectified)])
    : stored.sums(to, isRectified);
  if (activation !== "tanh") return sums;
  return inTurn([sums, (tiles) => kernels.tanhInPlace(to.frame, tiles * to.tile)]);
}

function applyActivationGradient(
  kernels: Kernels,
  { activation }: Parametric,
  delta: Plane,
  output: Plane,
): StoredKernel {
  if (!activation) return () => {};
  const places = [delta.at, delta.row, delta.tile, output.at, output.row, output.tile, output.rowBytes];
  return (tiles) => kernels.applyActivationGradient(...places, output.height, tiles, activation === "tanh");
}

function addRows(kernels: Kernels, a: Plane, b: Plane, to: Plane): StoredKernel {
  const places = [a.at, a.row, a.tile, b.at, b.row, b.tile, to.at, to.row, to.tile, to.rowBytes, to.height];
  return (tiles) => kernels.add(...places, tiles);
}

function copyRows(kernels: Kernels, from: Plane, to: Plane): StoredKernel {
  const places = [from.at, from.row, from.tile, to.at, to.row, to.tile, from.rowBytes, from.height];
  return (tiles) => kernels.copy(...places, tiles);
}
