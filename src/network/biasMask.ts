import type { Mask } from "./mask.ts";
import type { Layer } from "./network.ts";

/** Biases that go with their unit: 0 where a hidden unit has lost its whole incoming kernel and all its outgoing weights. Around a
 *  residual layer a unit lives on; the biases of such a layer go with its last weight. One byte a bias, 1 keeps; biases of the
 *  output layer always stay. */
export function biasMasks(layers: readonly Layer[], mask: Mask): Mask {
  const masks = new Map<string, Uint8Array>();
  layers.forEach((layer, index) => {
    const out = layer.bias.length;
    const kept = new Uint8Array(out);
    const following = layers[index + 1];
    if (layer.residual) kept.fill(mask.get(layer.name)!.includes(1) ? 1 : 0);
    else if (!following || following.residual) kept.fill(1);
    else {
      const incoming = mask.get(layer.name)!;
      // Mostly a few rows tell that every unit has an input.
      for (let i = 0, alive = 0; i < incoming.length && alive < out; i += out)
        for (let j = 0; j < out; j++)
          if (incoming[i + j] > kept[j]) {
            kept[j] = 1;
            alive++;
          }
      const outgoing = mask.get(following.name)!;
      const width = following.bias.length;
      const rows = following.shape[following.shape.length - 2];
      // Behind a flatten (NHWC) row r reads channel r % channels.
      for (let i = 0, row = 0; i < outgoing.length; i += width, row++) {
        const unit = (row % rows) % out;
        for (let t = 0; t < width && kept[unit] === 0; t++) kept[unit] = outgoing[i + t];
      }
    }
    masks.set(layer.name, kept);
  });
  return masks;
}
