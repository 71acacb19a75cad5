export type Activation = "relu" | "tanh";
export type Initialiser = "glorot" | "he";

/** Height, width and channels of one example on its way through a network; features of a dense layer are 1 x 1 x units. */
export type Shape = readonly [height: number, width: number, channels: number];

/** A hidden dense layer. One that is residual adds its input to its activation: y = x + f(Wx + b). */
export interface DenseSpec {
  readonly kind: "dense";
  readonly units: number;
  readonly residual?: boolean;
}

/** A convolution with stride 1; "same" pads with zeros on all sides, "valid" does not pad. */
export interface ConvSpec {
  readonly kind: "conv";
  readonly filters: number;
  /** Side of the square kernel, in pixels. */
  readonly side: number;
  readonly padding: "same" | "valid";
  readonly residual?: boolean;
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
