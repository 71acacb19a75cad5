import type { TrainingData } from "../../training/engine.ts";
import { EngineFault } from "../../training/said.ts";
import { quads } from "./maps.ts";
import { rowsInLayer } from "./shaders/batch.ts";
import type { Texture, Workspace } from "./workspace.ts";

/** Rows that fit into the 24 bits they have in a batch. */
const mostRows = 2 ** 24;

/** Puts a data set on the card for good: a row of texels an example, four features a texel. Pixels stay bytes, read as value / 255. */
export function createDataTexture(workspace: Workspace, { inputs, count, size }: TrainingData): Texture {
  if (count > mostRows) throw new EngineFault({ id: "data-rows", count, most: mostRows });
  const width = quads(size);
  const layers = Math.ceil(count / rowsInLayer);
  const format = inputs instanceof Uint8Array ? "bytes" : "floats";
  const texture = workspace.texture(format, width, Math.min(count, rowsInLayer), layers);
  for (let layer = 0; layer < layers; layer++) {
    const first = layer * rowsInLayer;
    const rows = Math.min(rowsInLayer, count - first);
    const part = inputs.subarray(first * size, (first + rows) * size);
    workspace.write(texture, padded(part, size, 4 * width), { x: 0, y: 0, width, height: rows }, layer);
  }
  return texture;
}

/** Rows of `size` numbers as rows of `wanted`. */
function padded(rows: Float32Array | Uint8Array, size: number, wanted: number): Float32Array | Uint8Array {
  if (size === wanted) return rows;
  const count = rows.length / size;
  const wide = rows instanceof Uint8Array ? new Uint8Array(count * wanted) : new Float32Array(count * wanted);
  for (let row = 0; row < count; row++) wide.set(rows.subarray(row * size, (row + 1) * size), row * wanted);
  return wide;
}
