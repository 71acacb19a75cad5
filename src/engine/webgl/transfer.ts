import type { TrainingData } from "../../training/engine.ts";
import { momentsOf } from "../optimizer.ts";
import { writeActive } from "./active.ts";
import type { PassPlan } from "./plan.ts";
import type { Workspace } from "./workspace.ts";

/** Parameters and moments as flat vectors of the layout. */
export interface Vectors {
  readonly parameters: Float32Array;
  /** None for a fresh optimizer. */
  readonly moments: readonly Float32Array[];
}

/** Passes for one optimizer and batches of at most `capacity`, with the textures they work on. */
export interface Planned extends PassPlan {
  readonly workspace: Workspace;
  readonly capacity: number;
}

/** Puts parameters and moments on the card, and `kept`, 1 where a parameter stays. Whether the moments were of its optimizer: those of
 *  another mean nothing to it, it starts afresh. */
export function writeState(
  { layout, places, state, mask, workspace }: Planned,
  { parameters, moments }: Vectors,
  kept: Float32Array | undefined,
): boolean {
  const wanted = momentsOf[layout.optimizer];
  const isOwn = moments.length === wanted;
  const fresh = Array.from({ length: wanted }, () => new Float32Array(parameters.length));
  const box = { x: 0, y: 0, width: layout.width, height: layout.rows };
  const floats = 16 * layout.width * layout.rows;
  [parameters, ...(isOwn ? moments : fresh)].forEach((vector, section) => {
    const texels = new Float32Array(floats);
    for (let i = 0; i < places.length; i++) texels[places[i]] = vector[i];
    workspace.write(state.texture, texels, { ...box, y: section * layout.rows }, 0, 4);
  });
  if (!kept) return isOwn;
  const bytes = new Uint8Array(floats);
  for (let i = 0; i < places.length; i++) bytes[places[i]] = 255 * kept[i];
  workspace.write(mask, bytes, box, 0, 4);
  return isOwn;
}

/** Reads parameters back, and moments where they are wanted. */
export async function readState(planned: Planned | undefined, withMoments: boolean): Promise<Vectors> {
  if (!planned) throw new Error("WebGL holds no state of this network: restore a checkpoint.");
  const { layout, places, state, workspace } = planned;
  const sections = await Promise.all(
    Array.from({ length: 1 + (withMoments ? momentsOf[layout.optimizer] : 0) }, async (_, section) => {
      const box = { x: 0, y: section * layout.rows, width: layout.width, height: layout.rows };
      const texels = await workspace.read(state.source, box);
      return Float32Array.from(places, (place) => texels[place]);
    }),
  );
  return { parameters: sections[0], moments: sections.slice(1) };
}

/** Puts rows and labels of the batches to come on the card; `pixels` are those of pictures as the processor sees them. */
export function writeBatches(
  { order, active, workspace, capacity }: Planned,
  { labels }: TrainingData,
  pixels: Uint32Array | undefined,
  batches: readonly Uint32Array[],
): void {
  const words = new Uint32Array(capacity * batches.length);
  batches.forEach((batch, step) => {
    for (let n = 0; n < batch.length; n++) words[step * capacity + n] = batch[n] | (labels[batch[n]] << 24);
  });
  workspace.write(order, words, { x: 0, y: 0, width: capacity, height: batches.length });
  if (active) writeActive(workspace, active, pixels!, batches);
}
