import type { Parametric } from "../../network/layers/stage.ts";
import { sizeOf } from "../../network/network.ts";
import { channelOf, pixelOf } from "../../network/wiring.ts";
import { quads } from "./maps.ts";

/** One layer's kernel and biases as a matrix of rows (inputs) x units in blocks of 4 x 4: a texel holds four units, the four rows of
 *  a block lie in four layers of the texture. The biases are the first row of a last block. */
export interface ParameterBlock {
  /** First row of texels in the parameters' texture. */
  readonly top: number;
  /** Texels across: units / 4. */
  readonly columns: number;
  /** Blocks of kernel rows; the biases follow. */
  readonly rows: number;
  /** Partial gradients that lie side by side for each texel. */
  readonly parts: number;
}

/** Gradient sums of fewer texels than this are split over the examples, for the card has more to do at once. */
const fragmentsWanted = 1024;

/** How many blocks of rows the channels of one pixel take, or the taps of one kernel row that reads a single channel. */
export const depthOf = ({ kind, kernel, from }: Parametric) =>
  kind === "conv" && from[2] === 1 ? quads(kernel[0]) : quads(from[2]);

/** Places for all layers, one below the other, and the room they take. */
export function placeBlocks(stages: readonly Parametric[], batch: number) {
  let top = 0;
  const blocks = stages.map((stage): ParameterBlock => {
    const columns = quads(stage.to[2]);
    const rows = rowsOf(stage);
    const partsWanted = Math.ceil(fragmentsWanted / (columns * (rows + 1)));
    // As many examples in each part, so that none is waited for.
    const parts = stage.kind === "conv" ? Math.ceil(batch / Math.max(1, Math.floor(batch / partsWanted))) : 1;
    top += rows + 1;
    return { top: top - rows - 1, columns, rows, parts };
  });
  return { blocks, width: Math.max(...blocks.map(({ columns }) => columns)), height: top };
}

function rowsOf(stage: Parametric): number {
  const { kind, kernel, from } = stage;
  if (kind === "dense") return from[0] * from[1] * depthOf(stage);
  return (from[2] === 1 ? kernel[0] : kernel[0] ** 2) * depthOf(stage);
}

/** Block and layer of a row of the kernel. */
function rowPlace(stage: Parametric, row: number): [block: number, layer: number] {
  const { kind, kernel, from } = stage;
  const channels = from[2];
  const depth = depthOf(stage);
  if (kind === "conv" && channels === 1) {
    const side = kernel[0];
    const tap = row % side;
    return [Math.floor(row / side) * depth + (tap >> 2), tap & 3];
  }
  const channel = channelOf(row, channels);
  return [pixelOf(row, channels) * depth + (channel >> 2), channel & 3];
}

/** Where each parameter (kernel, then bias, layer by layer) lies among the floats of [layer][row][column][channel]. */
export function placesOf(
  stages: readonly Parametric[],
  { blocks, width, height }: ReturnType<typeof placeBlocks>,
): Int32Array {
  const places: number[] = [];
  stages.forEach((stage, l) => {
    const { top, rows } = blocks[l];
    const units = stage.to[2];
    const inputs = stage.kind === "dense" ? sizeOf(stage.from) : stage.kernel[0] ** 2 * stage.from[2];
    for (let row = 0; row <= inputs; row++) {
      const [block, layer] = row === inputs ? [rows, 0] : rowPlace(stage, row);
      const start = (layer * height + top + block) * width * 4;
      for (let unit = 0; unit < units; unit++) places.push(start + unit);
    }
  });
  return Int32Array.from(places);
}

/** GLSL: `vec4 W(int row, int layer, int column)` of a layer, from sampler tW. */
export const weightReader = ({ top }: ParameterBlock) => `
uniform sampler2DArray tW;
vec4 W(int row, int layer, int column) { return texelFetch(tW, ivec3(column, row + ${top}, layer), 0); }`;
