import { outputPositions } from "../../network/count.ts";
import type { Mask } from "../../network/mask.ts";
import type { Layer, NetworkSpec } from "../../network/network.ts";
import { costOf, valueBytes } from "../../pruning/cost.ts";
import { smallerSize } from "../../pruning/smaller.ts";
import type { Saving } from "../../text/soWhat.ts";

/** What a cut saves, biases included: as the smaller dense network where what goes as a whole can be left out, else in a format that
 *  stores a bit a weight and the kept ones. */
export function savingOf(spec: NetworkSpec, layers: readonly Layer[], mask: Mask, isStructured: boolean): Saving {
  const costs = costOf(layers, mask, outputPositions(spec));
  const biases = layers.reduce((sum, { bias }) => sum + bias.length, 0);
  const sum = (pick: (cost: (typeof costs)[number]) => number) => costs.reduce((all, cost) => all + pick(cost), 0);
  const dense = {
    bytes: sum(({ bytes }) => bytes.dense) + biases * valueBytes,
    multiplyAdds: sum((one) => one.multiplyAdds.dense),
  };
  const smaller = isStructured ? smallerSize(spec, layers, mask) : null;
  const cut = smaller
    ? { bytes: (smaller.weights + smaller.biases) * valueBytes, multiplyAdds: smaller.multiplyAdds }
    : {
        bytes: sum(({ bytes }) => bytes.bitmask) + biases * valueBytes,
        multiplyAdds: sum((one) => one.multiplyAdds.masked),
      };
  return {
    format: smaller ? "smaller" : "mask",
    bytes: { dense: dense.bytes, cut: cut.bytes },
    multiplyAdds: { dense: dense.multiplyAdds, cut: cut.multiplyAdds },
  };
}
