import { Minus, Plus } from "lucide-react";
import type { Activation, Initialiser } from "../network/network.ts";
import { activations, initialisers, maximumHiddenLayers, maximumWidth, type Setup } from "../setup/setup.ts";
import { changeSetup } from "../store/actions.ts";
import { useStore } from "../store/store.ts";
import { Blank } from "./Blank.tsx";
import { count } from "./format.ts";
import { Sheet, SheetRow } from "./Sheet.tsx";

const presets: Readonly<Record<"points" | "images", readonly (readonly number[])[]>> = {
  points: [
    [16, 16],
    [8, 8],
    [32, 32],
  ],
  images: [
    [128, 64],
    [300, 100],
  ],
};

/** The network by its widths, with presets, and a sheet to edit the hidden layers. */
export function NetworkMenu({ setup }: { setup: Setup }) {
  const data = useStore((state) => state.data);
  const spec = useStore((state) => state.spec);
  const inputs = spec?.inputs ?? 2;
  const outputs = spec?.outputs ?? 2;
  const name = (hidden: readonly number[]) => [inputs, ...hidden, outputs].join("-");
  const known = presets[data?.kind ?? "points"].map(name);
  const current = name(setup.hidden);
  const names = known.includes(current) ? known : [current, ...known];
  const options = names.map((value) => ({ value, label: value }));
  return (
    <span className="blank">
      <Blank
        label="Network"
        text="Network"
        value={current}
        options={options}
        onChange={(value) => changeSetup({ hidden: value.split("-").slice(1, -1).map(Number) })}
      />
      <Sheet label="edit" title="Network">
        <HiddenLayers setup={setup} inputs={inputs} outputs={outputs} />
        <SheetRow name="Activation">
          <Blank
            label="Activation"
            value={setup.activation}
            options={activations.map((value) => ({ value, label: value === "relu" ? "ReLU" : value }))}
            onChange={(value) => changeSetup({ activation: value as Activation })}
          />
        </SheetRow>
        <SheetRow name="Initialisation">
          <Blank
            label="Initialisation"
            value={setup.initialiser}
            options={initialisers.map((value) => ({ value, label: value === "he" ? "He" : "Glorot" }))}
            onChange={(value) => changeSetup({ initialiser: value as Initialiser })}
          />
        </SheetRow>
        <p>A changed network starts from new initial weights.</p>
      </Sheet>
    </span>
  );
}

function HiddenLayers({ setup, inputs, outputs }: { setup: Setup; inputs: number; outputs: number }) {
  const { hidden } = setup;
  const widths = [inputs, ...hidden, outputs];
  const weights = widths.slice(1).reduce((sum, width, i) => sum + width * widths[i], 0);
  const change = (next: readonly number[]) => changeSetup({ hidden: next });
  return (
    <>
      {hidden.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place
        <div className="row" key={index}>
          <label htmlFor={`width-${index}`}>Hidden {index + 1}, units</label>
          <span className="stepper">
            <input
              id={`width-${index}`}
              type="number"
              min={1}
              max={maximumWidth}
              value={width}
              onChange={(event) => {
                const units = Math.round(Number(event.target.value));
                if (units >= 1 && units <= maximumWidth) change(hidden.with(index, units));
              }}
            />
            <button
              type="button"
              className="icon small"
              aria-label={`Remove hidden layer ${index + 1}`}
              onClick={() => change(hidden.toSpliced(index, 1))}
            >
              <Minus aria-hidden />
            </button>
          </span>
        </div>
      ))}
      <div className="row">
        <span>{count(weights)} weights</span>
        <button
          type="button"
          className="icon"
          disabled={hidden.length >= maximumHiddenLayers}
          onClick={() => change([...hidden, hidden.at(-1) ?? 8])}
        >
          <Plus aria-hidden />
          Add a layer
        </button>
      </div>
    </>
  );
}
