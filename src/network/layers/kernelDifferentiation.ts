import type { Block } from "../examples.ts";
import { sizeOf } from "../network.ts";
import type { Differentiation, Direction, Dual, LayerGradient, MaskedLayer } from "./pass.ts";
import { addFromFrame, inFrame, type Reads } from "./reads.ts";
import type { Parametric } from "./stage.ts";

/** Differentiation through a layer with a kernel; sums its gradients over blocks of at most `stride` examples. Pruned weights carry
 *  nothing. */
export class KernelDifferentiation implements Differentiation {
  readonly #stage: Parametric;
  readonly #stride: number;
  readonly #units: number;
  readonly #weights: Float64Array;
  readonly #direction: Direction | undefined;
  readonly #sums: LayerGradient;
  readonly #tangents: LayerGradient;
  /** Gradient by the sums before the activation, its tangent, and the sums' own tangent. */
  readonly #gradient: Block;
  readonly #gradientTangent: Block;
  readonly #sumTangent: Block;
  readonly #reads: Reads;
  /** Room for what stands in a frame of zeros: input, its tangent, gradients. */
  readonly #frames: readonly Block[];
  /** One example's derivatives by a row of the kernel. */
  readonly #each: Float64Array;
  /** Gradients by the sums with the units of an example side by side. */
  readonly #byExample: Block;

  constructor(stage: Parametric, reads: Reads, { layer, kept }: MaskedLayer, stride: number, direction?: Direction) {
    const size = layer.weights.length;
    const units = layer.bias.length;
    const zeros = () => ({
      weights: new Float64Array(size),
      bias: new Float64Array(units),
      squares: new Float64Array(size),
    });
    const outputs = sizeOf(stage.to) * stride;
    const framed = reads.border > 0 ? sizeOf(reads.frame) * stride : 0;
    this.#stage = stage;
    this.#reads = reads;
    this.#stride = stride;
    this.#units = units;
    this.#weights = Float64Array.from(layer.weights, (weight, i) => (kept[i] ? weight : 0));
    this.#direction = direction;
    this.#sums = zeros();
    this.#tangents = zeros();
    this.#gradient = new Float64Array(outputs);
    this.#gradientTangent = new Float64Array(direction ? outputs : 0);
    this.#sumTangent = new Float64Array(direction ? outputs : 0);
    this.#frames = [0, 1, 2].map(() => new Float64Array(framed));
    this.#each = new Float64Array(units);
    this.#byExample = new Float64Array(outputs);
  }

