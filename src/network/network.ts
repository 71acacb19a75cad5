export type Activation = "relu" | "tanh";
export type Initialiser = "glorot" | "he";

/** Height, width and channels of one example on its way through a network; features of a dense layer are 1 x 1 x units. */
export type Shape = readonly [height: number, width: number, channels: number];

/** What hidden layers with a kernel may have besides. */
interface Extras {
  /** Adds its input to its activation: y = x + f(Wx + b). */
  readonly residual?: boolean;
  /** Normalises its sums, unit by unit, before the activation: y = f(scale (Wx - mean) / deviation + shift) (Ioffe & Szegedy 2015). */
  readonly batchNorm?: boolean;
}

/** A hidden dense layer. */
export interface DenseSpec extends Extras {
  readonly kind: "dense";
  readonly units: number;
}

/** A convolution with stride 1; "same" pads with zeros on all sides, "valid" does not pad. */
export interface ConvSpec extends Extras {
  readonly kind: "conv";
  readonly filters: number;
  /** Side of the square kernel, in pixels. */
  readonly side: number;
  readonly padding: "same" | "valid";
}

/** Max-pooling of squares that do not overlap; rows and columns that fill no square are left out. */
export interface PoolSpec {
  readonly kind: "pool";
  readonly side: number;
}

export type KernelSpec = DenseSpec | ConvSpec;

/** A hidden layer as plain data. */
export type LayerSpec = KernelSpec | PoolSpec;

/** A network as plain data: what it reads, its hidden layers, and `outputs` classes (dense, softmax). */
export interface NetworkSpec {
  readonly input: Shape;
  readonly hidden: readonly LayerSpec[];
  readonly outputs: number;
  readonly activation: Activation;
  readonly initialiser: Initialiser;
}

/** One layer's parameters. `weights` is the kernel, shape [...spatial, in, out], flat in C order; `bias` has `out` entries. */
export interface Layer {
  readonly name: string;
  readonly shape: readonly number[];
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  /** Whether the layer adds its input to its output. */
  readonly residual?: boolean | undefined;
  /** Of a layer with batch norm, whose `bias` is the shift: one number a unit each. */
  readonly batchNorm?: BatchNorm | undefined;
}

/** What batch norm knows of every unit: its scale, which is trained, and mean and variance of its sums over recent batches, which
 *  evaluation goes by. */
export interface BatchNorm {
  readonly scale: Float32Array;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

/** A layer without the values of its parameters: all that its wiring depends on. */
export type LayerShape = Pick<Layer, "name" | "shape" | "residual">;

/** Numbers in one example of a shape. */
export const sizeOf = ([height, width, channels]: Shape) => height * width * channels;

/** Hidden dense layers of the given widths. */
export const denseLayers = (widths: readonly number[]): LayerSpec[] =>
  widths.map((units) => ({ kind: "dense", units }));

/** A dense network by its widths, inputs and outputs included. */
export function denseNetwork(
  widths: readonly number[],
  activation: Activation = "relu",
  initialiser: Initialiser = "glorot",
): NetworkSpec {
  const hidden = denseLayers(widths.slice(1, -1));
  return { input: [1, 1, widths[0]], hidden, outputs: widths[widths.length - 1], activation, initialiser };
}
