import type { NetworkSpec } from "../../network/network.ts";
import { type Parametric, type Pooling, parametricStages, stagesOf } from "../../network/stages.ts";
import type { Kernels } from "./kernels.ts";
import type { Arena } from "./memory.ts";
import { type Panels, panelsOf } from "./panels.ts";
import { createPlane, type Plane, padded } from "./plane.ts";

/** A network laid out for batches of up to `tiles` tiles. */
export interface Steps {
  readonly input: Plane;
  readonly logits: Plane;
  /** Gradient of the loss by the logits. */
  readonly delta: Plane;
  readonly panels: readonly Panels[];
  readonly channels: readonly number[];
  /** Address of all parameters; moments and mask follow, each as long. */
  readonly parameters: number;
  readonly parameterBytes: number;
  /** From `input` to `logits`. */
  forward(tiles: number): void;
  /** From `delta` to updated parameters. */
  backward(tiles: number): void;
}

type Step = (tiles: number) => void;

/** Lays out planes and parameters of a network and writes down what a training step does, stage by stage. */
export function planSteps(spec: NetworkSpec, kernels: Kernels, arena: Arena, tiles: number): Steps {
  const stages = stagesOf(spec);
  const border = stages.map((stage) => (stage.kind === "conv" ? stage.padding : 0));
  const input = createPlane(arena, spec.input, spec.input[2], border[0], tiles);
  const outputs: Plane[] = [];
  stages.forEach(({ kind, to }, s) => {
    const channels = kind === "pool" ? (outputs[s - 1] ?? input).channels : padded(to[2]);
    outputs.push(createPlane(arena, to, channels, border[s + 1] ?? 0, tiles));
  });
  const reads = [input, ...outputs];
  const firstToLearn = stages.findIndex(({ kind }) => kind !== "pool");
  const deltas = stages.map((stage, s) => {
    const isTurned = stage.kind === "conv" && s > firstToLearn && !stage.residual;
    const frame = isTurned ? stage.kernel[0] - 1 - stage.padding : 0;
    return createPlane(arena, stage.to, outputs[s].channels, frame, tiles);
  });
  const channels = stages.flatMap((stage, s) => (stage.kind === "pool" ? [] : [reads[s].channels]));
  const panels = panelsOf(parametricStages(spec), channels);
  const parameterBytes = panels.reduce((sum, { bytes }) => sum + bytes, 0);
  const parameters = arena.take(4 * parameterBytes);
  const forward: Step[] = [];
  const backward: Step[] = [];
  let layer = 0;
  stages.forEach((stage, s) => {
    const [from, to, delta] = [reads[s], outputs[s], deltas[s]];
    const gradient = s > firstToLearn ? deltas[s - 1] : undefined;
    if (stage.kind === "pool") {
      forward.push(poolForward(kernels, stage, from, to));
      backward.push(poolBackward(kernels, stage, from, to, delta, gradient));
      return;
    }
    const own = panels[layer++];
    const kernel = parameters + own.offset;
    const sum = stage.residual ? createPlane(arena, stage.to, to.channels, 0, tiles) : to;
    forward.push(sumsForward(kernels, stage, own, kernel, from, sum));
    if (stage.residual) forward.push(addRows(kernels, sum, from, to));
    backward.push(sumsBackward(kernels, stage, own, kernel, from, sum, delta, gradient, arena, tiles));
  });
  backward.reverse();
  const run = (steps: readonly Step[]) => (count: number) => {
    for (const step of steps) step(count);
  };
  return {
    input,
    logits: outputs[outputs.length - 1],
    delta: deltas[deltas.length - 1],
    panels,
    channels,
    parameters,
    parameterBytes,
    forward: run(forward),
    backward: run(backward),
  };
}

function poolForward(kernels: Kernels, { side }: Pooling, from: Plane, to: Plane): Step {
  const places = [from.at, from.row, from.tile, to.at, to.row, to.tile, to.channels, side, to.height, to.width];
  return (tiles) => kernels.pool(...places, tiles);
}

function poolBackward(
  kernels: Kernels,
  { side }: Pooling,
  from: Plane,
  to: Plane,
  delta: Plane,
  gradient: Plane | undefined,
): Step {
  if (!gradient) return () => {};
  const values = [from.at, from.row, from.tile, to.at, to.row, to.tile];
  const slopes = [delta.at, delta.row, delta.tile, gradient.at, gradient.row, gradient.tile];
  const places = [...values, ...slopes, to.channels, side, to.height, to.width];
  return (tiles) => kernels.poolBack(...places, tiles);
}

