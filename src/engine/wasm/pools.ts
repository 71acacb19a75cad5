import type { Pooling } from "../../network/layers/stage.ts";
import type { Kernels } from "./kernels.ts";
import type { Plane } from "./plane.ts";
import type { StoredKernel } from "./stored.ts";

/** What a kind of layer without parameters does, on planes. */
interface PoolSteps {
  /** Whether a convolution's kernel does it along (`convolveKept`). */
  readonly isTakenAlong: boolean;
  /** From an input at some address, for there may be one for every block, to the output. */
  forward(kernels: Kernels, stage: Pooling, from: Plane, to: Plane): (at: number, tiles: number) => void;
  /** From the gradient of the output, `delta`, to that of the input. */
  back(kernels: Kernels, stage: Pooling, from: Plane, to: Plane, delta: Plane, gradient: Plane): StoredKernel;
}

const placesOf = ({ at, row, tile }: Plane) => [at, row, tile];

const largest: PoolSteps = {
  isTakenAlong: true,
  forward(kernels, { side }, from, to) {
    const places = [from.row, from.tile, ...placesOf(to), to.channels, side, to.height, to.width];
    return (at, tiles) => kernels.pool(at, ...places, tiles);
  },
  back(kernels, { side }, from, to, delta, gradient) {
    const places = [from, to, delta, gradient].flatMap(placesOf);
    return (tiles) => kernels.poolBack(...places, to.channels, side, to.height, to.width, tiles);
  },
};

/** Every kind of layer without parameters; a new one is a line here and kernels of its own. */
export const pools: Readonly<Record<Pooling["kind"], PoolSteps>> = { pool: largest };
