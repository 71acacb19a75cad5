import { create } from "zustand";
import type { NetworkGeometry } from "../../charts/network/geometry.ts";
import type { Connection } from "../../motion/motion.ts";

/** Where weights, by layer and index, and hidden units are drawn, from their left to their right; null of one that is not. */
export interface PlacesInNetwork {
  readonly weight: (layer: number, index: number) => Connection | null;
  readonly unit: (layer: number, unit: number) => Connection | null;
}

/** Where the network stands on the stage, in CSS pixels of its box: what stands under a layer, or flies from it, goes by that. */
export interface PlacedNetwork extends Pick<NetworkGeometry, "spans"> {
  readonly width: number;
  readonly height: number;
  /** Where each weight and unit is drawn; null while none are. */
  readonly places?: () => PlacesInNetwork | null;
}

/** Written by the drawing of the network; without spans until it has been drawn. */
export const usePlaced = create<PlacedNetwork>(() => ({ width: 0, height: 0, spans: [] }));

export const place = (placed: PlacedNetwork) => usePlaced.setState(placed, true);
