import { create } from "zustand";

/** Where the network stands on the stage, in CSS pixels of its box: what stands under a layer, or flies from it, goes by that. */
export interface PlacedNetwork {
  readonly width: number;
  readonly height: number;
  /** Of each kernel, from the units it reads to those it makes. */
  readonly spans: readonly { readonly left: number; readonly right: number }[];
  /** Of one that is drawn as units and connections: where its columns stand. */
  readonly drawn?: {
    readonly columns: readonly { readonly x: number; readonly ys: readonly number[]; readonly side: number }[];
  };
}

/** Written by the drawing of the network; without spans until it has been drawn. */
export const usePlaced = create<PlacedNetwork>(() => ({ width: 0, height: 0, spans: [] }));

export const place = (placed: PlacedNetwork) => usePlaced.setState(placed, true);
