import { Minus, Plus } from "lucide-react";
import { chainOf } from "../network/chain.ts";
import { countWeights } from "../network/count.ts";
import type { Activation, Initialiser, LayerSpec, NetworkSpec } from "../network/network.ts";
import { activations, initialisers, maximumFilters, maximumHiddenLayers, maximumWidth } from "../setup/setup.ts";
import { changeSetup } from "../store/actions.ts";
import { Blank } from "./Blank.tsx";
import { count } from "./format.ts";
import { SheetRow } from "./Sheet.tsx";

/** The hidden layers, one a row, their activation and their initial weights. */
export function NetworkEditor({ spec }: { spec: NetworkSpec }) {
  return (
    <>
      <HiddenLayers spec={spec} />
      <SheetRow name="Activation">
        <Blank
          label="Activation"
          value={spec.activation}
          options={activations.map((value) => ({ value, label: value === "relu" ? "ReLU" : value }))}
          onChange={(value) => changeSetup({ activation: value as Activation })}
        />
      </SheetRow>
      <SheetRow name="Initialisation">
        <Blank
          label="Initialisation"
          value={spec.initialiser}
          options={initialisers.map((value) => ({ value, label: value === "he" ? "He" : "Glorot" }))}
          onChange={(value) => changeSetup({ initialiser: value as Initialiser })}
        />
      </SheetRow>
      <p>A changed network starts from new initial weights.</p>
    </>
  );
}

function HiddenLayers({ spec }: { spec: NetworkSpec }) {
  const { hidden } = spec;
  const change = (next: readonly LayerSpec[]) => changeSetup({ hidden: next });
  const last = hidden.at(-1);
  const resize = (index: number, size: number) => {
    const together = chainOf(hidden, index);
    change(hidden.map((layer, l) => (layer.kind !== "pool" && together.includes(l) ? sized(layer, size) : layer)));
  };
  return (
    <>
      {hidden.map((layer, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place
        <div className="row" key={index}>
          {layer.kind === "pool" ? (
            <span>
              Hidden {index + 1}, max-pooling {layer.side} × {layer.side}
            </span>
          ) : (
            <LayerRow layer={layer} index={index} onChange={(size) => resize(index, size)}>
              {layer.residual || (layer.kind === "dense" && chainOf(hidden, index).length === 1) ? (
                <button
                  type="button"
                  className="icon small"
                  aria-label={`Remove hidden layer ${index + 1}`}
                  onClick={() => change(hidden.toSpliced(index, 1))}
                >
                  <Minus aria-hidden />
                </button>
              ) : null}
            </LayerRow>
          )}
        </div>
      ))}
      <div className="row">
        <span>{count(countWeights(spec))} weights</span>
        <button
          type="button"
          className="icon"
          disabled={hidden.length >= maximumHiddenLayers}
          onClick={() => change([...hidden, last?.kind === "dense" ? last : { kind: "dense", units: 8 }])}
        >
          <Plus aria-hidden />
          Add a layer
        </button>
      </div>
    </>
  );
}

type Sized = Exclude<LayerSpec, { kind: "pool" }>;

const sized = (layer: Sized, size: number): Sized =>
  layer.kind === "dense" ? { ...layer, units: size } : { ...layer, filters: size };

/** A layer by its number of units or filters. */
function LayerRow(props: {
  readonly layer: Sized;
  readonly index: number;
  readonly onChange: (size: number) => void;
  readonly children: React.ReactNode;
}) {
  const { layer, index, onChange, children } = props;
  const dense = layer.kind === "dense";
  const most = dense ? maximumWidth : maximumFilters;
  return (
    <>
      <label htmlFor={`width-${index}`}>
        Hidden {index + 1}, {dense ? "units" : `filters of ${layer.side} × ${layer.side}`}
        {layer.residual ? ", with a shortcut" : ""}
      </label>
      <span className="stepper">
        <input
          id={`width-${index}`}
          type="number"
          min={1}
          max={most}
          value={dense ? layer.units : layer.filters}
          onChange={(event) => {
            const size = Math.round(Number(event.target.value));
            if (size >= 1 && size <= most) onChange(size);
          }}
        />
        {children}
      </span>
    </>
  );
}
