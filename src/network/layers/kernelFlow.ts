import { type Layer, sizeOf } from "../network.ts";
import type { Flow } from "./pass.ts";
import type { Reads } from "./reads.ts";
import type { Parametric } from "./stage.ts";

/** Synaptic flow through a layer with a kernel: kept weights alone cost time. */
export class KernelFlow implements Flow {
  readonly kernel: { keep(mask: Uint8Array): void; readonly gradient: Float64Array };
  readonly #residual: boolean;
  readonly #units: number;
  readonly #reads: Reads;
  readonly #sizes: Float64Array;
  readonly #gradient: Float64Array;
  /** Flat indexes of the kept weights, of which there are so many. */
  readonly #kept: Uint32Array;
  #count = 0;
  /** Input features in their frame of zeros, and the gradients by them. */
  readonly #framed: Float64Array;
  readonly #framedGradient: Float64Array;
  /** Where every input feature stands in the frame. */
  readonly #inFrame: Uint32Array;

  constructor({ residual, from }: Parametric, reads: Reads, { weights, bias }: Layer) {
    const [, width, channels] = from;
    const { border, frame } = reads;
    this.#residual = residual;
    this.#units = bias.length;
    this.#reads = reads;
    this.#gradient = new Float64Array(weights.length);
    this.#sizes = Float64Array.from(weights, Math.abs);
    this.#kept = new Uint32Array(weights.length);
    this.#framed = new Float64Array(sizeOf(frame));
    this.#framedGradient = new Float64Array(this.#framed.length);
    this.#inFrame = Uint32Array.from({ length: sizeOf(from) }, (_, feature) => {
      const pixel = Math.floor(feature / channels);
      const [y, x] = [Math.floor(pixel / width) + border, (pixel % width) + border];
      return (y * frame[1] + x) * channels + (feature % channels);
    });
    this.kernel = { keep: (mask) => this.#keep(mask), gradient: this.#gradient };
  }

  #keep(mask: Uint8Array): void {
    let count = 0;
    for (let i = 0; i < mask.length; i++) {
      // Written at every weight, taken at kept ones: a coin toss to the processor, so no branch asks.
      this.#kept[count] = i;
      count += mask[i];
    }
    this.#count = count;
  }

  forth(input: Float64Array, output: Float64Array): void {
    const [framed, sizes, units] = [this.#framed, this.#sizes, this.#units];
    const { rows, positions } = this.#reads;
    for (let i = 0; i < input.length; i++) framed[this.#inFrame[i]] = input[i];
    if (this.#residual) output.set(input);
    else output.fill(0);
    for (let k = 0; k < this.#count; k++) {
      const i = this.#kept[k];
      const row = Math.floor(i / units);
      const unit = i - row * units;
      for (let at = 0; at < positions.length; at++)
        output[at * units + unit] += sizes[i] * framed[rows[row] + positions[at]];
    }
  }

  back(outputGradient: Float64Array, inputGradient: Float64Array): void {
    const [framed, framedGradient, gradient] = [this.#framed, this.#framedGradient, this.#gradient];
    const [sizes, units] = [this.#sizes, this.#units];
    const { rows, positions } = this.#reads;
    framedGradient.fill(0);
    gradient.fill(0);
    for (let k = 0; k < this.#count; k++) {
      const i = this.#kept[k];
      const row = Math.floor(i / units);
      const unit = i - row * units;
      let sum = 0;
      for (let at = 0; at < positions.length; at++) {
        const feature = rows[row] + positions[at];
        const above = outputGradient[at * units + unit];
        sum += framed[feature] * above;
        framedGradient[feature] += sizes[i] * above;
      }
      gradient[i] = sum;
    }
    for (let i = 0; i < inputGradient.length; i++)
      inputGradient[i] = framedGradient[this.#inFrame[i]] + (this.#residual ? outputGradient[i] : 0);
  }
}
