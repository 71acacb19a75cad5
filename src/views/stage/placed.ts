import { create } from "zustand";
import type { NetworkGeometry } from "../../charts/network/geometry.ts";

/** Where the network stands on the stage, in CSS pixels of its box: what stands under a layer, or flies from it, goes by that. */
export interface PlacedNetwork extends Pick<NetworkGeometry, "spans"> {
  readonly width: number;
  readonly height: number;
  /** Of one that is drawn as units and connections: where they stand (`edgeEnds`). */
  readonly drawn?: Pick<NetworkGeometry, "columns">;
}

/** Written by the drawing of the network; without spans until it has been drawn. */
export const usePlaced = create<PlacedNetwork>(() => ({ width: 0, height: 0, spans: [] }));

export const place = (placed: PlacedNetwork) => usePlaced.setState(placed, true);
