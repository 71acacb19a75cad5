import { count, percentSign } from "./numbers.ts";

/** What layers are where there are none. */
export const noLayers = "no hidden layers";

/** The bar at the top. */
export const topText = {
  wordmark: "Pruning Playground",
  skip: "Skip to the sparsity slider",
  /** While files hover over the page. */
  drop: "Drop a table (CSV), images with labels (IDX), or a folder or zip of pictures by class",
  tools: "Tools",
  setUp: "Set-up",
  data: "Data",
  network: "Network",
} as const;

/** The way back to the network that another took the place of. */
export const wayBackText = {
  /** What tells it from the one on the page: its data, else its layers, else its seed. */
  otherData: (name: string) => `the other ${name}`,
  layers: (layers: string) => layers || noLayers,
  before: "the network before",
  seed: (seed: number) => `seed ${seed}`,
  backTo: (name: string) => `Back to ${name}`,
  asLeft: (left: {
    readonly data: string;
    readonly layers: string;
    readonly seed: number;
    readonly steps: number;
    readonly accuracy: number;
  }) =>
    `As it was left: ${left.data}, ${left.layers}, seed ${left.seed}; ${left.steps > 0 ? `trained ${count(left.steps)} steps` : "untrained"}, accuracy ${percentSign(left.accuracy)}`,
} as const;