  readonly means = (examples: number) => ({
    gradient: meanOf(this.#sums, examples),
    tangent: meanOf(this.#tangents, examples),
  });

  tangent(input: Dual, output: Dual, count: number): void {
    const [sums, stride, units, direction] = [this.#sumTangent, this.#stride, this.#units, this.#direction!];
    for (let row = 0; row * stride < sums.length; row++)
      sums.fill(direction.bias[row % units], row * stride, row * stride + count);
    this.#multiply(direction.weights, this.#framed(0, input.value), sums, count);
    if (input.tangent) this.#multiply(this.#weights, this.#framed(1, input.tangent), sums, count);
    output.tangent!.set(sums);
    this.#timesDerivative(input.value, output.value, output.tangent!, count);
    if (this.#stage.residual && input.tangent)
      for (let i = 0; i < sums.length; i++) output.tangent![i] += input.tangent[i];
  }

  back(input: Dual, output: Dual, outputGradient: Dual, inputGradient: Dual | null, count: number): void {
    this.#gradient.set(outputGradient.value);
    this.#timesDerivative(input.value, output.value, this.#gradient, count);
    const value = this.#framed(0, input.value);
    this.#addGradient(this.#sums, value, this.#gradient, count);
    if (inputGradient)
      this.#backTo(inputGradient.value, outputGradient.value, [[this.#weights, this.#gradient]], count);
    if (!this.#direction) return;
    this.#gradientTangent.set(outputGradient.tangent!);
    this.#timesDerivative(input.value, output.value, this.#gradientTangent, count);
    this.#addSecondDerivative(input.value, output.value, outputGradient.value, count);
    this.#addGradient(this.#tangents, value, this.#gradientTangent, count);
    if (input.tangent) this.#addGradient(this.#tangents, this.#framed(1, input.tangent), this.#gradient, count, false);
    if (!inputGradient) return;
    const parts = [
      [this.#weights, this.#gradientTangent],
      [this.#direction.weights, this.#gradient],
    ] as const;
    this.#backTo(inputGradient.tangent!, outputGradient.tangent!, parts, count);
  }

  #framed(frame: number, block: Block): Block {
    return inFrame(this.#reads, block, this.#frames[frame], this.#stride);
  }

  /** The activation's own output, without the shortcut of a residual layer. */
  #activated(input: Block, output: Block, i: number): number {
    return this.#stage.residual ? output[i] - input[i] : output[i];
  }

  /** Multiplies a block by the derivative of the activation. */
  #timesDerivative(input: Block, output: Block, block: Block, count: number): void {
    const { activation } = this.#stage;
    if (!activation) return;
    for (let at = 0; at < block.length; at += this.#stride)
      for (let i = at; i < at + count; i++) {
        const value = this.#activated(input, output, i);
        if (activation === "tanh") block[i] *= 1 - value * value;
        else if (value <= 0) block[i] = 0;
      }
  }

  /** What the second derivative of the activation adds to the tangent of the gradient; ReLU has none. */
  #addSecondDerivative(input: Block, output: Block, outputGradient: Block, count: number): void {
    if (this.#stage.activation !== "tanh") return;
    for (let at = 0; at < this.#gradientTangent.length; at += this.#stride)
      for (let i = at; i < at + count; i++) {
        const value = this.#activated(input, output, i);
        this.#gradientTangent[i] -= 2 * value * (1 - value * value) * this.#sumTangent[i] * outputGradient[i];
      }
  }

  /** Adds a kernel's sums over the (framed) input, or, on the way back, over the outputs. */
  #multiply(weights: Float64Array, from: Block, into: Block, count: number, isBack = false): void {
    const [stride, units] = [this.#stride, this.#units];
    const { rows, positions } = this.#reads;
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i];
      if (weight === 0) continue;
      const [row, unit] = [Math.floor(i / units), i % units];
      for (let at = 0; at < positions.length; at++) {
        const input = (rows[row] + positions[at]) * stride;
        const output = (at * units + unit) * stride;
        const [read, write] = isBack ? [output, input] : [input, output];
        for (let n = 0; n < count; n++) into[write + n] += weight * from[read + n];
      }
    }
  }

  /** Gradients by the input: those of every kernel given with its gradients, and the shortcut's. */
  #backTo(
    into: Block,
    shortcut: Block,
    parts: readonly (readonly [weights: Float64Array, gradient: Block])[],
    count: number,
  ): void {
    if (this.#stage.residual) into.set(shortcut);
    else into.fill(0);
    const frame = this.#reads.border > 0 ? this.#frames[2].fill(0) : into;
    for (const [weights, gradient] of parts) this.#multiply(weights, gradient, frame, count, true);
    if (frame !== into) addFromFrame(this.#reads, frame, into, this.#stride);
  }

  /** Adds the products of inputs and gradients to a kernel's sums, and, unless asked not to, gradients to the biases'. */
  #addGradient(sums: LayerGradient, input: Block, gradient: Block, count: number, withBias = true): void {
    const [stride, units] = [this.#stride, this.#units];
    const { rows, positions } = this.#reads;
    const { weights, bias, squares } = sums;
    const [each, byExample] = [this.#each, this.#byExample];
    // Units side by side: a row of the kernel is read and written in a row, and an input of 0 costs nothing.
    for (let row = 0; row * stride < gradient.length; row++) {
      const [at, unit] = [Math.floor(row / units), row % units];
      for (let n = 0; n < count; n++) {
        byExample[(at * stride + n) * units + unit] = gradient[row * stride + n];
        if (withBias) bias[unit] += gradient[row * stride + n];
      }
    }
    for (let row = 0; row < rows.length; row++)
      for (let n = 0; n < count; n++) {
        let isSilent = true;
        for (let at = 0; at < positions.length; at++) {
          const value = input[(rows[row] + positions[at]) * stride + n];
          if (value === 0) continue;
          const from = (at * stride + n) * units;
          if (isSilent) for (let unit = 0; unit < units; unit++) each[unit] = value * byExample[from + unit];
          else for (let unit = 0; unit < units; unit++) each[unit] += value * byExample[from + unit];
          isSilent = false;
        }
        if (isSilent) continue;
        for (let unit = 0, i = row * units; unit < units; unit++, i++) {
          weights[i] += each[unit];
          squares[i] += each[unit] * each[unit];
        }
      }
  }
}

const meanOf = ({ weights, bias, squares }: LayerGradient, examples: number): LayerGradient => ({
  weights: weights.map((sum) => sum / examples),
  bias: bias.map((sum) => sum / examples),
  squares: squares.map((sum) => sum / examples),
});
