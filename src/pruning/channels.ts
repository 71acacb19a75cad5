/** A kernel seen from what it reads: entries [.., in, out] so that those of an input channel stand together as those of a unit do
 *  in a kernel, last axis last. Behind a flatten (NHWC) row r reads channel r % channels. */
export function byChannel<Numbers extends Float32Array | Float64Array | Uint8Array>(
  kernel: Numbers,
  units: number,
  channels: number,
): Numbers {
  const turned = kernel.slice() as Numbers;
  for (let i = 0; i < kernel.length; i++) {
    const row = Math.floor(i / units);
    turned[(Math.floor(row / channels) * units + (i % units)) * channels + (row % channels)] = kernel[i];
  }
  return turned;
}
