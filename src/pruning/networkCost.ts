import { outputPositions } from "../network/count.ts";
import type { Mask } from "../network/mask.ts";
import type { Layer, NetworkSpec } from "../network/network.ts";
import { costOf, type LayerCost, valueBytes } from "./cost.ts";
import { type SmallerSize, smallerSize } from "./smaller.ts";

/** What a masked network costs, all told; biases are stored in full whatever the format, and count in every size. */
export interface Costs {
  readonly layers: readonly (LayerCost & { readonly biases: number })[];
  readonly total: number;
  readonly kept: number;
  readonly biases: number;
  /** Bytes of the dense network. */
  readonly dense: number;
  /** The network without what can be left out of it; null where nothing can. */
  readonly smaller: SmallerSize | null;
}

/** Its costs layer by layer and in all, at 32 bits a value. */
export function costsOf(spec: NetworkSpec | null, given: readonly Layer[], mask: Mask): Costs {
  const layers = costOf(given, mask, spec ? outputPositions(spec) : []).map((cost, l) => ({
    ...cost,
    biases: given[l].bias.length,
  }));
  const sum = (pick: (cost: (typeof layers)[number]) => number) => layers.reduce((all, cost) => all + pick(cost), 0);
  const [total, kept, biases] = [sum((one) => one.total), sum((one) => one.kept), sum((one) => one.biases)];
  const smaller = spec && kept < total ? smallerSize(spec, given, mask) : null;
  return {
    layers,
    total,
    kept,
    biases,
    dense: (total + biases) * valueBytes,
    smaller: smaller && smaller.units.out + smaller.layers.out > 0 ? smaller : null,
  };
}

/** The sums that are kept of a state's costs. */
export interface TotalCost {
  /** Kernel weights, kept or not, and biases. */
  readonly total: number;
  readonly biases: number;
  /** Of one example: as the mask leaves them where zeros are skipped, and where none is. */
  readonly multiplyAdds: { readonly masked: number; readonly dense: number };
  /** In formats of storage, biases included. */
  readonly bytes: { readonly dense: number; readonly bitmask: number; readonly csr: number };
  /** Of the smaller dense network; null where nothing can be left out. */
  readonly smaller: { readonly weights: number; readonly biases: number; readonly multiplyAdds: number } | null;
}

export function totalCost({ layers, total, biases, dense, smaller }: Costs): TotalCost {
  const sum = (pick: (cost: LayerCost) => number) => layers.reduce((all, cost) => all + pick(cost), 0);
  return {
    total,
    biases,
    multiplyAdds: { masked: sum((one) => one.multiplyAdds.masked), dense: sum((one) => one.multiplyAdds.dense) },
    bytes: {
      dense,
      bitmask: sum((one) => one.bytes.bitmask) + biases * valueBytes,
      csr: sum((one) => one.bytes.csr) + biases * valueBytes,
    },
    smaller: smaller && {
      weights: smaller.weights,
      biases: smaller.biases,
      multiplyAdds: smaller.multiplyAdds,
    },
  };
}
