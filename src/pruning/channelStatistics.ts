import type { Layer } from "../network/network.ts";
import type { LayerStatistics, SaliencyStatistics } from "../network/saliency.ts";
import { byChannel } from "../network/wiring.ts";

const missing = (): never => {
  throw new Error("This criterion looks at training examples, and the network was ranked without any.");
};

/** Of a layer nobody knows examples for. */
export const noStatistics: LayerStatistics = {
  gradient: missing,
  curvature: missing,
  hessianGradient: missing,
  inputNorm: missing,
  zeroShare: missing,
  meanActivation: missing,
};

/** What is known about the channels that a layer reads: its own weights', by channel; activations are those of the units before. */
export function channelStatistics(
  network: SaliencyStatistics | undefined,
  index: number,
  { bias }: Layer,
  channels: number,
): LayerStatistics {
  if (!network) return noStatistics;
  const [before, own] = [network.layers[index - 1], network.layers[index]];
  const transposed = (values: Float64Array) => byChannel(values, bias.length, channels);
  return {
    gradient: () => transposed(own.gradient()),
    curvature: () => transposed(own.curvature()),
    hessianGradient: () => transposed(own.hessianGradient()),
    inputNorm: () => transposed(own.inputNorm()),
    zeroShare: () => before.zeroShare(),
    meanActivation: () => before.meanActivation(),
  };
}
