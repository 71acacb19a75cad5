import type { Mask } from "../pruning/types.ts";
import { type Layer, sizeOf } from "./network.ts";
import { padded, patch } from "./pass.ts";
import type { Parametric, Pooling, Stage } from "./stages.ts";

/** The way of one all-ones example through one stage. */
interface Way {
  forth(input: Float64Array, output: Float64Array): void;
  back(outputSlope: Float64Array, inputSlope: Float64Array): void;
}

/** Synaptic flow (Tanaka et al. 2020): asked with a mask, gives the derivative of R = 1' |W_L| .. |W_1| 1 by every |w|, layer by layer,
 *  in float64, without biases and activations. What is pruned carries no flow; pooling passes the largest on. The arrays belong
 *  to the flow and are written anew by the next question. */
export function createFlow(
  stages: readonly Stage[],
  layers: readonly Layer[],
): (mask: Mask) => readonly Float64Array[] {
  const values = [
    new Float64Array(sizeOf(stages[0].from)).fill(1),
    ...stages.map(({ to }) => new Float64Array(sizeOf(to))),
  ];
  const slopes = values.map(({ length }) => new Float64Array(length));
  const ways = stages.map((stage) => {
    if (stage.kind === "pool") return new PoolWay(stage);
    return new LayerWay(stage, layers.find(({ name }) => name === stage.name)!);
  });
  const parametric = ways.filter((way) => way instanceof LayerWay);
  return (mask) => {
    parametric.forEach((way, l) => {
      way.kept = mask.get(layers[l].name)!;
    });
    ways.forEach((way, s) => {
      way.forth(values[s], values[s + 1]);
    });
    slopes[stages.length].fill(1);
    for (let s = stages.length - 1; s >= 0; s--) ways[s].back(slopes[s + 1], slopes[s]);
    return parametric.map(({ slope }) => slope);
  };
}

class LayerWay implements Way {
  kept!: Uint8Array;
  readonly slope: Float64Array;
  readonly #stage: Parametric;
  readonly #units: number;
  readonly #sizes: Float64Array;
  /** Input features in their frame of zeros, and the slopes at them. */
  readonly #framed: Float64Array;
  readonly #framedSlope: Float64Array;
  /** Where every input feature stands in the frame. */
  readonly #inFrame: Uint32Array;
  /** Feature of the frame that every row of the kernel reads at the first output, and what to add at the others. */
  readonly #places: Uint32Array;
  readonly #origins: Uint32Array;

  constructor(stage: Parametric, { weights, bias }: Layer) {
    const isConv = stage.kind === "conv";
    const [, across, channels] = padded(stage);
    const [, width] = stage.from;
    const [down, right] = stage.to;
    this.#stage = stage;
    this.#units = bias.length;
    this.slope = new Float64Array(weights.length);
    this.#sizes = Float64Array.from(weights, Math.abs);
    this.#framed = new Float64Array(sizeOf(padded(stage)));
    this.#framedSlope = new Float64Array(this.#framed.length);
    this.#inFrame = Uint32Array.from({ length: sizeOf(stage.from) }, (_, feature) => {
      const pixel = Math.floor(feature / channels);
      const [y, x] = [Math.floor(pixel / width) + stage.padding, (pixel % width) + stage.padding];
      return (y * across + x) * channels + (feature % channels);
    });
    this.#places = isConv ? patch(stage) : Uint32Array.from({ length: weights.length / bias.length }, (_, row) => row);
    this.#origins = Uint32Array.from(
      { length: isConv ? down * right : 1 },
      (_, at) => (Math.floor(at / right) * across + (at % right)) * channels,
    );
  }

  forth(input: Float64Array, output: Float64Array): void {
    const framed = this.#framed;
    for (let i = 0; i < input.length; i++) framed[this.#inFrame[i]] = input[i];
    if (this.#stage.residual) output.set(input);
    else output.fill(0);
    const [units, sizes, places, origins, kept] = [this.#units, this.#sizes, this.#places, this.#origins, this.kept];
    for (let at = 0; at < origins.length; at++)
      for (let row = 0; row < places.length; row++) {
        const value = framed[places[row] + origins[at]];
        for (let unit = 0, i = row * units; unit < units; unit++, i++)
          if (kept[i]) output[at * units + unit] += sizes[i] * value;
      }
  }

  back(outputSlope: Float64Array, inputSlope: Float64Array): void {
    const [framed, framedSlope, slope] = [this.#framed, this.#framedSlope, this.slope];
    const [units, sizes, places, origins, kept] = [this.#units, this.#sizes, this.#places, this.#origins, this.kept];
    framedSlope.fill(0);
    slope.fill(0);
    for (let at = 0; at < origins.length; at++)
      for (let row = 0; row < places.length; row++) {
        const place = places[row] + origins[at];
        const value = framed[place];
        let sum = 0;
        for (let unit = 0, i = row * units; unit < units; unit++, i++) {
          const above = outputSlope[at * units + unit];
          slope[i] += value * above;
          if (kept[i]) sum += sizes[i] * above;
        }
        framedSlope[place] += sum;
      }
    for (let i = 0; i < inputSlope.length; i++)
      inputSlope[i] = framedSlope[this.#inFrame[i]] + (this.#stage.residual ? outputSlope[i] : 0);
  }
}

class PoolWay implements Way {
  readonly #stage: Pooling;
  /** Which input feature each output is. */
  readonly #largest: Uint32Array;

  constructor(stage: Pooling) {
    this.#stage = stage;
    this.#largest = new Uint32Array(sizeOf(stage.to));
  }

  forth(input: Float64Array, output: Float64Array): void {
    const { side, from, to } = this.#stage;
    const [, width, channels] = from;
    for (let i = 0; i < output.length; i++) {
      const [pixel, channel] = [Math.floor(i / channels), i % channels];
      const [y, x] = [Math.floor(pixel / to[1]) * side, (pixel % to[1]) * side];
      output[i] = Number.NEGATIVE_INFINITY;
      for (let dy = 0; dy < side; dy++)
        for (let dx = 0; dx < side; dx++) {
          const feature = ((y + dy) * width + x + dx) * channels + channel;
          if (input[feature] <= output[i]) continue;
          output[i] = input[feature];
          this.#largest[i] = feature;
        }
    }
  }

  back(outputSlope: Float64Array, inputSlope: Float64Array): void {
    inputSlope.fill(0);
    for (let i = 0; i < outputSlope.length; i++) inputSlope[this.#largest[i]] += outputSlope[i];
  }
}
