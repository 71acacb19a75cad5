import type { Block } from "./examples.ts";
import type { Layer } from "./network.ts";
import { sizeOf } from "./network.ts";
import { padded, patch, putInFrame } from "./pass.ts";
import type { Parametric, Pooling } from "./stages.ts";

/** What backpropagation tells of one layer; kernels in flat order, pruned weights included. */
export interface LayerGradient {
  /** Mean over the examples of the derivative by each weight of the kernel. */
  readonly weights: Float64Array;
  readonly bias: Float64Array;
  /** Mean over the examples of the square of one example's derivative: the diagonal of the empirical Fisher information. */
  readonly squares: Float64Array;
}

/** A block and how it changes (`turn`) as the weights move in a direction; null where nobody asks. */
export interface Moving {
  readonly value: Block;
  readonly turn: Block | null;
}

/** A direction in the space of all kernels and biases, a layer's part. */
export type Direction = Pick<LayerGradient, "weights" | "bias">;

/** The way through one stage that training takes: on with how values change, and back with slopes. */
export interface Way {
  /** How the output changes in the direction of the weights (Pearlmutter 1994); its values are there already. */
  turn(input: Moving, output: Moving, count: number): void;
  /** Takes the slopes at the output to those at the input, if somebody wants them, and adds up those of the weights. */
  back(input: Moving, output: Moving, outputSlope: Moving, inputSlope: Moving | null, count: number): void;
}

/** A layer with parameters; sums its gradients over blocks of at most `stride` examples. Pruned weights carry nothing. */
export class LayerWay implements Way {
  readonly #stage: Parametric;
  readonly #stride: number;
  readonly #units: number;
  readonly #weights: Float64Array;
  readonly #direction: Direction | undefined;
  readonly #sums: LayerGradient;
  readonly #turns: LayerGradient;
  /** Slopes of the sums before the activation, how those turn, and how the sums do. */
  readonly #slope: Block;
  readonly #slopeTurn: Block;
  readonly #sumTurn: Block;
  /** Where a convolution looks over the edge: input, its turn, slopes. */
  readonly #frames: readonly Block[] | null;
  /** Feature of the (framed) input that every row of the kernel reads at the first place, and what to add at the others. */
  readonly #places: Uint32Array;
  readonly #origins: Uint32Array;
  /** One example's derivatives by a row of the kernel. */
  readonly #each: Float64Array;
  /** Slopes of the sums with the units of an example side by side. */
  readonly #turned: Block;