/** Strides as a kernel wants them: a dense layer sees one pixel that holds the whole picture. */
function seen(stage: Parametric, plane: Plane): readonly number[] {
  return stage.kind === "dense" ? [plane.at, 0, 0, plane.tile] : [plane.frame, plane.pixel, plane.row, plane.tile];
}

/** Side of the kernel and rows of it that lie under one row of pixels. */
function window(stage: Parametric, { rows }: Panels): readonly [side: number, run: number] {
  const side = stage.kind === "dense" ? 1 : stage.kernel[0];
  return [side, rows / side];
}

function sumsForward(
  kernels: Kernels,
  stage: Parametric,
  panels: Panels,
  kernel: number,
  from: Plane,
  to: Plane,
): Step {
  const [height, width] = stage.to;
  const rectify = stage.activation === "relu";
  const places = [...seen(stage, from), kernel, ...window(stage, panels), panels.units, to.at, to.row, to.tile];
  return (tiles) => {
    kernels.convolve(...places, height, width, tiles, rectify);
    if (stage.activation === "tanh") kernels.squash(to.frame, tiles * to.tile);
  };
}

function addRows(kernels: Kernels, a: Plane, b: Plane, to: Plane): Step {
  const places = [a.at, a.row, a.tile, b.at, b.row, b.tile, to.at, to.row, to.tile, to.rowBytes, to.height];
  return (tiles) => kernels.add(...places, tiles);
}

function copyRows(kernels: Kernels, from: Plane, to: Plane): Step {
  const places = [from.at, from.row, from.tile, to.at, to.row, to.tile, from.rowBytes, from.height];
  return (tiles) => kernels.copy(...places, tiles);
}

/** Gradient through activation and kernel to the input (unless nothing before learns), then the update. */
function sumsBackward(
  kernels: Kernels,
  stage: Parametric,
  panels: Panels,
  kernel: number,
  from: Plane,
  output: Plane,
  given: Plane,
  gradient: Plane | undefined,
  arena: Arena,
  tiles: number,
): Step {
  const [side, run] = window(stage, panels);
  const frame = stage.kind === "conv" ? side - 1 - stage.padding : 0;
  // The skip hands the gradient on as it came, so the slope is taken on a copy.
  const delta = stage.residual ? createPlane(arena, stage.to, given.channels, gradient ? frame : 0, tiles) : given;
  const steps: Step[] = [];
  if (stage.residual) steps.push(copyRows(kernels, given, delta));
  if (stage.activation) {
    const isTanh = stage.activation === "tanh";
    const places = [delta.at, delta.row, delta.tile, output.at, output.row, output.tile, output.rowBytes];
    steps.push((count) => kernels.applySlope(...places, output.height, count, isTanh));
  }
  if (gradient) {
    const panel = 16 * (panels.rows + 1);
    if (stage.kind === "conv") {
      const places = [...seen(stage, delta), kernel, panel, side, from.channels, panels.units];
      const to = [gradient.at, gradient.row, gradient.tile, from.height, from.width];
      steps.push((count) => kernels.convolveBack(...places, ...to, count));
    }
    // Row by row of pixels: there may be a frame around the picture that the layer reads flat.
    else
      for (let y = 0; y < from.height; y++) {
        const channels = from.width * from.channels;
        const places = [...seen(stage, delta), kernel + 16 * y * channels, panel, 1, channels, panels.units];
        const to = [gradient.at + y * gradient.row, 0, gradient.tile, 1, 1];
        steps.push((count) => kernels.convolveBack(...places, ...to, count));
      }
    if (stage.residual) steps.push(addRows(kernels, gradient, given, gradient));
  }
  if (stage.kind === "dense") {
    const places = [from.at, from.tile, delta.at, delta.tile, kernel, panels.rows, panels.units];
    steps.push((count) => kernels.updateDense(...places, count));
  } else {
    const sums = arena.take(16 * panels.bytes);
    const places = [...seen(stage, from), delta.at, delta.row, delta.tile, kernel, side, run, panels.units];
    steps.push((count) => kernels.updateConvolution(...places, stage.to[0], stage.to[1], count, sums));
  }
  return (count) => {
    for (const step of steps) step(count);
  };
}
