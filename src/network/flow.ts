import type { Mask } from "./mask.ts";
import { type Layer, sizeOf } from "./network.ts";
import { padded, patch } from "./pass.ts";
import type { Parametric, Pooling, Stage } from "./stages.ts";

/** The way of one all-ones example through one stage. */
interface Way {
  forth(input: Float64Array, output: Float64Array): void;
  back(outputSlope: Float64Array, inputSlope: Float64Array): void;
}

/** Synaptic flow (Tanaka et al. 2020): asked with a mask, gives the derivative of R = 1' |W_L| .. |W_1| 1 by every |w|, layer by layer,
 *  in float64, without biases and activations; 0 where a weight is pruned, for it carries no flow. Pooling passes the largest on.
 *  The arrays belong to the flow and are written anew by the next question. What is kept costs time, the rest next to none. */
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
      way.keep(mask.get(layers[l].name)!);
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
  readonly slope: Float64Array;
  readonly #stage: Parametric;
  readonly #units: number;
  readonly #sizes: Float64Array;
  /** Flat indexes of the kept weights, of which there are so many. */
  readonly #kept: Uint32Array;
  #count = 0;
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
    this.#kept = new Uint32Array(weights.length);
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

  keep(mask: Uint8Array): void {
    let count = 0;
    for (let i = 0; i < mask.length; i++) {
      // Written at every weight, taken at kept ones: a coin toss to the processor, so no branch asks.
      this.#kept[count] = i;
      count += mask[i];
    }
    this.#count = count;
  }

  forth(input: Float64Array, output: Float64Array): void {
    const [framed, sizes, places, origins, units] = [
      this.#framed,
      this.#sizes,
      this.#places,
      this.#origins,
      this.#units,
    ];
    for (let i = 0; i < input.length; i++) framed[this.#inFrame[i]] = input[i];
    if (this.#stage.residual) output.set(input);
    else output.fill(0);
    for (let k = 0; k < this.#count; k++) {
      const i = this.#kept[k];
      const row = Math.floor(i / units);
      const unit = i - row * units;
      for (let at = 0; at < origins.length; at++)
        output[at * units + unit] += sizes[i] * framed[places[row] + origins[at]];
    }
  }

  back(outputSlope: Float64Array, inputSlope: Float64Array): void {
    const [framed, framedSlope, slope] = [this.#framed, this.#framedSlope, this.slope];
    const [sizes, places, origins, units] = [this.#sizes, this.#places, this.#origins, this.#units];
    framedSlope.fill(0);
    slope.fill(0);
    for (let k = 0; k < this.#count; k++) {
      const i = this.#kept[k];
      const row = Math.floor(i / units);
      const unit = i - row * units;
      let sum = 0;
      for (let at = 0; at < origins.length; at++) {
        const place = places[row] + origins[at];
        const above = outputSlope[at * units + unit];
        sum += framed[place] * above;
        framedSlope[place] += sizes[i] * above;
      }
      slope[i] = sum;
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