  constructor(stage: Parametric, layer: Layer, kept: Uint8Array, stride: number, direction?: Direction) {
    const isConv = stage.kind === "conv";
    const size = layer.weights.length;
    const units = layer.bias.length;
    const zeros = () => ({
      weights: new Float64Array(size),
      bias: new Float64Array(units),
      squares: new Float64Array(size),
    });
    const outputs = sizeOf(stage.to) * stride;
    const [down, right] = stage.to;
    const [, across, channels] = padded(stage);
    this.#stage = stage;
    this.#stride = stride;
    this.#units = units;
    this.#weights = Float64Array.from(layer.weights, (weight, i) => (kept[i] ? weight : 0));
    this.#direction = direction;
    this.#sums = zeros();
    this.#turns = zeros();
    this.#slope = new Float64Array(outputs);
    this.#slopeTurn = new Float64Array(direction ? outputs : 0);
    this.#sumTurn = new Float64Array(direction ? outputs : 0);
    this.#frames = isConv ? [0, 1, 2].map(() => new Float64Array(sizeOf(padded(stage)) * stride)) : null;
    this.#places = isConv ? patch(stage) : Uint32Array.from({ length: size / units }, (_, row) => row);
    this.#origins = Uint32Array.from(
      { length: isConv ? down * right : 1 },
      (_, at) => (Math.floor(at / right) * across + (at % right)) * channels,
    );
    this.#each = new Float64Array(units);
    this.#turned = new Float64Array(outputs);
  }

  /** The gradient, as the mean over so many examples. */
  gradient(examples: number): LayerGradient {
    return meanOf(this.#sums, examples);
  }

  /** How the gradient changes in the given direction: the Hessian times it. */
  gradientTurn(examples: number): LayerGradient {
    return meanOf(this.#turns, examples);
  }

  turn(input: Moving, output: Moving, count: number): void {
    const [sums, stride, units, direction] = [this.#sumTurn, this.#stride, this.#units, this.#direction!];
    for (let row = 0; row * stride < sums.length; row++)
      sums.fill(direction.bias[row % units], row * stride, row * stride + count);
    this.#multiply(direction.weights, this.#framed(0, input.value), sums, count);
    if (input.turn) this.#multiply(this.#weights, this.#framed(1, input.turn), sums, count);
    output.turn!.set(sums);
    this.#timesSlope(input.value, output.value, output.turn!, count);
    if (this.#stage.residual && input.turn) for (let i = 0; i < sums.length; i++) output.turn![i] += input.turn[i];
  }

  back(input: Moving, output: Moving, outputSlope: Moving, inputSlope: Moving | null, count: number): void {
    this.#slope.set(outputSlope.value);
    this.#timesSlope(input.value, output.value, this.#slope, count);
    const value = this.#framed(0, input.value);
    this.#addGradient(this.#sums, value, this.#slope, count);
    if (inputSlope) this.#backTo(inputSlope.value, outputSlope.value, [[this.#weights, this.#slope]], count);
    if (!this.#direction) return;
    this.#slopeTurn.set(outputSlope.turn!);
    this.#timesSlope(input.value, output.value, this.#slopeTurn, count);
    this.#addBend(input.value, output.value, outputSlope.value, count);
    this.#addGradient(this.#turns, value, this.#slopeTurn, count);
    if (input.turn) this.#addGradient(this.#turns, this.#framed(1, input.turn), this.#slope, count, false);
    if (!inputSlope) return;
    const parts = [
      [this.#weights, this.#slopeTurn],
      [this.#direction.weights, this.#slope],
    ] as const;
    this.#backTo(inputSlope.turn!, outputSlope.turn!, parts, count);
  }

  #framed(place: number, block: Block): Block {
    const frame = this.#frames?.[place];
    if (!frame) return block;
    putInFrame(this.#stage, block, frame, this.#stride);
    return frame;
  }

  /** The activation's own output, without the shortcut of a residual layer. */
  #activated(input: Block, output: Block, i: number): number {
    return this.#stage.residual ? output[i] - input[i] : output[i];
  }

  /** Multiplies a block by the derivative of the activation. */
  #timesSlope(input: Block, output: Block, block: Block, count: number): void {
    const { activation } = this.#stage;
    if (!activation) return;
    for (let at = 0; at < block.length; at += this.#stride)
      for (let i = at; i < at + count; i++) {
        const value = this.#activated(input, output, i);
        if (activation === "tanh") block[i] *= 1 - value * value;
        else if (value <= 0) block[i] = 0;
      }
  }

  /** What the second derivative of the activation adds to the turn of the slopes; ReLU has none. */
  #addBend(input: Block, output: Block, outputSlope: Block, count: number): void {
    if (this.#stage.activation !== "tanh") return;
    for (let at = 0; at < this.#slopeTurn.length; at += this.#stride)
      for (let i = at; i < at + count; i++) {
        const value = this.#activated(input, output, i);
        this.#slopeTurn[i] -= 2 * value * (1 - value * value) * this.#sumTurn[i] * outputSlope[i];
      }
  }

  /** Adds a kernel's sums over the (framed) input. */
  #multiply(weights: Float64Array, from: Block, into: Block, count: number): void {
    const [stride, places, origins, units] = [this.#stride, this.#places, this.#origins, this.#units];
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i];
      if (weight === 0) continue;
      const [row, unit] = [Math.floor(i / units), i % units];
      for (let at = 0; at < origins.length; at++) {
        const read = (places[row] + origins[at]) * stride;
        const write = (at * units + unit) * stride;
        for (let n = 0; n < count; n++) into[write + n] += weight * from[read + n];
      }
    }
  }

  /** Slopes at the input: those of every kernel given with its slopes, and the shortcut's. */
  #backTo(
    into: Block,
    shortcut: Block,
    parts: readonly (readonly [weights: Float64Array, slope: Block])[],
    count: number,
  ): void {
    if (this.#stage.residual) into.set(shortcut);
    else into.fill(0);
    const frame = this.#frames?.[2];
    frame?.fill(0);
    for (const [weights, slope] of parts) this.#multiplyBack(weights, slope, frame ?? into, count);
    if (frame) this.#outOfFrame(frame, into);
  }

  #multiplyBack(weights: Float64Array, slope: Block, into: Block, count: number): void {
    const [stride, places, origins, units] = [this.#stride, this.#places, this.#origins, this.#units];
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i];
      if (weight === 0) continue;
      const [row, unit] = [Math.floor(i / units), i % units];
      for (let at = 0; at < origins.length; at++) {
        const read = (at * units + unit) * stride;
        const write = (places[row] + origins[at]) * stride;
        for (let n = 0; n < count; n++) into[write + n] += weight * slope[read + n];
      }
    }
  }

  /** Adds the products of inputs and slopes to a kernel's sums, and, unless told otherwise, slopes to the biases'. */
  #addGradient(sums: LayerGradient, input: Block, slope: Block, count: number, withBias = true): void {
    const [stride, places, origins, units] = [this.#stride, this.#places, this.#origins, this.#units];
    const { weights, bias, squares } = sums;
    const [each, turned] = [this.#each, this.#turned];
    // Units side by side: a row of the kernel is read and written in a row, and an input of 0 costs nothing.
    for (let row = 0; row * stride < slope.length; row++) {
      const [at, unit] = [Math.floor(row / units), row % units];
      for (let n = 0; n < count; n++) {
        turned[(at * stride + n) * units + unit] = slope[row * stride + n];
        if (withBias) bias[unit] += slope[row * stride + n];
      }
    }
    for (let row = 0; row < places.length; row++)
      for (let n = 0; n < count; n++) {
        let isSilent = true;
        for (let at = 0; at < origins.length; at++) {
          const value = input[(places[row] + origins[at]) * stride + n];
          if (value === 0) continue;
          const from = (at * stride + n) * units;
          if (isSilent) for (let unit = 0; unit < units; unit++) each[unit] = value * turned[from + unit];
          else for (let unit = 0; unit < units; unit++) each[unit] += value * turned[from + unit];
          isSilent = false;
        }
        if (isSilent) continue;
        for (let unit = 0, i = row * units; unit < units; unit++, i++) {
          weights[i] += each[unit];
          squares[i] += each[unit] * each[unit];
        }
      }
  }

  #outOfFrame(frame: Block, into: Block): void {
    const { from, padding } = this.#stage;
    const [height, width, channels] = from;
    const [, across] = padded(this.#stage);
    const row = width * channels * this.#stride;
    for (let y = 0; y < height; y++) {
      const start = ((y + padding) * across + padding) * channels * this.#stride;
      for (let i = 0; i < row; i++) into[y * row + i] += frame[start + i];
    }
  }
}

/** Max-pooling: all goes through the largest of each square, of equals through the first. */
export class PoolWay implements Way {
  readonly #stage: Pooling;
  readonly #stride: number;

  constructor(stage: Pooling, stride: number) {
    this.#stage = stage;
    this.#stride = stride;
  }

  turn(input: Moving, output: Moving, count: number): void {
    if (!input.turn) return;
    this.#eachLargest(input.value, output.value, count, (from, to) => {
      output.turn![to] = input.turn![from];
    });
  }

  back(input: Moving, output: Moving, outputSlope: Moving, inputSlope: Moving | null, count: number): void {
    if (!inputSlope) return;
    inputSlope.value.fill(0);
    inputSlope.turn?.fill(0);
    this.#eachLargest(input.value, output.value, count, (from, to) => {
      inputSlope.value[from] += outputSlope.value[to];
      if (inputSlope.turn) inputSlope.turn[from] += outputSlope.turn![to];
    });
  }

  #eachLargest(input: Block, output: Block, count: number, visit: (from: number, to: number) => void): void {
    const { side, from, to } = this.#stage;
    const stride = this.#stride;
    const [, width, channels] = from;
    const [down, right] = to;
    for (let y = 0; y < down; y++)
      for (let x = 0; x < right; x++)
        for (let c = 0; c < channels; c++) {
          const pooled = ((y * right + x) * channels + c) * stride;
          for (let n = 0; n < count; n++)
            for (let pixel = 0; pixel < side * side; pixel++) {
              const row = y * side + Math.floor(pixel / side);
              const feature = ((row * width + x * side + (pixel % side)) * channels + c) * stride;
              if (input[feature + n] !== output[pooled + n]) continue;
              visit(feature + n, pooled + n);
              break;
            }
        }
  }
}

const meanOf = ({ weights, bias, squares }: LayerGradient, examples: number): LayerGradient => ({
  weights: weights.map((sum) => sum / examples),
  bias: bias.map((sum) => sum / examples),
  squares: squares.map((sum) => sum / examples),
});
