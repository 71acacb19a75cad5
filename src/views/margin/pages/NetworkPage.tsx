import type { ReactNode } from "react";
import { filled } from "../../../charts/filled.ts";
import { kindOf } from "../../../data/registry.ts";
import { countWeights } from "../../../network/count.ts";
import type { Activation, Initialiser } from "../../../network/network.ts";
import { readLayers, writeLayers } from "../../../network/notation.ts";
import { activations, initialisers } from "../../../setup/fields.ts";
import { networkPresets } from "../../../setup/networks.ts";
import { changeSetup } from "../../../store/actions/settings.ts";
import { useStore } from "../../../store/store.ts";
import { networkName, networkPage, presetLine } from "../../../text/networks.ts";
import { settingNames } from "../../../text/settings.ts";
import { activationLines, activationNames, initialiserLines, initialiserNames } from "../../../text/training.ts";
import { NetworkEditor } from "../../NetworkEditor.tsx";
import { useEnds } from "../../useEnds.ts";
import { Choices } from "../Choices.tsx";
import page from "../Page.module.css";
import { SeedInput } from "../SeedInput.tsx";
import { Sentence } from "../Sentence.tsx";

/** The network: its activation and initial weights, its layers, and others to start from. */
export function NetworkPage() {
  const setup = useStore((state) => state.setup);
  const kind = useStore((state) => kindOf(state.setup.data, state.data));
  const ends = useEnds();
  const { activation, initialiser, hidden, seed } = setup;
  const spec = { ...setup, input: ends?.input ?? ([1, 1, 2] as const), outputs: ends?.outputs ?? 2 };
  const current = writeLayers(hidden);
  const presets = networkPresets[kind];
  const isKnown = presets.some((preset) => writeLayers(preset.hidden) === current);
  return (
    <div className={page.page}>
      <Sentence
        blanks={{
          activation: {
            name: settingNames.activation,
            says: activationNames[activation],
            value: activation,
            options: activations.map((value) => ({
              value,
              label: activationNames[value],
              line: activationLines[value],
            })),
            startsOver: true,
            onChange: (value) => changeSetup({ activation: value as Activation }),
          },
          initialiser: {
            name: settingNames.initialiser,
            says: initialiserNames[initialiser],
            value: initialiser,
            options: initialisers.map((value) => ({
              value,
              label: initialiserNames[value],
              line: initialiserLines[value],
            })),
            startsOver: true,
            onChange: (value) => changeSetup({ initialiser: value as Initialiser }),
          },
        }}
      >
        {(word) =>
          filled(
            networkPage.lead<ReactNode>(
              hidden.length,
              word("activation"),
              word("initialiser"),
              <SeedInput seed={seed} />,
            ),
          )
        }
      </Sentence>
      <NetworkEditor spec={spec} />
      <h3>{networkPage.from}</h3>
      <Choices
        name={settingNames.hidden}
        value={current}
        options={[...(isKnown ? [] : [{ hidden }]), ...presets].map((preset) => ({
          value: writeLayers(preset.hidden),
          label: networkName(preset, ends),
          line: presetLine(
            "id" in preset ? networkName({ hidden: preset.hidden }, ends) : null,
            ends ? countWeights({ ...spec, hidden: preset.hidden }) : null,
          ),
        }))}
        startsOver
        onChange={(value) => changeSetup({ hidden: readLayers(value) ?? [] })}
      />
    </div>
  );
}
