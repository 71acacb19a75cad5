import type { TrainingData } from "../../training/engine.ts";
import { type Active, quads } from "./maps.ts";
import type { Workspace } from "./workspace.ts";

// Most pixels of a picture are black, and adding their products would change nothing. A dense layer that reads pictures visits
// only the texels (four pixels) that hold something. Lists of them go to the card with each batch; a list is a row of texels: first
// how many follow, then which, four a texel. One layer of a texture holds the lists of a step.

/** The data set texel by texel; undefined where its examples are no pictures, or do not fill texels. */
export function pixelTexels({ inputs, size }: TrainingData): Uint32Array | undefined {
  if (!(inputs instanceof Uint8Array) || size % 4 > 0 || inputs.byteOffset % 4 > 0) return undefined;
  return new Uint32Array(inputs.buffer, inputs.byteOffset, inputs.length / 4);
}

/** Room for the lists of `steps` batches of at most `examples`. */
export function createActive(workspace: Workspace, texels: number, examples: number, steps: number): Active {
  const lists = (count: number, longest: number) => ({
    texture: workspace.texture("lists", 1 + quads(longest), count, steps),
  });
  return { texels: lists(quads(examples), texels), examples: lists(texels, examples) };
}

/** Lists what the batches of a call show, rows of the data set. */
export function writeActive(
  workspace: Workspace,
  active: Active,
  data: Uint32Array,
  batches: readonly Uint32Array[],
): void {
  const [ofBlocks, ofTexels] = [active.texels.texture, active.examples.texture].map((texture) => ({
    texture,
    numbers: new Uint16Array(4 * texture.width * texture.height * batches.length),
  }));
  const note = ({ texture, numbers }: typeof ofBlocks, step: number, list: number, number: number) => {
    const start = 4 * texture.width * (step * texture.height + list);
    numbers[start + 4 + numbers[start]++] = number;
  };
  const texels = ofTexels.texture.height;
  batches.forEach((batch, step) => {
    for (let texel = 0; texel < texels; texel++) {
      let latest = -1;
      for (let n = 0; n < batch.length; n++) {
        if (data[batch[n] * texels + texel] === 0) continue;
        note(ofTexels, step, texel, n);
        const block = n >> 2;
        if (block > latest) note(ofBlocks, step, block, texel);
        latest = block;
      }
    }
  });
  for (const { texture, numbers } of [ofBlocks, ofTexels]) {
    const { width, height } = texture;
    workspace.write(texture, numbers, { x: 0, y: 0, width, height }, 0, batches.length);
  }
}
