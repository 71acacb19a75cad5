import type { Evidence, NetworkEvidence } from "../network/evidence.ts";
import type { Layer } from "../network/network.ts";
import { byChannel } from "../network/wiring.ts";

const missing = (): never => {
  throw new Error("This criterion looks at training examples, and the network was ranked without any.");
};

/** Of a layer nobody knows examples for. */
export const noEvidence: Evidence = {
  gradient: missing,
  curvature: missing,
  hessianGradient: missing,
  inputNorm: missing,
  zeroShare: missing,
  meanActivation: missing,
};

/** What is known about the channels that a layer reads: its own weights', by channel; activations are those of the units before. */
export function channelEvidence(
  network: NetworkEvidence | undefined,
  index: number,
  { bias }: Layer,
  channels: number,
): Evidence {
  if (!network) return noEvidence;
  const [before, own] = [network.layers[index - 1], network.layers[index]];
  const turned = (values: Float64Array) => byChannel(values, bias.length, channels);
  return {
    gradient: () => turned(own.gradient()),
    curvature: () => turned(own.curvature()),
    hessianGradient: () => turned(own.hessianGradient()),
    inputNorm: () => turned(own.inputNorm()),
    zeroShare: () => before.zeroShare(),
    meanActivation: () => before.meanActivation(),
  };
}
