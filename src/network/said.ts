import { Fault, type SaidOf } from "../fault.ts";
import type { Shape } from "./network.ts";

/** A hidden layer, from 0 through all of them. */
interface OfLayer {
  readonly layer: number;
}

/** Its squares, with so many pixels a side. */
interface OfSquares extends OfLayer {
  readonly side: number;
}

/** What there is a whole number of, at least 1; in a layer it is units, filters or the pixels along a side. */
export type NumberOf = "inputs" | "outputs" | "units" | "filters" | "side";

/** What networks cannot be, by id. */
export interface NetworkFigures {
  /** Of inputs and outputs the layer is null. */
  "not-whole": { readonly what: NumberOf; readonly layer: number | null; readonly value: number };
  "outputs-range": { readonly outputs: number; readonly most: number };
  "side-even": OfSquares;
  "side-beyond": OfSquares & { readonly height: number; readonly width: number };
  "no-image": OfLayer;
  "shortcut-unlike": OfLayer & { readonly from: Shape; readonly to: Shape };
  "network-large": {
    readonly what: "weights" | "multiplyAdds" | "features";
    readonly found: number;
    readonly most: number;
  };
  /** It cannot go: the shortcut of another layer reads it. */
  "layer-read": OfLayer & { readonly reader: number };
}

export type NetworkSaid = SaidOf<NetworkFigures>;

/** A network that cannot be. */
export class NetworkFault extends Fault<NetworkSaid> {
  override name = "NetworkFault";
}
