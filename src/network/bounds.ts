import { folded } from "./batchNorm.ts";
import { passesOf } from "./layers/passes.ts";
import { convolutionReads, denseReads, type Reads } from "./layers/reads.ts";
import { isParametric, type Parametric, type Stage } from "./layers/stage.ts";
import type { Mask } from "./mask.ts";
import { type Layer, type NetworkSpec, sizeOf } from "./network.ts";
import { stagesOf } from "./stages.ts";
import { biasMasks, unitCount } from "./wiring.ts";

/** Values that features have at least and at most. */
interface Between {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Beyond what float64 rounds off in sums of a few thousand terms. */
const slack = 1e-7;

/** Tells of one example whether a class answers it at every mask between two nested ones: weights and biases that only the larger has
 *  are anything between 0 and themselves (interval arithmetic). False where that is not proven. */
export function createBounds(spec: NetworkSpec, layers: readonly Layer[], input: Float64Array) {
  const stages = stagesOf(spec);
  const parameters = folded(layers);
  const reads = new Map(stages.filter(isParametric).map((stage) => [stage, readsOf(stage)]));

  return (larger: Mask, smaller: Mask, answer: number): boolean => {
    const biases = [biasMasks(layers, larger), biasMasks(layers, smaller)] as const;
    let values: Between = { low: input, high: input };
    for (const stage of stages) {
      if (!isParametric(stage)) {
        values = pooled(stage, values);
        continue;
      }
      const layer = parameters.find(({ name }) => name === stage.name)!;
      const kernel = openKernel(layer, larger, smaller, biases);
      if (stage === stages.at(-1)) return wins(kernel, values, answer);
      values = applied(stage, reads.get(stage)!, kernel, values);
    }
    return false;
  };
}

const readsOf = (stage: Parametric): Reads => (stage.kind === "conv" ? convolutionReads(stage) : denseReads(stage));

/** A kernel whose entries lie within `radius` of `centre`. */
interface OpenKernel {
  readonly units: number;
  readonly centre: Float64Array;
  readonly radius: Float64Array;
  readonly bias: Float64Array;
  readonly biasRadius: Float64Array;
}

function openKernel(layer: Layer, larger: Mask, smaller: Mask, [most, least]: readonly [Mask, Mask]): OpenKernel {
  const { name, weights, bias } = layer;
  const open = (values: Float32Array, bits: Uint8Array, others: Uint8Array) => {
    const [centre, radius] = [new Float64Array(values.length), new Float64Array(values.length)];
    for (let i = 0; i < values.length; i++) {
      centre[i] = (values[i] * (bits[i] + others[i])) / 2;
      radius[i] = (Math.abs(values[i]) * (bits[i] - others[i])) / 2;
    }
    return { centre, radius };
  };
  const kernel = open(weights, larger.get(name)!, smaller.get(name)!);
  const { centre, radius } = open(bias, most.get(name)!, least.get(name)!);
  return { units: unitCount(layer), ...kernel, bias: centre, biasRadius: radius };
}

function pooled(stage: Exclude<Stage, Parametric>, { low, high }: Between): Between {
  const apply = passesOf(stage).forward(stage, 1, new Float64Array(0));
  const through = (values: Float64Array) => {
    const into = new Float64Array(sizeOf(stage.to));
    apply(values, into, 1);
    return into;
  };
  return { low: through(low), high: through(high) };
}

function applied(stage: Parametric, reads: Reads, kernel: OpenKernel, { low, high }: Between): Between {
  const { units, centre, radius, bias, biasRadius } = kernel;
  const [middle, reach] = framed(reads, low, high);
  const sums = { low: new Float64Array(sizeOf(stage.to)), high: new Float64Array(sizeOf(stage.to)) };
  const [sum, spread] = [new Float64Array(units), new Float64Array(units)];
  reads.positions.forEach((position, p) => {
    sum.set(bias);
    spread.set(biasRadius);
    for (let row = 0, w = 0; row < reads.rows.length; row++, w += units) {
      const at = reads.rows[row] + position;
      const [m, r] = [middle[at], reach[at]];
      if (m === 0 && r === 0) continue;
      const most = Math.abs(m) + r;
      for (let j = 0; j < units; j++) {
        sum[j] += centre[w + j] * m;
        spread[j] += Math.abs(centre[w + j]) * r + radius[w + j] * most;
      }
    }
    for (let j = 0; j < units; j++) {
      const shift = p * units + j;
      sums.low[shift] = activated(stage, sum[j] - spread[j]);
      sums.high[shift] = activated(stage, sum[j] + spread[j]);
    }
  });
  if (stage.residual)
    for (let f = 0; f < low.length; f++) {
      sums.low[f] += low[f];
      sums.high[f] += high[f];
    }
  return sums;
}

const activated = ({ activation }: Parametric, value: number): number =>
  activation === "relu" ? Math.max(0, value) : activation === "tanh" ? Math.tanh(value) : value;

/** Middles and half widths of what is read, in the frame of zeros. */
function framed({ border, frame, from }: Reads, low: Float64Array, high: Float64Array) {
  const [middle, reach] = [new Float64Array(sizeOf(frame)), new Float64Array(sizeOf(frame))];
  const [, width, channels] = from;
  for (let f = 0; f < low.length; f++) {
    const pixel = Math.floor(f / channels);
    const [y, x] = [Math.floor(pixel / width), pixel % width];
    const at = ((y + border) * frame[1] + x + border) * channels + (f % channels);
    middle[at] = (low[f] + high[f]) / 2;
    reach[at] = (high[f] - low[f]) / 2;
  }
  return [middle, reach] as const;
}

/** Whether one class lies above all others: of two that read the same, only their difference counts. */
function wins({ units, centre, radius, bias, biasRadius }: OpenKernel, { low, high }: Between, answer: number) {
  for (let k = 0; k < units; k++) {
    if (k === answer) continue;
    let lead = bias[answer] - bias[k] - biasRadius[answer] - biasRadius[k];
    for (let f = 0, w = 0; f < low.length; f++, w += units) {
      const [m, r] = [(low[f] + high[f]) / 2, (high[f] - low[f]) / 2];
      const difference = centre[w + answer] - centre[w + k];
      lead += difference * m - Math.abs(difference) * r;
      lead -= (radius[w + answer] + radius[w + k]) * (Math.abs(m) + r);
    }
    if (!(lead > slack)) return false;
  }
  return true;
}
