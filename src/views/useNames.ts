import { kindOf } from "../data/registry.ts";
import { writeLayers } from "../network/notation.ts";
import { networkPresets } from "../setup/networks.ts";
import { useStore } from "../store/store.ts";
import { dataPage } from "../text/data.ts";
import { dataName } from "../text/dataNames.ts";
import { networkName } from "../text/networks.ts";
import { useEnds } from "./useEnds.ts";

/** What the data set is called; a person's own by its file. */
export const useDataName = (): string =>
  useStore(({ setup, data }) => dataName(setup.data, data?.id === "file" ? data.label : dataPage.yourFile));

/** What the network is called: by its preset, else by what it is made of. */
export function useNetworkName(): string {
  const hidden = useStore((state) => state.setup.hidden);
  const kind = useStore((state) => kindOf(state.setup.data, state.data));
  const ends = useEnds();
  const current = writeLayers(hidden);
  return networkName(networkPresets[kind].find((preset) => writeLayers(preset.hidden) === current) ?? { hidden }, ends);
}
