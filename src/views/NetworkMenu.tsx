import { kindOf } from "../data/registry.ts";
import { layerKind, readImages } from "../network/layers/registry.ts";
import type { NetworkSpec } from "../network/network.ts";
import { readLayers, writeLayers } from "../network/notation.ts";
import { type NetworkPreset, networkPresets } from "../setup/networks.ts";
import type { Setup } from "../setup/setup.ts";
import { changeSetup } from "../store/actions/settings.ts";
import { useStore } from "../store/store.ts";
import styles from "./Blank.module.css";
import { Blank } from "./Blank.tsx";
import { partOf } from "./Fetched.tsx";
import { Sheet } from "./Sheet.tsx";

const editor = partOf(async () => (await import("./sheets.ts")).NetworkEditor);

/** The network by its presets, and a sheet to edit the hidden layers. */
export function NetworkMenu({ setup }: { setup: Setup }) {
  const data = useStore((state) => state.data);
  const opened = useStore((state) => state.spec);
  const isOnItsWay = useStore((state) => state.run !== state.asked);
  // What a network that is on its way reads and tells apart is not known yet.
  const ends = isOnItsWay ? null : opened;
  const spec: NetworkSpec = { ...setup, input: ends?.input ?? [1, 1, 2], outputs: ends?.outputs ?? 2 };
  const presets = networkPresets[kindOf(setup.data, data)].map((preset) => ({
    value: writeLayers(preset.hidden),
    label: nameOf(preset, ends),
  }));
  const current = writeLayers(setup.hidden);
  const known = presets.some(({ value }) => value === current);
  const options = known ? presets : [{ value: current, label: nameOf({ hidden: setup.hidden }, ends) }, ...presets];
  return (
    <span className={styles.blank}>
      <Blank
        label="Network"
        text="Network"
        value={current}
        options={options}
        startsOver
        onChange={(value) => changeSetup({ hidden: readLayers(value) ?? [] })}
      />
      <Sheet label="edit" title="Network" width="wide" part={editor} props={{ spec }} />
    </span>
  );
}

/** Characters of a name that the bar has room for. */
const longestName = 56;

/** A preset's name, or the widths of a dense network, or what a convolutional one is made of. */
function nameOf(
  { name, hidden }: Pick<NetworkPreset, "hidden"> & Partial<NetworkPreset>,
  spec: Pick<NetworkSpec, "input" | "outputs"> | null,
): string {
  if (name) return name;
  const units = hidden.map((layer) => layerKind(layer).short(layer));
  if (!spec) return units.join("-");
  const inputs = readImages(hidden) ? spec.input.slice(0, 2).join("×") : inputsOf(spec);
  const all = [inputs, ...units, spec.outputs].join("-");
  return all.length > longestName ? `${inputs}-…-${spec.outputs}, ${hidden.length} hidden layers` : all;
}

const inputsOf = ({ input }: Pick<NetworkSpec, "input">) => String(input[0] * input[1] * input[2]);
