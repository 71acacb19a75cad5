import { useMemo } from "react";
import { useStore } from "../store/store.ts";
import { type LayerNames, layerNames } from "../text/layerNames.ts";

/** Names of the layers and kernels of the network on the page; none before there is one. */
export function useLayerNames(): LayerNames {
  const spec = useStore((state) => state.spec);
  return useMemo(() => (spec ? layerNames(spec) : { layers: [], kernels: [] }), [spec]);
}
