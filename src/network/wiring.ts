import type { Mask } from "./mask.ts";
import type { LayerShape } from "./network.ts";

// Which weights make a unit (a neuron or filter), and which read it. A kernel is [..., in, out], flat in C order: rows of what is
// read, in them an entry for every unit. Rows go through all channels of a tap of a convolution, or, behind a flatten (NHWC), of a
// pixel, before they go on to the next.

/** How many units a layer has. */
export const unitCount = ({ shape }: Pick<LayerShape, "shape">): number => shape[shape.length - 1];

/** How many channels a kernel reads, of every tap; all features of a dense layer. */
export const inputCount = ({ shape }: Pick<LayerShape, "shape">): number => shape[shape.length - 2];

/** The channel, that is the unit of the layer before, that a row of a kernel reads. */
export const channelOf = (row: number, channels: number): number => row % channels;

/** The tap of a convolution, or the pixel before a flatten, at which a row of a kernel reads it. */
export const pixelOf = (row: number, channels: number): number => Math.floor(row / channels);

/** A kernel seen from what it reads: entries [.., in, out] so that those of an input channel stand together as those of a unit do
 *  in a kernel, last axis last. */
export function byChannel<Numbers extends Float32Array | Float64Array | Uint8Array>(
  kernel: Numbers,
  units: number,
  channels: number,
): Numbers {
  const transposed = kernel.slice() as Numbers;
  for (let i = 0, row = 0; i < kernel.length; i += units, row++) {
    const to = pixelOf(row, channels) * units * channels + channelOf(row, channels);
    for (let j = 0; j < units; j++) transposed[to + j * channels] = kernel[i + j];
  }
  return transposed;
}

/** Biases that go with their unit: 0 where a hidden unit has lost its whole incoming kernel and all its outgoing weights. Around a
 *  residual layer a unit lives on; the biases of such a layer go with its last weight. One byte a bias, 1 keeps; biases of the
 *  output layer always stay. */
export function biasMasks(layers: readonly LayerShape[], mask: Mask): Mask {
  const masks = new Map<string, Uint8Array>();
  layers.forEach((layer, index) => {
    const units = unitCount(layer);
    const kept = new Uint8Array(units);
    const reader = layers[index + 1];
    if (layer.residual) kept.fill(mask.get(layer.name)!.includes(1) ? 1 : 0);
    else if (!reader || reader.residual) kept.fill(1);
    else {
      const incoming = mask.get(layer.name)!;
      // Mostly a few rows tell that every unit has an input.
      for (let i = 0, alive = 0; i < incoming.length && alive < units; i += units)
        for (let j = 0; j < units; j++)
          if (incoming[i + j] > kept[j]) {
            kept[j] = 1;
            alive++;
          }
      const outgoing = mask.get(reader.name)!;
      const width = unitCount(reader);
      for (let i = 0, row = 0; i < outgoing.length; i += width, row++) {
        const unit = channelOf(row, units);
        for (let t = 0; t < width && kept[unit] === 0; t++) kept[unit] = outgoing[i + t];
      }
    }
    masks.set(layer.name, kept);
  });
  return masks;
}

/** A mask without removed units: each takes its incoming kernel and the rows that read it along. `keptUnits` holds 1 for every unit
 *  that stays, per hidden layer. */
export function withoutUnits(layers: readonly LayerShape[], mask: Mask, keptUnits: readonly Uint8Array[]): Mask {
  return new Map(
    layers.map((layer, l) => {
      const bits = mask.get(layer.name)!.slice();
      const units = unitCount(layer);
      const [own, before] = [keptUnits[l], keptUnits[l - 1]];
      for (let i = 0, row = 0; i < bits.length; i += units, row++)
        if (before && !before[channelOf(row, before.length)]) bits.fill(0, i, i + units);
        else if (own) for (let j = 0; j < units; j++) bits[i + j] &= own[j];
      return [layer.name, bits];
    }),
  );
}

/** 1 for every hidden unit of a layer of which the mask marks a weight, into it or out of it. */
export function touchedUnits(layers: readonly LayerShape[], index: number, mask: Mask): Uint8Array {
  const [layer, reader] = [layers[index], layers[index + 1]];
  const [units, readers] = [unitCount(layer), unitCount(reader)];
  const touched = new Uint8Array(units);
  const [into, outOf] = [mask.get(layer.name)!, mask.get(reader.name)!];
  for (let i = 0; i < into.length; i += units) for (let j = 0; j < units; j++) touched[j] |= into[i + j];
  for (let i = 0, row = 0; i < outOf.length; i += readers, row++) {
    const unit = channelOf(row, units);
    for (let t = 0; t < readers && touched[unit] === 0; t++) touched[unit] = outOf[i + t];
  }
  return touched;
}
