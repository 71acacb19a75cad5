import { type Chosen, readNumbers, weightsBetween, weightsOfUnits } from "../pruning/chosen.ts";
import { useCut } from "../store/cut.ts";
import { Blank } from "./Blank.tsx";
import { ChosenBar } from "./ChosenBar.tsx";
import { layerLabel } from "./layerLabel.ts";
import { SheetRow } from "./Sheet.tsx";

/** Which weights are looked at, as written. */
export interface Sought {
  readonly layer: string;
  readonly units: string;
  readonly inputs: string;
  /** All that reads the units comes along. */
  readonly isWhole: boolean;
}

/** Weights by number, for everybody who does not point at them: a connection, a neuron or filter, a block of a matrix. */
export function HandEditor({ sought, onSeek }: { sought: Sought; onSeek: (sought: Sought) => void }) {
  const cut = useCut();
  const { units, inputs, isWhole } = sought;
  const seek = (change: Partial<Sought>) => onSeek({ ...sought, ...change });
  if (!cut) return null;
  const { layers } = cut.snapshot;
  const index = Math.max(
    0,
    layers.findIndex(({ name }) => name === sought.layer),
  );
  const layer = layers[index];
  const [mostInputs, mostUnits] = layer.shape.slice(-2);
  const from = isWhole ? null : readNumbers(inputs, mostInputs);
  const to = readNumbers(units, mostUnits);
  const everyUnit = new Set(layer.bias.keys());
  const chosen: Chosen | null =
    from === undefined || to === undefined
      ? null
      : isWhole
        ? weightsOfUnits(layers, index, to ?? everyUnit)
        : new Map([[layer.name, weightsBetween(layer, from, to)]]);
  return (
    <>
      <SheetRow name="Layer">
        <Blank
          label="Layer"
          value={layer.name}
          options={layers.map(({ name }, l) => ({ value: name, label: layerLabel(layers, l) }))}
          onChange={(name) => seek({ layer: name })}
        />
      </SheetRow>
      <SheetRow name={`Units, 1 to ${mostUnits}`}>
        <input aria-label="Units" value={units} onChange={(event) => seek({ units: event.target.value })} />
      </SheetRow>
      <SheetRow name={`Inputs, 1 to ${mostInputs}`}>
        <input
          aria-label="Inputs"
          value={isWhole ? "all" : inputs}
          disabled={isWhole}
          onChange={(event) => seek({ inputs: event.target.value })}
        />
      </SheetRow>
      {index < layers.length - 1 ? (
        <SheetRow name="With all that reads them">
          <input
            type="checkbox"
            aria-label="With all that reads them"
            checked={isWhole}
            onChange={(event) => seek({ isWhole: event.target.checked })}
          />
        </SheetRow>
      ) : null}
      {chosen ? (
        <ChosenBar chosen={chosen} mask={cut.mask} />
      ) : (
        <p role="alert">Write numbers within these limits, like 2, 5-7, or all.</p>
      )}
      <p>
        Or point: a click on a connection, a unit or a cell prunes it, another restores it; with Shift a whole unit of a
        matrix; drag a box around several. What is decided by hand stays so when the slider moves, until it is left to
        the slider again.
      </p>
    </>
  );
}
